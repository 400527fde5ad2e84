"""Reading a move: the opening one, an action, and what else sets a promise."""

from dataclasses import replace

from engine.actors import Seat
from engine.facts import (
    Facts,
    child_from,
    item_from,
    limit_from,
    promise_from,
    seat_from,
)
from engine.fold import digitising, originals, phases, results
from engine.fold.folding import Folding
from engine.fold.money import assessed
from engine.ledger import Entry, Kind
from engine.procedure import ClockMode, Final, Instant, State
from engine.timeline import Cause, Stop, Visit


def moved(folding: Folding, entry: Entry, facts: Facts) -> None:
    """An action: the opening one too."""
    state = folding.procedure.states[facts["to"]]
    folding.took[facts["action"]] = entry.actor
    folding.outcome = facts.get("outcome", folding.outcome)
    if "competent" in facts:
        folding.competent = facts["competent"]
        folding.competences.append((entry.happened_at, folding.competent))
    folding.proposal = None
    if "unit" in facts:
        folding.unit = facts["unit"]
    if "papers_complete" in facts:
        folding.completeness.append((entry.happened_at, facts["papers_complete"]))
    if "limit" in facts:
        folding.limit = limit_from(facts["limit"])
    assessed(folding, entry, facts)
    enter(folding, state, entry, facts)
    promise(folding, entry, facts)
    _reach(folding, state, entry, facts)
    _ask(folding, entry, facts)
    originals.of_move(folding, entry, facts)
    digitising.digitised(folding, entry, facts)
    results.moved(folding, entry, facts)
    phases.moved(folding, entry, facts)


def enter(folding: Folding, state: State, entry: Entry, facts: Facts) -> None:
    seat = seat_from(facts.get("seat"))
    officer = facts.get("officer")
    at = entry.happened_at
    if state.id == folding.state and seat == folding.seat:
        folding.officer = officer or folding.officer  # a self-loop does not end the visit
        return
    if folding.visits:
        folding.visits[-1] = replace(folding.visits[-1], left=at, left_by=entry.actor)
    _stop_or_go(folding, state, seat, entry)
    left = None if state.final is None else at
    folding.visits.append(Visit(state.id, seat, officer, at, left, entry.seq, folding.edition))
    folding.state, folding.seat, folding.officer = state.id, seat, officer


def _stop_or_go(folding: Folding, state: State, seat: Seat | None, entry: Entry) -> None:
    at = entry.happened_at
    standing = folding.stops[-1] if folding.stops and folding.stops[-1].until is None else None
    if standing is not None and standing.reason != state.stop:
        folding.stops[-1] = replace(standing, until=at)
        standing = None
    if state.stop is not None and standing is None and seat is not None:
        folding.note_passing(entry)
        folding.stops.append(Stop(state.stop, seat, at, None))


def promise(folding: Folding, entry: Entry, facts: Facts) -> None:
    promise = facts.get("promise")
    state = folding.procedure.states[folding.state]
    if folding.accepted_at is None and state.clock is ClockMode.ON and state.final is None:
        folding.accepted_at = entry.happened_at
    if promise is None:
        return
    line = promise_from(promise, entry.happened_at, entry.seq)
    if line.cause is not Cause.STOP:  # a stop's own beginning was looked at when it began
        folding.note_passing(entry)
    folding.promises.append(line)


def _reach(folding: Folding, state: State, entry: Entry, facts: Facts) -> None:
    at = entry.happened_at
    if state.clock is ClockMode.ON and state.final is None and folding.ended_at is not None:
        folding.instants.clear()  # sent back after its end: the result did not stand
        folding.ended_at = None
    marks = facts.get("instant")
    if marks is not None:
        folding.instants[Instant(marks)] = at
    if state.clock is ClockMode.ENDED or state.final is Final.COMPLETED:
        folding.instants.setdefault(Instant.AT_COUNTER, at)
    if folding.ended_at is None:
        folding.ended_at = folding.instants.get(folding.procedure.clock_end)
    if state.final is not None:
        folding.final = state.final
        folding.ended_at = folding.ended_at or at
        folding.returned_at = at if state.final is Final.COMPLETED else None


def _ask(folding: Folding, entry: Entry, facts: Facts) -> None:
    for ask in facts.get("asks", ()):
        folding.items.append(item_from(ask, entry.happened_at))
    if (opened := facts.get("opens")) is not None:
        folding.children.append(child_from(opened, entry.happened_at))


READS = {
    Kind.OPENED: moved,
    Kind.MOVED: moved,
    Kind.EXTENDED: promise,
    Kind.CALENDAR_SHIFT: promise,
}
