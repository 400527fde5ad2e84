"""A dossier's timeline for a page that shows nothing personal of it."""

from collections.abc import Sequence

from api.web.asking import Worker
from engine.errors import UnknownDossier
from engine.fold import fold
from engine.ledger import DossierRef, Entry
from engine.store.ledgers import Reading, entries_of
from engine.store.lists import Listed, find_in_scope
from engine.timeline import Timeline


def listed_of(who: Worker, snapshot: Reading, ref: DossierRef) -> Listed:
    """That dossier; to whom may not see it, it is not there."""
    listed = find_in_scope(snapshot, who.scope, ref)
    if listed is None:
        raise UnknownDossier
    return listed


def folded(who: Worker, snapshot: Reading, ref: DossierRef) -> tuple[Timeline, Sequence[Entry]]:
    """What the ledger says of it. The caller has seen that the person may see it."""
    entries = entries_of(snapshot, ref)
    return fold(who.house.system.office.catalogue, entries), entries
