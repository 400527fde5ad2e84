"""Dates as people in Vietnam write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.days import read_day, read_day_or_year, write_day
from forms.remarks import Wrong
from forms.values import YearOnly

DAYS = st.dates(date(1800, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "22/11/2026",
        "22-11-2026",
        "22.11.2026",
        " 22 / 11 / 2026 ",
        "2026-11-22",
        "ngày 22 tháng 11 năm 2026",
        "Ngày 22 tháng 11 năm 2026",
    ],
)
def test_the_same_day_is_read_however_it_is_written(text: str) -> None:
    assert read_day(text) == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31/02/2026", "no_such_day"),
        ("11/22/2026", "no_such_day"),
        ("22/11/26", "short_year"),
        ("22/11/202", "short_year"),
        ("22/11/0026", "odd_year"),
        ("hôm qua", "not_a_date"),
        ("2026", "not_a_date"),
    ],
)
def test_what_is_no_day_is_refused_with_what_to_do(text: str, code: str) -> None:
    with pytest.raises(Wrong) as refused:
        read_day(text)

    assert refused.value.finding.code == code


@given(DAYS)
def test_a_day_written_is_read_as_the_same_day(day: date) -> None:
    assert read_day(write_day(day)) == read_day(day.isoformat()) == day


def test_the_year_alone_is_kept_as_a_year() -> None:
    assert read_day_or_year("1957") == YearOnly(1957)
    assert read_day_or_year("01/02/1957") == date(1957, 2, 1)
