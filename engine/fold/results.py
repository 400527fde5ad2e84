"""Reading of results: what a move brings into being, and where each result went since."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from engine.facts import Facts, child_from, seat_from
from engine.fold.changing import changed
from engine.fold.folding import Folding
from engine.ledger import Entry, Kind
from engine.procedure import DECISION, Final, Instant
from engine.timeline import Result, ResultState, Signing

ARCHIVING = "archive_result"  # what time proposes of a result that nobody fetches

Chosen = Callable[[Result], bool]


def moved(folding: Folding, entry: Entry, facts: Facts) -> None:
    """A move signs, brings results into being, calls them back, or hands over what waits."""
    if facts.get("instant") == Instant.SIGNED:
        folding.signing = _signing(entry, facts)
    if folding.results and Instant.AT_COUNTER not in folding.instants:
        _call_back(folding, entry)
    made = facts.get("results") or _unsaid(folding, entry)
    folding.results += [_made(folding, entry, facts, one) for one in made]
    if folding.final is Final.COMPLETED:
        how = ResultState.POSTED if "carrier_item" in facts else ResultState.HANDED
        _leave(folding, entry, how, lambda one: one.seat is None and one.left_at is None)


def _signing(entry: Entry, facts: Facts) -> Signing:
    authority: Facts = facts.get("authority", {})
    first, last = authority.get("from"), authority.get("to")
    return Signing(
        facts.get("signer", entry.actor),  # who signed on paper, where the counter enters it
        facts.get("capacity"),
        authority.get("decision"),
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
    )


def _unsaid(folding: Folding, entry: Entry) -> tuple[Facts, ...]:
    """A ledger that names no results gives one decision when it comes to the counter."""
    standing = any(not one.phase and not one.replaced for one in folding.results)
    if standing or entry.kind is not Kind.MOVED or Instant.AT_COUNTER not in folding.instants:
        return ()
    return ({"no": entry.seq, "id": DECISION.id},)


def _made(folding: Folding, entry: Entry, facts: Facts, one: Facts) -> Result:
    at, seat, signing = entry.happened_at, seat_from(one.get("to")), folding.signing
    capacity = facts.get("capacity")
    if signing is not None and capacity is not None:
        signing = replace(signing, capacity=capacity)
    return Result(
        no=one["no"],
        kind=one["id"],
        seat=seat,
        phase=one.get("phase", False),
        number=one.get("number", facts.get("number")),
        signing=signing,
        ready_at=at,
        placed=entry.seq,
        placed_at=at,
        state=ResultState.READY if seat is None else ResultState.POSTED,
        left_at=None if seat is None else at,
    )


def _call_back(folding: Folding, entry: Entry) -> None:
    """Sent back from the counter: those results did not stand, and others will come."""
    told = {"state": ResultState.ARCHIVED, "replaced": True, **_placed(entry)}
    folding.results = changed(folding.results, lambda one: not (one.phase or one.replaced), told)


def _leave(folding: Folding, entry: Entry, how: ResultState, chosen: Chosen) -> None:
    told = {"state": how, "left_at": entry.happened_at, **_placed(entry)}
    folding.results = changed(folding.results, lambda r: chosen(r) and not r.replaced, told)


def _placed(entry: Entry) -> dict[str, object]:
    return {"placed": entry.seq, "placed_at": entry.happened_at}


def _named(facts: Facts, one: Result) -> bool:
    return one.no in facts["results"]


def _handed(folding: Folding, entry: Entry, facts: Facts) -> None:
    _leave(folding, entry, ResultState(facts["how"]), partial(_named, facts))
    _settled(folding)


def _acknowledged(folding: Folding, entry: Entry, facts: Facts) -> None:
    told = {"acknowledged_at": entry.happened_at, "acknowledged_by": entry.actor}
    folding.results = changed(folding.results, partial(_named, facts), told)


def _come_back(folding: Folding, entry: Entry, facts: Facts) -> None:
    told = {"state": ResultState.COME_BACK, "left_at": None, **_placed(entry)}
    folding.results = changed(folding.results, partial(_named, facts), told)


def _archived(folding: Folding, entry: Entry, facts: Facts) -> None:
    told = {"state": ResultState.ARCHIVED, **_placed(entry)}
    folding.results = changed(folding.results, partial(_named, facts), told)
    _settled(folding)


def _settled(folding: Folding) -> None:
    if folding.proposal == ARCHIVING:
        folding.proposal = None


def _corrected(folding: Folding, entry: Entry, facts: Facts) -> None:
    folding.children.append(child_from(facts["opens"], entry.happened_at))


def _replaced(folding: Folding, entry: Entry, facts: Facts) -> None:
    """Another dossier gave the right result: this file says so, and the case is closed in it."""
    other = (facts["agency"], facts["dossier"])
    told = {"replaced": True, "replaced_by": other}
    folding.results = changed(folding.results, partial(_named, facts), told)
    ended = {"ended_at": entry.happened_at}
    folding.children = changed(folding.children, lambda one: one.id == other[1], ended)


READS = {
    Kind.HANDED: _handed,
    Kind.ACKNOWLEDGED: _acknowledged,
    Kind.COME_BACK: _come_back,
    Kind.ARCHIVED: _archived,
    Kind.CORRECTED: _corrected,
    Kind.REPLACED: _replaced,
}
