"""The working calendar: counted time and counted days over sixteen years.

Beside it stand businesstimedelta (hours), numpy and workalendar (days), each given the same days
off. None of the three can be told that a Saturday is made up, except workalendar call by call; so
the questions are asked where no make-up day lies, and every answer is shown.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import businesstimedelta  # type: ignore[import-untyped]
import numpy as np
import pytz  # type: ignore[import-untyped]
import workalendar.core  # type: ignore[import-untyped]
import yaml

from bench import Row, timed
from engine.calendar_file import merge
from engine.working_calendar import WorkingCalendar

FILES = Path(__file__).parent.parent / "workflows" / "calendars"
OURS = "motcua"
LIMIT = timedelta(hours=150)  # twenty working days of 7.5 hours
DAYS = 20


def measure() -> Iterator[Row]:
    """Every question, first by our calendar, then by the others."""
    calendar = _calendar()
    off = [
        day for day in _every_day(calendar) if calendar.named(day) and not calendar.is_counted(day)
    ]
    yield from _hours(calendar, off)
    yield from _days(calendar, off)


def _calendar() -> WorkingCalendar:
    office, days = (
        yaml.safe_load((FILES / f"{name}.yaml").read_text(encoding="utf-8"))
        for name in ("vietnam-office", "vietnam-days")
    )
    return WorkingCalendar.from_mapping(merge(office, days), "vietnam-office")


def _every_day(calendar: WorkingCalendar) -> list[date]:
    count = (calendar.last - calendar.first).days + 1
    return [calendar.first + timedelta(days=n) for n in range(count)]


def _hours(calendar: WorkingCalendar, off: list[date]) -> Iterator[Row]:
    rules = _rules(off)
    start = datetime(2026, 3, 2, 10, tzinfo=calendar.zone)
    end = datetime(2026, 3, 30, 10, tzinfo=calendar.zone)
    span = businesstimedelta.BusinessTimeDelta(rules, timedelta=LIMIT)
    question = "add: 150 giờ làm việc sau 02/03/2026"
    yield timed(
        question, OURS, lambda: calendar.add(start, LIMIT), _shown(calendar.add(start, LIMIT))
    )
    yield timed(question, "businesstimedelta", lambda: start + span, _shown(start + span))
    yield from _between(calendar, rules, start, end)
    year = datetime(2023, 1, 3, 10, tzinfo=calendar.zone)
    yield from _between(calendar, rules, year, year.replace(month=12, day=29))


def _between(
    calendar: WorkingCalendar,
    rules: Any,  # noqa: ANN401 - the library has no types
    start: datetime,
    end: datetime,
) -> Iterator[Row]:
    question = f"between: {start:%d/%m/%Y} – {end:%d/%m/%Y}"
    ours = calendar.between(start, end)
    theirs = rules.difference(start, end).timedelta
    yield timed(question, OURS, lambda: calendar.between(start, end), _hours_of(ours))
    yield timed(
        question, "businesstimedelta", lambda: rules.difference(start, end), _hours_of(theirs)
    )


def _rules(off: list[date]) -> Any:  # noqa: ANN401 - the library has no types
    zone = pytz.timezone("Asia/Ho_Chi_Minh")
    return businesstimedelta.Rules(
        [
            businesstimedelta.WorkDayRule(time(7, 30), time(17), [0, 1, 2, 3, 4], tz=zone),
            businesstimedelta.LunchTimeRule(time(11, 30), time(13, 30), [0, 1, 2, 3, 4], tz=zone),
            businesstimedelta.HolidayRule(set(off), tz=zone),
        ]
    )


def _days(calendar: WorkingCalendar, off: list[date]) -> Iterator[Row]:
    weekdays = np.busdaycalendar(holidays=[np.datetime64(day) for day in off])
    register = _Register(off)
    first, last = date(2023, 1, 3), date(2023, 12, 29)

    def offset() -> np.datetime64:
        return np.busday_offset(np.datetime64(first), DAYS, busdaycal=weekdays)

    question = f"ngày làm việc thứ {DAYS} sau 03/01/2023"
    ours = calendar.nth_day_after(first, DAYS)
    yield timed(question, OURS, lambda: calendar.nth_day_after(first, DAYS), str(ours))
    yield timed(question, "numpy", offset, str(offset()))
    theirs = register.add_working_days(first, DAYS)
    yield timed(
        question, "workalendar", lambda: register.add_working_days(first, DAYS), str(theirs)
    )

    def count() -> int:  # numpy counts the first day and not the last
        ends = np.datetime64(first) + 1, np.datetime64(last) + 1
        return int(np.busday_count(*ends, busdaycal=weekdays))

    question = "số ngày làm việc 03/01/2023 – 29/12/2023"
    passed = calendar.days_between(first, last)
    yield timed(question, OURS, lambda: calendar.days_between(first, last), str(passed))
    yield timed(question, "numpy", count, str(count()))
    delta = register.get_working_days_delta(first, last)
    yield timed(
        question, "workalendar", lambda: register.get_working_days_delta(first, last), str(delta)
    )


class _Register(workalendar.core.WesternMixin, workalendar.core.Calendar):  # type: ignore[misc]
    """A workalendar calendar with our days off; the library itself has no Vietnam."""

    include_new_years_day = False

    def __init__(self, off: list[date]) -> None:
        super().__init__()
        self._off = off

    def get_calendar_holidays(self, year: int) -> list[tuple[date, str]]:
        return [(day, "off") for day in self._off if day.year == year]

    def get_variable_days(self, year: int) -> list[tuple[date, str]]:  # noqa: ARG002 - its hook
        return []


def _shown(moment: datetime) -> str:
    return f"{moment.astimezone(pytz.timezone('Asia/Ho_Chi_Minh')):%H:%M %d/%m/%Y}"


def _hours_of(span: timedelta) -> str:
    return f"{span / timedelta(hours=1):g} giờ"
