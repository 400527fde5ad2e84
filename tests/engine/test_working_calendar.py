"""Which days and hours count, on the national calendar and on small ones made for the purpose."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from engine.calendar_file import YearStatus, merge
from engine.errors import BadInput, OutsideCalendar
from engine.working_calendar import WorkingCalendar

FILES = Path(__file__).parents[2] / "workflows" / "calendars"
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MICROSECOND = timedelta(microseconds=1)


def read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((FILES / f"{name}.yaml").read_text(encoding="utf-8"))
    return merge(content, read(content["days"])) if "days" in content else content


OFFICE = WorkingCalendar.from_mapping(read("vietnam-office"), "vietnam-office")
NIGHTS = WorkingCalendar.from_mapping(  # an office that works through both changes of the clock
    {
        "zone": "Europe/Amsterdam",
        "counting": {"monday..sunday": ["00:00-06:00", "06:00-09:00"]},
        "years": {2026: {"status": "official"}},
    },
    "nights",
)
CALENDARS = st.sampled_from([OFFICE, NIGHTS])


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def moments(first: str = "2026-01-05", last: str = "2026-10-30") -> st.SearchStrategy[datetime]:
    return st.datetimes(
        datetime.fromisoformat(first),
        datetime.fromisoformat(last),
        timezones=st.sampled_from([UTC, VIETNAM, AMSTERDAM]),
    )


spans = st.timedeltas(timedelta(0), timedelta(hours=250))


def test_a_lunch_break_and_a_weekend_do_not_count() -> None:
    assert OFFICE.between(at("2026-03-06 11:00"), at("2026-03-06 14:00")) == timedelta(hours=1)
    assert OFFICE.between(at("2026-03-06 16:00"), at("2026-03-09 08:00")) == timedelta(minutes=90)


def test_time_runs_backwards_below_zero() -> None:
    assert OFFICE.between(at("2026-03-06 14:00"), at("2026-03-06 11:00")) == -timedelta(hours=1)


def test_a_span_that_ends_with_the_day_ends_at_closing() -> None:
    assert OFFICE.add(at("2026-03-06 16:00"), timedelta(hours=1)) == at("2026-03-06 17:00")
    assert OFFICE.add(at("2026-03-06 17:00"), MICROSECOND) == at("2026-03-09 07:30") + MICROSECOND


def test_adding_less_than_nothing_is_refused() -> None:
    with pytest.raises(BadInput, match="âm"):
        OFFICE.add(at("2026-03-06 16:00"), -MICROSECOND)


def test_both_ends_of_a_shift_are_office_time() -> None:
    assert OFFICE.next_opening(at("2026-03-06 07:30")) == at("2026-03-06 07:30")
    assert OFFICE.next_opening(at("2026-03-06 17:00")) == at("2026-03-06 17:00")
    assert OFFICE.next_opening(at("2026-03-06 17:00") + MICROSECOND) == at("2026-03-09 07:30")


def test_moments_come_back_in_utc() -> None:
    assert OFFICE.next_opening(at("2026-03-06 08:00")).tzinfo is UTC
    assert OFFICE.add(at("2026-03-06 08:00"), timedelta(hours=1)).tzinfo is UTC
    assert OFFICE.closing(date(2026, 3, 6)).tzinfo is UTC


def test_a_make_up_saturday_counts_and_its_friday_does_not() -> None:
    assert OFFICE.is_counted(date(2026, 1, 10))
    assert not OFFICE.is_counted(date(2026, 1, 2))
    assert OFFICE.spans(date(2026, 1, 10))[1][1] == at("2026-01-10 17:00")


@pytest.mark.parametrize(
    ("off", "made_up"),
    [
        ("2018-12-31", "2019-01-05"),
        ("2019-04-29", "2019-05-04"),
        ("2015-01-02", "2014-12-27"),
        ("2015-02-16", "2015-02-14"),
        ("2015-04-29", "2015-04-25"),
        ("2014-05-02", "2014-04-26"),
        ("2014-09-01", "2014-09-06"),
        ("2013-04-29", "2013-05-04"),
        ("2024-04-29", "2024-05-04"),
        ("2025-05-02", "2025-04-26"),
        ("2026-01-02", "2026-01-10"),
        ("2026-08-31", "2026-08-22"),
    ],
)
def test_each_known_swap_of_days_is_in_the_file(off: str, made_up: str) -> None:
    assert not OFFICE.is_counted(date.fromisoformat(off))
    assert OFFICE.is_counted(date.fromisoformat(made_up))


@pytest.mark.parametrize(
    ("of", "weekdays_off"),
    [
        (2021, "01-01 02-10 02-11 02-12 02-15 02-16 04-21 04-30 05-03 09-02 09-03"),
        (2022, "01-03 01-31 02-01 02-02 02-03 02-04 04-11 05-02 05-03 09-01 09-02"),
        (2023, "01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04"),
        (2024, "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03"),
        (2025, "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02"),
        (
            2026,
            "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24",
        ),
    ],
)
def test_the_weekdays_off_of_recent_years(of: int, weekdays_off: str) -> None:
    days = [date(of, 1, 1) + timedelta(days=n) for n in range(365)]
    off = [f"{day:%m-%d}" for day in days if day.weekday() < 5 and not OFFICE.is_counted(day)]
    assert off == weekdays_off.split()


def test_days_are_counted_after_the_first_up_to_the_last() -> None:
    friday, monday = date(2026, 3, 6), date(2026, 3, 9)
    assert OFFICE.days_between(friday, monday) == 1
    assert OFFICE.days_between(monday, friday) == -1
    assert OFFICE.nth_day_after(friday, 1) == monday
    assert OFFICE.nth_day_after(date(2026, 3, 7), 0) == monday
    assert OFFICE.nth_day_after(friday, 0) == friday


def test_a_day_off_has_no_closing_of_its_own() -> None:
    with pytest.raises(BadInput, match="07/03/2026"):
        OFFICE.closing(date(2026, 3, 7))
    assert OFFICE.usual_closing(date(2026, 3, 7)) == at("2026-03-07 17:00")
    assert OFFICE.spans(date(2026, 3, 7)) == ()


def test_a_time_of_day_is_brought_into_the_hours_of_that_day() -> None:
    friday = date(2026, 3, 6)
    walls = [time(6), time(12), time(15, 42), time(19)]
    landed = [OFFICE.local(OFFICE.at_wall_time(friday, wall)).time() for wall in walls]
    assert landed == [time(7, 30), time(13, 30), time(15, 42), time(17)]


def test_half_days_follow_each_other_over_the_weekend() -> None:
    afternoon = at("2026-03-06 14:00")
    assert OFFICE.half_end(afternoon) == at("2026-03-06 17:00")
    assert OFFICE.half_end(afternoon, 2) == at("2026-03-09 17:00")
    assert OFFICE.halves_between(afternoon, at("2026-03-09 09:00")) == 1


def test_the_night_of_the_changed_clock_is_an_hour_shorter_or_longer() -> None:
    spring = datetime(2026, 3, 29, tzinfo=AMSTERDAM)
    autumn = datetime(2026, 10, 25, tzinfo=AMSTERDAM)
    assert NIGHTS.between(spring, NIGHTS.closing(spring.date())) == timedelta(hours=8)
    assert NIGHTS.between(autumn, NIGHTS.closing(autumn.date())) == timedelta(hours=10)


def test_the_first_and_the_last_moment_of_the_calendar_are_inside() -> None:
    first, end = at("2012-01-01 00:00"), at("2028-01-01 00:00")
    assert OFFICE.between(first, end) > timedelta(0)
    for outside in (first - MICROSECOND, end + MICROSECOND):
        with pytest.raises(OutsideCalendar, match="01/01/2012"):
            OFFICE.between(outside, outside)


def test_nothing_is_guessed_beyond_the_last_day() -> None:
    last_closing = at("2027-12-31 17:00")
    assert OFFICE.add(last_closing - timedelta(hours=1), timedelta(hours=1)) == last_closing
    with pytest.raises(OutsideCalendar):
        OFFICE.add(last_closing, MICROSECOND)
    with pytest.raises(OutsideCalendar):
        OFFICE.next_opening(last_closing + MICROSECOND)
    with pytest.raises(OutsideCalendar):
        OFFICE.nth_day_after(date(2027, 12, 31), 1)
    with pytest.raises(OutsideCalendar):
        OFFICE.half_end(last_closing, 1)
    with pytest.raises(OutsideCalendar):
        OFFICE.is_counted(date(2028, 1, 1))
    with pytest.raises(OutsideCalendar):
        OFFICE.local_day(at("2011-12-31 23:59"))


def test_next_year_is_only_provisional() -> None:
    assert OFFICE.status(date(2026, 6, 1)) is YearStatus.OFFICIAL
    assert OFFICE.status(date(2027, 6, 1)) is YearStatus.PROVISIONAL


@pytest.mark.parametrize("name", ["vietnam-office", "vietnam-saturday-counter"])
def test_every_office_file_covers_2012_to_2027_with_a_source_for_each_day(name: str) -> None:
    calendar = WorkingCalendar.from_mapping(read(name), name)
    assert (calendar.first, calendar.last) == (date(2012, 1, 1), date(2027, 12, 31))
    days = [calendar.first + timedelta(days=n) for n in range(16 * 365)]
    named = [day for day in map(calendar.named, days) if day is not None]
    assert len(named) > 200
    assert all(day.source and day.confidence for day in named)


def test_the_counter_may_receive_on_a_saturday_that_does_not_count() -> None:
    name = "vietnam-saturday-counter"
    calendar = WorkingCalendar.from_mapping(read(name), name)
    assert calendar.is_counter_open(at("2026-03-07 09:00"))
    assert not calendar.is_counter_open(at("2026-03-07 14:00"))
    assert not calendar.is_counted(date(2026, 3, 7))
    assert not OFFICE.is_counter_open(at("2026-03-07 09:00"))


@given(CALENDARS, moments(), spans)
def test_add_and_between_agree(calendar: WorkingCalendar, start: datetime, span: timedelta) -> None:
    assert calendar.between(start, calendar.add(start, span)) == span


@given(CALENDARS, moments(), moments())
def test_adding_what_lies_between_leads_to_the_same_office_moment(
    calendar: WorkingCalendar, one: datetime, other: datetime
) -> None:
    start, end = sorted([one, other])
    reached = calendar.add(start, calendar.between(start, end))
    assert calendar.between(reached, end) == timedelta(0)
    if start < end == calendar.next_opening(end) and end not in _openings(calendar, end):
        assert reached == end


def _openings(calendar: WorkingCalendar, moment: datetime) -> set[datetime]:
    return {opens for opens, _ in calendar.spans(calendar.local_day(moment))}


@given(CALENDARS, moments(), moments(), moments())
def test_splitting_a_span_changes_no_sum(
    calendar: WorkingCalendar, one: datetime, middle: datetime, other: datetime
) -> None:
    parts = calendar.between(one, middle) + calendar.between(middle, other)
    assert parts == calendar.between(one, other)


@given(CALENDARS, moments(), moments(), spans)
def test_who_starts_later_ends_no_earlier(
    calendar: WorkingCalendar, one: datetime, other: datetime, span: timedelta
) -> None:
    first, second = sorted([one, other])
    assert calendar.add(first, span) <= calendar.add(second, span)
    assert calendar.next_opening(first) <= calendar.next_opening(second)


@given(CALENDARS, moments(), spans, spans)
def test_more_time_ends_no_earlier(
    calendar: WorkingCalendar, start: datetime, one: timedelta, more: timedelta
) -> None:
    assert calendar.add(start, one) <= calendar.add(start, one + more)


@given(CALENDARS, moments(), spans)
def test_the_zone_of_the_asker_does_not_matter(
    calendar: WorkingCalendar, start: datetime, span: timedelta
) -> None:
    assert calendar.add(start.astimezone(AMSTERDAM), span) == calendar.add(
        start.astimezone(VIETNAM), span
    )


@given(CALENDARS, st.dates(date(2026, 1, 5), date(2026, 10, 30)), st.integers(0, 30))
def test_the_nth_day_is_n_days_away(calendar: WorkingCalendar, day: date, n: int) -> None:
    assert calendar.days_between(day, calendar.nth_day_after(day, n + 1)) == n + 1


@given(CALENDARS, st.dates(date(2026, 1, 5), date(2026, 10, 30)))
def test_a_day_is_the_sum_of_its_shifts(calendar: WorkingCalendar, day: date) -> None:
    midnight = datetime.combine(day, time.min, calendar.zone)
    next_midnight = datetime.combine(day + timedelta(days=1), time.min, calendar.zone)
    shifts = sum((closes - opens for opens, closes in calendar.spans(day)), timedelta(0))
    assert calendar.between(midnight, next_midnight) == shifts
