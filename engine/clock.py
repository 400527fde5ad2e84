"""What a timeline says about time: verdicts, who held the time, how it stood on a day.

Verdicts are named by two choices: `by` (office days, or moments) and `against` (the promise in
force, or the first one). The statutory verdict is by date against the current promise. `qd766`
follows the scoring of QĐ 766/QĐ-TTg as far as it is known (`docs/figures.md`).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from engine.actors import Role, Seat
from engine.procedure import Final
from engine.timeline import ByClock, Phase, Stop, Timeline, Visit

SUPPLEMENT = "supplement"
GUARD_OF_CONSULTATIONS = "consultations."

_INSTANT = timedelta(microseconds=1)


class Against(StrEnum):
    """Which promise a result is held against."""

    CURRENT = "current"
    FIRST = "first"


class Verdict(StrEnum):
    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


class Standing(StrEnum):
    """How a dossier stands at an instant, for the statistics."""

    OUTSIDE = "outside"  # not (yet) accepted, refused at the counter, or voided
    IN_TIME = "in_time"
    OVERDUE = "overdue"
    WAITING = "waiting"  # the clock stands still: supplement, financial duty
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"


def verdict(
    line: Timeline, by: ByClock = ByClock.DATE, against: Against = Against.CURRENT
) -> Verdict | None:
    """Whether the result came early, on time or late; None while there is no result.

    A dossier without a limit is on time. One whose promise had passed before it was moved or
    stopped, or before that was written down, is late by that clock for good. The result itself
    counts from the day that it names: `marks` of the timeline tell what was entered later.
    """
    if line.ended_at is None:
        return None
    promise = line.current if against is Against.CURRENT else line.first
    if promise is None:
        return Verdict.ON_TIME
    if by in line.passed:
        return Verdict.LATE
    return _against(line, line.ended_at, promise.due, by)


def verdict_of_phase(line: Timeline, phase: Phase, by: ByClock = ByClock.DATE) -> Verdict | None:
    """Whether a phase was done early, on time or late, by its own promise; None until it is done.

    The verdict of the dossier does not follow from it, nor it from that.
    """
    if phase.done_at is None:
        return None
    if by in dict(phase.passed):
        return Verdict.LATE
    return _against(line, phase.done_at, phase.due, by)


def _against(line: Timeline, end: datetime, due: datetime, by: ByClock) -> Verdict:
    end_day, due_day = line.day(end), line.day(due)
    late = end_day > due_day if by is ByClock.DATE else end > due
    if late:
        return Verdict.LATE
    return Verdict.EARLY if end_day < due_day else Verdict.ON_TIME


def verdict_qd766(line: Timeline, at: datetime) -> Verdict | None:
    """QĐ 766: supplement spans do not count; more than one request makes the dossier late.

    A dossier that waits after its only request ended with that request. An unfinished dossier is
    measured just before `at`, the end of the period; what happened later is not looked at. None for
    a dossier that was not accepted by then.
    """
    if line.accepted_at is None or line.accepted_at >= at:
        return None
    asked = [stop for stop in line.stops if stop.reason == SUPPLEMENT and stop.since < at]
    if len(asked) > 1:
        return Verdict.LATE
    if line.first is None:
        return Verdict.ON_TIME
    end = _end_qd766(line, asked, at)
    spent = sum((min(stop.until or end, end) - stop.since for stop in asked), timedelta())
    net, due = line.day(end - spent), line.day(line.first.due)
    if net > due:
        return Verdict.LATE
    return Verdict.EARLY if net < due else Verdict.ON_TIME


def _end_qd766(line: Timeline, asked: Sequence[Stop], at: datetime) -> datetime:
    if line.ended_at is not None and line.ended_at < at:
        return line.ended_at
    if asked and (asked[0].until is None or asked[0].until >= at):
        return asked[0].since
    return at - _INSTANT


def is_overdue(
    line: Timeline,
    at: datetime,
    by: ByClock = ByClock.DATE,
    against: Against = Against.CURRENT,
) -> bool:
    """Whether a dossier still open just before `at` had outrun its promise.

    One whose promise had passed before it was moved or stopped is overdue for good.
    """
    broken = line.passed.get(by)
    if broken is not None and broken < at:
        return True
    promise = line.promise_at(at) if against is Against.CURRENT else line.first
    if promise is None or promise.set_at >= at:
        return False
    last = at - _INSTANT
    if by is ByClock.MOMENT:
        return last > promise.due
    return line.day(last) > line.day(promise.due)


def standing_at(
    line: Timeline,
    at: datetime,
    by: ByClock = ByClock.DATE,
    against: Against = Against.CURRENT,
) -> Standing:
    """How the dossier stood just before `at`, an end of a day in reports.

    The ledger given is what is known; `at` selects among what happened. A dossier that was voided
    or not accepted is outside at every instant, also before that was said.
    """
    if line.voided or line.final is Final.NOT_ACCEPTED:
        return Standing.OUTSIDE
    if line.accepted_at is None or line.accepted_at >= at:
        return Standing.OUTSIDE
    if line.ended_at is not None and line.ended_at < at:
        return _ending(line)
    if any(stop.since < at and (stop.until is None or stop.until >= at) for stop in line.stops):
        return Standing.WAITING
    return Standing.OVERDUE if is_overdue(line, at, by, against) else Standing.IN_TIME


def _ending(line: Timeline) -> Standing:
    """How a dossier whose clock has ended is over; once there is a result, it is resolved."""
    if line.procedure.clock_end in line.instants:
        return Standing.RESOLVED
    return {
        Final.WITHDRAWN: Standing.WITHDRAWN,
        Final.STOPPED: Standing.STOPPED,
    }.get(line.final or Final.COMPLETED, Standing.RESOLVED)


def _cuts(line: Timeline, start: datetime, end: datetime) -> list[datetime]:
    """Every instant in between at which the holder of the time may change."""
    marks = {start, end}
    marks.update(visit.entered for visit in line.visits)
    marks.update(edge for stop in line.stops for edge in (stop.since, stop.until) if edge)
    marks.update(edge for item in line.items for edge in (item.asked_at, item.answered_at) if edge)
    marks.update(until for item in line.items for _, until in item.asked_before)
    marks.update(edge for outage in line.outages for edge in (outage.since, outage.until))
    marks.update(at for at, _ in line.completeness)
    return sorted(mark for mark in marks if start <= mark <= end)


def _consulted(line: Timeline, visit: Visit, at: datetime) -> Seat | None:
    """The earliest unanswered consultation, where an action of the state waits for nothing else."""
    waits = any(
        GUARD_OF_CONSULTATIONS in (action.when or "")
        for action in line.procedure_of(visit).leaving(visit.state)
    )
    complete = next((ok for since, ok in reversed(line.completeness) if since <= at), True)
    if not waits or not complete:
        return None
    return next(
        (
            item.seat_at(at)
            for item in line.items
            if item.asked_at <= at and (item.answered_at is None or item.answered_at > at)
        ),
        None,
    )


def _holder(line: Timeline, at: datetime) -> Seat:
    """Who holds the time at an instant: outage, then stop, then consultation, then the state."""
    for outage in line.outages:
        if outage.since <= at < outage.until:
            return Seat(Role.OUTAGE, outage.agency or line.competent)
    for stop in line.stops:
        if stop.since <= at and (stop.until is None or at < stop.until):
            return stop.seat
    visit = next(v for v in reversed(line.visits) if v.entered <= at)
    asked = _consulted(line, visit, at)
    return asked or visit.seat or Seat(Role.SYSTEM, line.competent)


def spans(line: Timeline, until: datetime) -> Iterator[tuple[datetime, datetime, Seat]]:
    """The time from acceptance to the result (or to `until`), cut by who held it.

    That of a dossier received by mistake ends when that was said.
    """
    if line.accepted_at is None:
        return
    over = line.ended_at or (line.voiding.at if line.voiding else until)
    end = min(over, until)
    if end <= line.accepted_at:
        return
    for since, to in pairwise(_cuts(line, line.accepted_at, end)):
        yield since, to, _holder(line, since)


def attribution(line: Timeline, until: datetime) -> dict[Seat, timedelta]:
    """Counted time by holder; the sum is the counted time from acceptance to the result.

    Every counted second of the dossier's calendar belongs to exactly one holder.
    """
    held: defaultdict[Seat, timedelta] = defaultdict(timedelta)
    for since, to, seat in spans(line, until):
        held[seat] += line.calendar.between(since, to)
    return dict(held)
