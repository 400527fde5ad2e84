"""The promise that a limit makes, and what an apology or a corrected calendar makes of it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from engine.counting.pairs import check, hours_span
from engine.procedure import Counting, Limit, Unit
from engine.working_calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Promise:
    """When the result is promised. `due` is printed; `raw` is the end before a day off moved it."""

    due: datetime
    raw: datetime


def due(calendar: WorkingCalendar, limit: Limit, start: datetime) -> Promise | None:
    """The promise for a clock that begins at `start`; None if the limit promises nothing.

    Raises BadInput for a pair that is not in PAIRS or an amount that its pair cannot count, and
    OutsideCalendar.
    """
    check(limit)
    if limit.unit is Unit.NONE:
        return None
    begun = calendar.next_opening(start)
    if limit.unit is Unit.CALENDAR_DAYS:
        last = calendar.local_day(begun) + timedelta(days=int(limit.amount))
        return closing_on(calendar, last)
    return kept(_end(calendar, limit, begun))


def _end(calendar: WorkingCalendar, limit: Limit, begun: datetime) -> datetime:
    """The end of a limit that only counted time moves, from a moment in office hours."""
    day, wall = calendar.local_day(begun), calendar.local(begun).time()
    match limit.counting:
        case Counting.END_OF_DAY:
            return calendar.closing(calendar.nth_day_after(day, _whole_days(limit, wall)))
        case Counting.SAME_MOMENT if limit.unit is Unit.WORKING_HOURS:
            return calendar.add(begun, hours_span(limit.amount))
        case Counting.HALF_DAY if limit.unit is Unit.HALF_DAYS:
            return calendar.half_end(begun, int(limit.amount))
    same = calendar.at_wall_time(calendar.nth_day_after(day, int(limit.amount)), wall)
    if limit.counting is Counting.SAME_MOMENT:
        return same
    return calendar.half_end(same, 1 if limit.amount % 1 else 0)


def _whole_days(limit: Limit, wall: time) -> int:
    if limit.unit is Unit.SAME_DAY:
        return int(limit.cutoff is not None and wall >= limit.cutoff)
    return int(limit.amount)


def kept(end: datetime) -> Promise:
    return Promise(due=end, raw=end)


def closing_on(calendar: WorkingCalendar, day: date) -> Promise:
    """The end of that day, moved to the next working day if the office is closed."""
    return Promise(
        due=calendar.closing(calendar.nth_day_after(day, 0)),
        raw=calendar.usual_closing(day),
    )


def after_extension(
    calendar: WorkingCalendar, limit: Limit, to: datetime, current: Promise
) -> Promise:
    """The promise after an apology that names `to`; moved off a day off, never before the current.

    An extension of a promise already passed is kept too; that it was late is told by the verdict.
    """
    fresh = move_off_closed(calendar, limit, kept(to))
    return fresh if fresh.due > current.due else current


def move_off_closed(calendar: WorkingCalendar, limit: Limit, promise: Promise) -> Promise:
    """A printed promise on a corrected calendar: it stays unless its day is now off.

    Then it stands on the next working day, at closing by `end_of_day`, else at the same time.
    """
    day = calendar.local_day(promise.due)
    if calendar.is_counted(day):
        return promise
    open_day = calendar.nth_day_after(day, 0)
    if limit.counting is Counting.END_OF_DAY:
        return Promise(calendar.closing(open_day), promise.raw)
    wall = calendar.local(promise.due).time()
    return Promise(calendar.at_wall_time(open_day, wall), promise.raw)
