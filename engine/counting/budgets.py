"""Limits and budgets as working time by the nominal day: for shares of a limit, not for clocks."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal

from engine.counting.pairs import hours_span
from engine.errors import BadInput
from engine.procedure import Budget, BudgetUnit, Limit, Unit
from engine.working_calendar import WorkingCalendar

_HALF = Decimal("0.5")
_CALENDAR_DAY = Decimal(5) / Decimal(7)  # of a working day


def nominal_span(limit: Limit, nominal_day: timedelta) -> timedelta | None:
    """A limit as working time, by the nominal day: for budgets and lint only, never for a clock.

    A calendar day is taken as 5/7 of a working day. None if the limit promises nothing.
    """
    match limit.unit:
        case Unit.NONE:
            return None
        case Unit.WORKING_HOURS:
            return hours_span(limit.amount)
        case Unit.SAME_DAY:
            return nominal_day
        case Unit.HALF_DAYS:
            return _times(nominal_day, limit.amount * _HALF)
        case Unit.CALENDAR_DAYS:
            return _times(nominal_day, limit.amount * _CALENDAR_DAY)
        case Unit.WORKING_DAYS:
            return _times(nominal_day, limit.amount)


def budget_span(
    budget: Budget, limit: Limit, nominal_day: timedelta, others: Iterable[timedelta] = ()
) -> timedelta:
    """The working time of a budget.

    A `rest` is what `others` leave of the limit: negative if too much was given away, and refused
    for a limit that promises nothing.
    """
    match budget.unit:
        case BudgetUnit.HOURS:
            return hours_span(budget.amount)
        case BudgetUnit.DAYS:
            return _times(nominal_day, budget.amount)
        case BudgetUnit.REST:
            whole = nominal_span(limit, nominal_day)
            if whole is None:
                raise BadInput(
                    "Bước dùng “rest” nhưng thủ tục không có thời hạn. Hãy ghi số giờ hoặc ngày.",
                    code="rest_of_nothing",
                )
            return whole - sum(others, timedelta(0))


def on_the_clock(span: timedelta, calendar: WorkingCalendar) -> timedelta:
    """Nominal working time as time of this calendar: a nominal day is one counted day of it.

    Where the day counts 7.5 hours and the nominal day is 8, a budget of 4 hours is 3.75 hours of
    the clock, so that the steps of a limit never sum to more than the limit holds.
    """
    day = calendar.nth_day_after(calendar.first, 0)
    counted = calendar.between(calendar.opening(day), calendar.closing(day))
    return span * counted.total_seconds() / calendar.nominal_day.total_seconds()


def _times(span: timedelta, amount: Decimal) -> timedelta:
    return timedelta(microseconds=int(amount * (span // timedelta(microseconds=1))))
