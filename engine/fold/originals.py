"""Reading who has the original papers: received with a move, passed on by lists, given back."""

from dataclasses import replace
from datetime import date

from engine.facts import Facts
from engine.fold.changing import changed
from engine.fold.folding import Folding
from engine.ledger import Entry, Kind
from engine.timeline import Custody, Offered, Original, Passage

# What a move says of originals that lie at the counter, and where they are from then on.
_SETTLED = (
    ("originals_back", Custody.RETURNED),
    ("originals_filed", Custody.ARCHIVED),
    ("originals_waiting", Custody.WAITING),
)


def of_move(folding: Folding, entry: Entry, facts: Facts) -> None:
    """The originals that came with a move, and those that its end settled."""
    for no, paper in facts.get("originals", ()):
        at = entry.happened_at
        folding.originals.append(Original(no, paper, entry.actor, Custody.HELD, at, at))
    for name, state in _SETTLED:
        if name in facts:
            _settle(folding, entry, facts[name], state)


def _settle(folding: Folding, entry: Entry, items: list[int], state: Custody) -> None:
    """One that waits is still somebody's to answer for; the others have left for good."""
    moves = 0 if state is Custody.WAITING else 1
    folding.originals = [
        replace(one, state=state, since=entry.happened_at, moves=one.moves + moves)
        if one.no in items
        else one
        for one in folding.originals
    ]


def _entrusted(folding: Folding, entry: Entry, facts: Facts) -> None:
    match facts["act"]:
        case "offered":
            _offer(folding, entry, facts)
        case "taken":
            _take(folding, entry, facts)
        case "recalled":
            _clear(folding, facts["items"])
        case "returned":
            _settle(folding, entry, facts["items"], Custody.RETURNED)
        case "archived":
            _settle(folding, entry, facts["items"], Custody.ARCHIVED)


def _offer(folding: Folding, entry: Entry, facts: Facts) -> None:
    until = facts.get("due_back")
    offered = Offered(
        facts["list"],
        Passage(facts["kind"]),
        entry.actor,
        facts["to"],
        date.fromisoformat(until) if until else None,
    )
    folding.originals = [
        replace(one, offered=offered, moves=one.moves + 1) if one.no in facts["items"] else one
        for one in folding.originals
    ]


def _take(folding: Folding, entry: Entry, facts: Facts) -> None:
    _clear(folding, facts.get("missing", []))
    folding.originals = [
        _passed(one, one.offered, entry) if one.no in facts["items"] and one.offered else one
        for one in folding.originals
    ]


def _passed(one: Original, offered: Offered, entry: Entry) -> Original:
    """In the hands of whoever confirmed it."""
    lent = offered.kind is Passage.LOAN
    return replace(
        one,
        custodian=entry.actor,
        state=Custody.LENT if lent else Custody.HELD,
        since=entry.happened_at,
        due_back=offered.due_back,
        lender=one.custodian if lent else None,
        offered=None,
    )


def _clear(folding: Folding, items: list[int]) -> None:
    """Off the list, and still with whoever has it."""
    folding.originals = changed(folding.originals, lambda one: one.no in items, {"offered": None})


READS = {Kind.ENTRUSTED: _entrusted}
