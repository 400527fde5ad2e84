"""Sheets as text."""

import csv
import json
from datetime import timedelta
from decimal import Decimal

import pytest

from engine.reports.format import as_csv, as_json, number, share, working_time
from engine.reports.online_share import Numerator, OnlineShare, Population
from engine.reports.periods import Period
from engine.reports.timeliness import Question, timeliness
from tests.engine.reports.office import Book, at, lines

YEAR = Period.between(at("2026-01-01").date(), at("2026-12-31").date())
SHEET = timeliness(lines([Book(at("2026-01-05 08:00"))]), Question(YEAR))
SHARES = OnlineShare(YEAR, Population.ALL, Numerator.ONLINE, 523, 108, 103, 312, 29, 15, 22)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [(Decimal("40.34"), 2, "40,34 %"), (99.58, 2, "99,58 %"), (4.21, 1, "4,2 %"), (None, 2, "–")],
)
def test_a_share_is_written_with_a_comma(
    value: Decimal | float | None, decimals: int, expected: str
) -> None:
    assert share(value, decimals) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(0, "0"), (1194, "1194"), (12481, "12.481"), (1234567, "1.234.567")]
)
def test_thousands_are_parted_from_five_digits_on(value: int, expected: str) -> None:
    assert number(value) == expected


@pytest.mark.parametrize(
    ("minutes", "expected"), [(240, "4 giờ"), (990, "16,5 giờ"), (1200, "20 giờ"), (0, "0 giờ")]
)
def test_working_time_is_written_in_hours(minutes: int, expected: str) -> None:
    assert working_time(timedelta(minutes=minutes)) == expected


def test_csv_has_the_total_in_its_last_line() -> None:
    records = list(csv.DictReader(as_csv(SHEET).splitlines()))

    assert [record["key"] for record in records] == ["so-xay-dung", "total"]
    assert records[-1]["received"] == "1"


def test_a_sheet_of_one_record_is_one_line_of_csv() -> None:
    (record,) = csv.DictReader(as_csv(SHARES).splitlines())

    assert record["postal_out_share"] == "4.21"


def test_json_is_read_back_with_vietnamese_letters_as_they_are() -> None:
    text = as_json(SHEET)

    assert json.loads(text) == SHEET.to_json()
    assert "từ 01/01/2026" in text
