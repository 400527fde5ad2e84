"""A switch to another edition of the procedure, in the words of an office."""

from collections.abc import Iterator, Sequence
from datetime import date

from api.naming import limit_words
from engine.facts import Facts, limit_from
from engine.ledger import Entry, Kind, standing
from engine.procedure import Procedure
from workflows.published import Published


def migrated(published: Published, facts: Facts) -> Iterator[str]:
    """From which edition to which, what the step is called there, and the limit that counts."""
    if "migration" not in facts:
        return
    before, after = (
        published.catalogue.procedure(facts[name]) for name in ("edition_before", "edition")
    )
    yield f"từ bản {_dated(before)} sang bản {_dated(after)}"
    if facts.get("state") != facts.get("state_before"):
        old, new = before.states[facts["state_before"]], after.states[facts["state"]]
        yield f"bước “{old.label}” nay là “{new.label}”"
    limit = limit_from(facts.get("limit"))
    if limit is not None:
        yield f"thời hạn theo bản mới: {limit_words(limit, published)}"
    if "undoes" in facts:
        yield f"đưa về như trước lần chuyển {facts['migration'][:12]}"


def _dated(procedure: Procedure) -> str:
    first = procedure.valid_from
    since = "" if first == date.min else f" (áp dụng từ {first:%d/%m/%Y})"
    return f"{procedure.edition[:12]}{since}"


def edition_at(published: Published, entries: Sequence[Entry], seq: int) -> Procedure:
    """What the dossier followed when that entry was made."""
    known = [one for one in entries if one.seq <= seq]
    switches = (one for one in standing(known) if one.kind is Kind.EDITION_CHANGED)
    editions = [one.facts["edition"] for one in switches if "edition" in one.facts]
    followed = editions[-1] if editions else entries[0].facts["edition"]
    return published.catalogue.procedure(str(followed))
