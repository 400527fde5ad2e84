"""What time has to say of a dossier at an instant: pure, from its timeline and its entries."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from engine.actors import AGENCY_WIDE, Role, Seat
from engine.counting import due
from engine.desk.draft import Draft
from engine.desk.seats import receiver
from engine.desk.waiting import Waiting
from engine.ledger import Entry, Kind
from engine.procedure import ClockMode
from engine.reports.budgets import Budgets
from engine.timeline import Timeline
from engine.timers.results import of_results
from engine.timers.signal import Signal

__all__ = ["Signal", "receiver", "signals"]

SOON_SHARE = 5  # assumption: “sắp đến hạn” is the last fifth of the time that was promised …
SOON_AT_MOST = 2  # … or the last working day, but never more than half of that time


def signals(
    line: Timeline, entries: Sequence[Entry], at: datetime, budgets: Budgets, waiting: Waiting
) -> Iterator[Signal]:
    """What is due to be said of a dossier at an instant and has not been said yet.

    Of one that is over, only what concerns its results.
    """
    if line.voided:
        return
    said = {(entry.facts.get("what"), entry.facts.get("about")) for entry in entries}
    on_the_way = _on_the_way(line, at, budgets) if line.final is None else ()
    for signal in (*on_the_way, *of_results(line, at, waiting)):
        if (signal.what, signal.about) not in said:
            yield signal


def _on_the_way(line: Timeline, at: datetime, budgets: Budgets) -> Iterator[Signal]:
    yield from _expired(line, at)
    yield from _late(line, at)
    yield from _over_budget(line, at, budgets)
    yield from _silent(line, at)


def _expired(line: Timeline, at: datetime) -> Iterator[Signal]:
    """The state has lasted as long as its definition allows: an action is proposed."""
    expiry = line.procedure.states[line.state].expires
    visit = line.visits[-1]
    if expiry is None:
        return
    until = due(line.calendar, expiry.after, visit.entered)
    if until is None or at <= until.due:
        return
    facts = {"what": "expired", "about": str(visit.seq), "action": expiry.propose}
    tells = tuple(("proposed", one) for one in _proposed_to(line, expiry.propose))
    yield Signal("expired", str(visit.seq), Draft(Kind.PROPOSED, facts, tells=tells))


def _proposed_to(line: Timeline, action: str) -> list[str]:
    """Those who may take the action in the unit that has the dossier, as far as they see it."""
    if line.procedure.restricted:
        return [_leader(line)]
    roles = dict.fromkeys(address.role for address in line.procedure.actions[action].by)
    staff = (role for role in roles if role not in {Role.APPLICANT, Role.SYSTEM})
    return [receiver(_at_home(line, role)) for role in staff]


def _late(line: Timeline, at: datetime) -> Iterator[Signal]:
    """The promise is near, or has passed, while the clock runs."""
    promise = line.current
    if promise is None or line.stopped is not None or line.ended_at is not None:
        return
    if at > promise.due:
        told = (("overdue", _head(line)), *_holder("overdue", line))
        yield _warning("overdue", str(promise.seq), told)
    elif line.calendar.between(at, promise.due) <= _soon(line):
        yield _warning("due_soon", str(promise.seq), _holder("due_soon", line))


def _soon(line: Timeline) -> timedelta:
    """How much counted time before the promise is “soon”."""
    promise, begun = line.current, line.accepted_at
    if promise is None or begun is None:
        return timedelta()
    whole = line.calendar.between(begun, promise.due)
    return max(whole / SOON_SHARE, min(line.calendar.nominal_day, whole / SOON_AT_MOST))


def _over_budget(line: Timeline, at: datetime, budgets: Budgets) -> Iterator[Signal]:
    """The step has used more than its share of the limit: its head hears of it."""
    state, visit = line.procedure.states[line.state], line.visits[-1]
    if state.clock is ClockMode.ENDED or state.stop is not None:
        return
    budget = budgets.of(line, state)
    if budget is not None and line.calendar.between(visit.entered, at) > budget:
        yield _warning("over_budget", str(visit.seq), (("over_budget", _head(line)),))


def _silent(line: Timeline, at: datetime) -> Iterator[Signal]:
    """A consultation is unanswered past its limit: whoever was asked is reminded."""
    for item in line.open_items:
        if item.due is not None and at > item.due and not item.proceeds:
            yield _warning("silent", item.id, (("reminder", receiver(item.seat)),))


def _warning(what: str, about: str, tells: tuple[tuple[str, str], ...]) -> Signal:
    facts = {"what": what, "about": about}
    return Signal(what, about, Draft(Kind.WARNED, facts, tells=tells))


def _holder(kind: str, line: Timeline) -> tuple[tuple[str, str], ...]:
    """Whoever holds the step: the officer if it was given to one, else the seat."""
    if line.seat is None or line.seat.role is Role.APPLICANT:
        return ()
    named = f"staff:{line.officer}" if line.officer else receiver(line.seat)
    return ((kind, named),)


def _at_home(line: Timeline, role: Role) -> Seat:
    return Seat(role, line.competent, None if role in AGENCY_WIDE else line.unit)


def _leader(line: Timeline) -> str:
    return receiver(Seat(Role.LEADER, line.competent))


def _head(line: Timeline) -> str:
    """Who answers for the step: the head of its unit; above a head, or at a counter, the leader.

    Of a restricted dossier the leader alone: a head who is not named in it does not know of it.
    """
    if line.procedure.restricted:
        return _leader(line)
    seat = line.seat
    if seat is None or seat.unit is None or seat.role is Role.UNIT_HEAD:
        return receiver(Seat(Role.LEADER, seat.agency if seat else line.competent))
    return receiver(Seat(Role.UNIT_HEAD, seat.agency, seat.unit))
