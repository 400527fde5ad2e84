"""What a stop leaves of a limit, and the promise after it.

What a stop begun after the promise leaves is nothing: the dossier is then due when the day (or half
day) of its return ends. That it was late before remains true; the verdict is not given here.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from engine.counting.promises import Promise, closing_on, due, kept
from engine.procedure import Counting, Limit, OnReturn, Unit
from engine.working_calendar import WorkingCalendar

_MICROSECOND = timedelta(microseconds=1)


class Measure(StrEnum):
    """What a rest is kept in: that of the limit's own unit and policy."""

    MICROSECONDS = "microseconds"  # of counted time
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    HALF_DAYS = "half_days"


@dataclass(frozen=True, slots=True)
class Remaining:
    """What a stop leaves of a limit; 0 if the promise had passed.

    `at_opening`: the promise stood at an opening, which in counted time is the same as the closing
    before it.
    """

    measure: Measure
    amount: int
    at_opening: bool = False


def remaining(calendar: WorkingCalendar, limit: Limit, at: datetime, promise: Promise) -> Remaining:
    """What is left of the limit at `at`; nothing if the promise has passed."""
    measure = _measure(limit)
    left = _left(calendar, measure, calendar.next_opening(at), promise)
    flows = measure is Measure.MICROSECONDS
    at_opening = flows and at <= promise.due and _is_opening(calendar, promise.due)
    return Remaining(measure, max(left, 0), at_opening=at_opening)


def _left(calendar: WorkingCalendar, measure: Measure, begun: datetime, promise: Promise) -> int:
    match measure:
        case Measure.MICROSECONDS:
            return calendar.between(begun, promise.due) // _MICROSECOND
        case Measure.HALF_DAYS:
            return calendar.halves_between(begun, promise.due)
        case Measure.CALENDAR_DAYS:
            return (calendar.local_day(promise.raw) - calendar.local_day(begun)).days
        case Measure.WORKING_DAYS:
            first, last = calendar.local_day(begun), calendar.local_day(promise.due)
            return calendar.days_between(first, last)


def _measure(limit: Limit) -> Measure:
    if limit.counting is Counting.HALF_DAY:
        return Measure.HALF_DAYS
    if limit.counting is Counting.SAME_MOMENT:
        return Measure.MICROSECONDS
    return Measure.CALENDAR_DAYS if limit.unit is Unit.CALENDAR_DAYS else Measure.WORKING_DAYS


def _is_opening(calendar: WorkingCalendar, moment: datetime) -> bool:
    day = calendar.local_day(moment)
    return any(opens == moment for opens, _ in calendar.spans(day))


def resume(calendar: WorkingCalendar, at: datetime, rest: Remaining) -> Promise:
    """The promise when the clock runs on at `at` with what a stop left."""
    begun = calendar.next_opening(at)
    match rest.measure:
        case Measure.MICROSECONDS:
            end = calendar.add(begun, rest.amount * _MICROSECOND)
            return kept(_past_closing(calendar, end) if rest.at_opening else end)
        case Measure.HALF_DAYS:
            return kept(calendar.half_end(begun, rest.amount))
        case Measure.CALENDAR_DAYS:
            return closing_on(calendar, calendar.local_day(begun) + timedelta(days=rest.amount))
        case Measure.WORKING_DAYS:
            last = calendar.nth_day_after(calendar.local_day(begun), rest.amount)
            return kept(calendar.closing(last))


def _past_closing(calendar: WorkingCalendar, moment: datetime) -> datetime:
    """The opening that follows a closing; any other moment as it is."""
    following = calendar.next_opening(moment + _MICROSECOND)
    return following if following - moment > _MICROSECOND else moment


def after_stop(
    calendar: WorkingCalendar,
    limit: Limit,
    on_return: OnReturn,
    *,
    stopped_at: datetime,
    returned_at: datetime,
    current: Promise,
) -> Promise:
    """The promise after a stop: counted anew, or with what remained; never before the current."""
    if limit.unit is Unit.NONE:
        return current
    if on_return is OnReturn.RESTART:
        fresh = due(calendar, limit, returned_at)
    else:
        rest = remaining(calendar, limit, stopped_at, current)
        fresh = resume(calendar, returned_at, rest)
    return fresh if fresh is not None and fresh.due > current.due else current
