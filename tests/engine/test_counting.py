"""What every promise obeys, whatever the limit; single cases are the table of worked examples."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.counting import (
    PAIRS,
    Measure,
    Promise,
    Remaining,
    after_extension,
    after_stop,
    budget_span,
    default_counting,
    due,
    move_off_closed,
    nominal_span,
    remaining,
    resume,
)
from engine.errors import BadInput, OutsideCalendar
from engine.procedure import Budget, BudgetUnit, Counting, Limit, OnReturn, Unit
from engine.working_calendar import WorkingCalendar

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
NOTE = {"source": "test", "confidence": "assumption"}


def office(zone: str = "Asia/Ho_Chi_Minh", *off: date) -> WorkingCalendar:
    """Weekdays by shifts, a Saturday made up in March, a week of holidays in April."""
    holidays = [date(2026, 4, day) for day in range(27, 31)]
    made_up = {date(2026, 3, 14): {"name": "Làm bù", "as": "monday"}}
    closed = dict.fromkeys([*holidays, *off], "Nghỉ lễ")
    made_up = {day: entry for day, entry in made_up.items() if day not in off}
    return WorkingCalendar.from_mapping(
        {
            "zone": zone,
            "counting": {"monday..friday": ["07:30-11:30", "13:30-17:00"]},
            "years": {2026: {"status": "official", "closed": closed, "open": made_up, **NOTE}},
        },
        "office",
    )


VIETNAMESE = office()
CALENDARS = st.sampled_from([VIETNAMESE, office("Europe/Amsterdam")])
HOUR = timedelta(hours=1)
DAY = timedelta(hours=8)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def days(amount: float, counting: Counting = Counting.END_OF_DAY) -> Limit:
    return Limit(Unit.WORKING_DAYS, counting, Decimal(str(amount)))


@st.composite
def limits(draw: st.DrawFn) -> Limit:
    pairs = sorted(pair for pair in PAIRS if pair[0] is not Unit.NONE)
    unit, counting = draw(st.sampled_from(pairs))
    if unit is Unit.SAME_DAY:
        return Limit(unit, counting, cutoff=draw(st.none() | st.just(time(15))))
    amount = Decimal(draw(st.integers(0, 40)))
    halves = unit is Unit.WORKING_HOURS or (unit, counting) == (
        Unit.WORKING_DAYS,
        Counting.HALF_DAY,
    )
    return Limit(unit, counting, amount / 2 if halves else amount)


moments = st.datetimes(
    datetime(2026, 2, 1),  # noqa: DTZ001 - the zone is drawn beside it
    datetime(2026, 6, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, VIETNAM]),
)


def promised(calendar: WorkingCalendar, limit: Limit, start: datetime) -> Promise:
    promise = due(calendar, limit, start)
    assert promise is not None
    return promise


def test_a_dossier_received_on_friday_evening_is_due_from_monday() -> None:
    evening = promised(VIETNAMESE, days(1), at("2026-03-06 18:00"))
    monday = promised(VIETNAMESE, days(1), at("2026-03-09 07:30"))
    assert evening == monday
    assert evening.due == at("2026-03-10 17:00")


def test_no_limit_promises_nothing() -> None:
    assert due(VIETNAMESE, Limit(Unit.NONE, Counting.END_OF_DAY), at("2026-03-06 18:00")) is None


@pytest.mark.parametrize(
    ("unit", "counting"),
    [
        (Unit.WORKING_DAYS, Counting.END_OF_DAY),
        (Unit.CALENDAR_DAYS, Counting.END_OF_DAY),
        (Unit.SAME_DAY, Counting.END_OF_DAY),
        (Unit.NONE, Counting.END_OF_DAY),
        (Unit.WORKING_HOURS, Counting.SAME_MOMENT),
        (Unit.HALF_DAYS, Counting.HALF_DAY),
    ],
)
def test_a_limit_that_names_no_policy_has_a_defined_one(unit: Unit, counting: Counting) -> None:
    assert default_counting(unit) is counting
    assert (unit, counting) in PAIRS


@pytest.mark.parametrize(
    "limit",
    [
        Limit(Unit.WORKING_HOURS, Counting.END_OF_DAY, Decimal(8)),
        Limit(Unit.CALENDAR_DAYS, Counting.SAME_MOMENT, Decimal(8)),
        Limit(Unit.SAME_DAY, Counting.HALF_DAY),
    ],
)
def test_a_pair_that_is_not_in_the_table_is_refused(limit: Limit) -> None:
    with pytest.raises(BadInput, match="không có cách tính"):
        due(VIETNAMESE, limit, at("2026-03-06 10:00"))


@pytest.mark.parametrize(
    "limit",
    [days(2.5), days(0.25, Counting.HALF_DAY), days(-1), days(1.5, Counting.SAME_MOMENT)],
)
def test_an_amount_that_the_pair_cannot_count_is_refused(limit: Limit) -> None:
    with pytest.raises(BadInput, match="không tính được"):
        due(VIETNAMESE, limit, at("2026-03-06 10:00"))


def test_a_promise_beyond_the_calendar_is_not_guessed() -> None:
    with pytest.raises(OutsideCalendar):
        due(VIETNAMESE, days(30), at("2026-12-01 10:00"))


def test_what_remains_is_kept_in_the_limits_own_measure() -> None:
    tuesday = at("2026-03-03 08:30")
    hours = Limit(Unit.WORKING_HOURS, Counting.SAME_MOMENT, Decimal(16))
    calendar_days = Limit(Unit.CALENDAR_DAYS, Counting.END_OF_DAY, Decimal(5))
    left = [
        remaining(VIETNAMESE, limit, tuesday, promised(VIETNAMESE, limit, at("2026-03-02 08:30")))
        for limit in (hours, days(5), calendar_days, days(2, Counting.HALF_DAY))
    ]
    assert left == [
        Remaining(Measure.MICROSECONDS, (16 * HOUR - 7.5 * HOUR) // timedelta(microseconds=1)),
        Remaining(Measure.WORKING_DAYS, 4),
        Remaining(Measure.CALENDAR_DAYS, 4),
        Remaining(Measure.HALF_DAYS, 2),
    ]


def test_nothing_is_left_once_the_promise_has_passed() -> None:
    promise = promised(VIETNAMESE, days(2, Counting.SAME_MOMENT), at("2026-03-07 09:00"))
    assert remaining(
        VIETNAMESE, days(2, Counting.SAME_MOMENT), at("2026-03-20 09:00"), promise
    ) == (Remaining(Measure.MICROSECONDS, 0))


def test_a_promise_at_an_opening_is_not_moved_into_the_day_when_nothing_is_left() -> None:
    limit = days(2, Counting.SAME_MOMENT)
    promise = promised(VIETNAMESE, limit, at("2026-03-07 09:00"))
    rest = remaining(VIETNAMESE, limit, at("2026-03-10 18:00"), promise)
    assert promise.due == at("2026-03-11 07:30")
    assert resume(VIETNAMESE, at("2026-03-12 10:00"), rest).due == at("2026-03-12 10:00")
    assert resume(VIETNAMESE, at("2026-03-12 17:00"), rest).due == at("2026-03-13 07:30")


def test_a_stop_moves_no_promise_where_the_law_sets_no_limit() -> None:
    own = Promise(at("2026-03-10 17:00"), at("2026-03-10 17:00"))
    moved = after_stop(
        VIETNAMESE,
        Limit(Unit.NONE, Counting.END_OF_DAY),
        OnReturn.RESTART,
        stopped_at=at("2026-03-05 09:00"),
        returned_at=at("2026-03-20 09:00"),
        current=own,
    )
    assert moved == own


def test_a_promise_moved_off_a_day_off_remembers_where_it_stood() -> None:
    promise = promised(VIETNAMESE, days(3), at("2026-03-02 10:00"))
    moved = move_off_closed(office("Asia/Ho_Chi_Minh", date(2026, 3, 5)), days(3), promise)
    assert (moved.due, moved.raw) == (at("2026-03-06 17:00"), promise.raw)


@pytest.mark.parametrize(
    ("limit", "nominal"),
    [
        (days(2.5, Counting.HALF_DAY), 20 * HOUR),
        (Limit(Unit.WORKING_HOURS, Counting.SAME_MOMENT, Decimal("1.5")), 1.5 * HOUR),
        (Limit(Unit.CALENDAR_DAYS, Counting.END_OF_DAY, Decimal(7)), 40 * HOUR),
        (Limit(Unit.HALF_DAYS, Counting.HALF_DAY, Decimal(3)), 12 * HOUR),
        (Limit(Unit.SAME_DAY, Counting.END_OF_DAY), 8 * HOUR),
        (Limit(Unit.NONE, Counting.END_OF_DAY), None),
    ],
)
def test_a_limit_in_nominal_hours(limit: Limit, nominal: timedelta | None) -> None:
    assert nominal_span(limit, DAY) == nominal


def test_a_budget_is_hours_or_nominal_days_or_what_the_others_leave() -> None:
    rest = Budget(BudgetUnit.REST)
    assert budget_span(Budget(BudgetUnit.HOURS, Decimal(4)), days(5), DAY) == 4 * HOUR
    assert budget_span(Budget(BudgetUnit.DAYS, Decimal("1.5")), days(5), DAY) == 12 * HOUR
    assert budget_span(rest, days(5), DAY, [4 * HOUR, 12 * HOUR]) == 24 * HOUR
    assert budget_span(rest, days(1), DAY, [12 * HOUR]) == -4 * HOUR


def test_there_is_no_rest_of_no_limit() -> None:
    with pytest.raises(BadInput, match="rest"):
        budget_span(Budget(BudgetUnit.REST), Limit(Unit.NONE, Counting.END_OF_DAY), DAY)


@given(CALENDARS, limits(), moments, moments)
def test_who_comes_later_is_promised_no_earlier(
    calendar: WorkingCalendar, limit: Limit, one: datetime, other: datetime
) -> None:
    first, second = sorted([one, other])
    assert promised(calendar, limit, first).due <= promised(calendar, limit, second).due


@given(CALENDARS, limits(), moments)
def test_a_promise_falls_into_office_hours_after_its_start(
    calendar: WorkingCalendar, limit: Limit, start: datetime
) -> None:
    promise = promised(calendar, limit, start)
    assert start <= promise.due == calendar.next_opening(promise.due)
    assert promise.raw <= promise.due


@given(CALENDARS, limits(), moments, st.floats(0, 1))
def test_a_stop_of_no_length_changes_nothing(
    calendar: WorkingCalendar, limit: Limit, start: datetime, share: float
) -> None:
    promise = promised(calendar, limit, start)
    moment = start + (promise.due - start) * share
    rest = remaining(calendar, limit, moment, promise)
    assert resume(calendar, moment, rest).due == promise.due


@given(CALENDARS, limits(), st.sampled_from(OnReturn), st.tuples(moments, moments, moments))
def test_no_stop_brings_a_promise_forward(
    calendar: WorkingCalendar, limit: Limit, on_return: OnReturn, instants: tuple[datetime, ...]
) -> None:
    start, stopped, returned = sorted(instants)
    current = promised(calendar, limit, start)
    after = after_stop(
        calendar, limit, on_return, stopped_at=stopped, returned_at=returned, current=current
    )
    assert after.due >= current.due


@given(CALENDARS, limits(), st.sampled_from(OnReturn), st.tuples(*[moments] * 4))
def test_who_returns_later_is_promised_no_earlier(
    calendar: WorkingCalendar, limit: Limit, on_return: OnReturn, instants: tuple[datetime, ...]
) -> None:
    start, stopped, sooner, later = sorted(instants)
    current = promised(calendar, limit, start)
    one, other = (
        after_stop(calendar, limit, on_return, stopped_at=stopped, returned_at=at, current=current)
        for at in (sooner, later)
    )
    assert one.due <= other.due


@given(CALENDARS, limits(), moments, moments)
def test_no_extension_brings_a_promise_forward_or_stands_on_a_day_off(
    calendar: WorkingCalendar, limit: Limit, start: datetime, to: datetime
) -> None:
    current = promised(calendar, limit, start)
    extended = after_extension(calendar, limit, to, current)
    assert extended.due >= max(current.due, to)
    assert calendar.is_counted(calendar.local_day(extended.due))


@given(limits(), moments, st.dates(date(2026, 3, 1), date(2026, 6, 30)))
def test_no_calendar_correction_brings_a_promise_forward(
    limit: Limit, start: datetime, newly_off: date
) -> None:
    promise = promised(VIETNAMESE, limit, start)
    corrected = office("Asia/Ho_Chi_Minh", newly_off)
    moved = move_off_closed(corrected, limit, promise)
    assert moved.due >= promise.due
    assert (moved == promise) == (VIETNAMESE.local_day(promise.due) != newly_off)
