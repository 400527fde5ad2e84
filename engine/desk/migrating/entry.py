"""The entries that a migration and its return make in each dossier."""

from datetime import datetime

from engine.canonical import moment_text
from engine.desk.draft import Draft
from engine.desk.migrating.asking import VERB
from engine.desk.migrating.fates import Fate
from engine.desk.migrating.returning import Going
from engine.facts import limit_facts, promise_facts
from engine.ledger import Kind
from engine.procedure import Procedure
from engine.store.act import Change
from engine.store.beside import event_of
from engine.tables.record import outbox
from engine.timeline import Cause

TOLD = "edition_shift"  # the notice that the promise moved


def going_over(fate: Fate, new: Procedure, migration: str, reason: str | None) -> Draft:
    """The dossier follows `new` from here on; the first promise stays beside a later one."""
    assert fate.state is not None  # noqa: S101 -- a fate that moves has one
    facts: dict[str, object] = {
        "action": VERB,
        "migration": migration,
        "edition_before": fate.before.edition,
        "edition": new.edition,
        "state_before": fate.stood,
        "state": fate.state.id,
    }
    if fate.anew.limit is not None:
        facts["limit"] = limit_facts(fate.anew.limit)
    if fate.anew.promise is not None:
        facts["promise"] = promise_facts(fate.anew.promise, Cause.EDITION)
    if reason is not None:
        facts["reason"] = reason
    tells = ((TOLD, "applicant"),) if fate.anew.promise is not None else ()
    return Draft(Kind.EDITION_CHANGED, facts, tells=tells)


def going_back(going: Going, migration: str, reason: str | None, now: datetime) -> Draft:
    """The entry of the migration holds no more; a notice that has not left yet does not go out."""
    ref, undone = going.held.ref, going.moved
    facts: dict[str, object] = {
        "undoes": undone.seq,
        "migration": migration,
        "edition_before": undone.facts["edition"],
        "edition": undone.facts["edition_before"],
        "since": moment_text(now),
    }
    if reason is not None:
        facts["reason"] = reason
    event = f"{event_of(ref, undone.seq)}{TOLD}"
    dead = {"dead_at": now, "error": "undone"}
    silenced = Change(outbox, {"agency_id": ref.agency, "event": event}, dead)
    return Draft(Kind.UNDONE, facts, rows=(silenced,))
