"""Periods by their names."""

from datetime import date, datetime
from pathlib import Path

import pytest
import yaml

from engine.errors import BadInput, DefinitionFault
from engine.reports.periods import Period, Scheme, find_period
from tests.engine.reports.office import ZONE

FOLDER = Path(__file__).parents[3] / "workflows" / "periods"
FILES = {path.stem: yaml.safe_load(path.read_text()) for path in sorted(FOLDER.glob("*.yaml"))}
SCHEMES = [Scheme.from_mapping(data, f"{name}.yaml") for name, data in FILES.items()]


def days(text: str) -> tuple[str, str]:
    period = find_period(SCHEMES, text)
    return str(period.first), str(period.last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("quý I/2026", "2026-01-01", "2026-03-31"),
        ("Quý 4/2026", "2026-10-01", "2026-12-31"),
        ("quý II năm 2026", "2026-04-01", "2026-06-30"),
        ("tháng 2/2024", "2024-02-01", "2024-02-29"),
        ("tháng 03/2026", "2026-03-01", "2026-03-31"),
        ("năm 2021", "2021-01-01", "2021-12-31"),
        ("6 tháng đầu năm 2026", "2026-01-01", "2026-06-30"),
        ("6 tháng cuối năm 2026", "2026-07-01", "2026-12-31"),
        ("9 tháng năm 2026", "2026-01-01", "2026-09-30"),
    ],
)
def test_a_calendar_period_begins_on_the_first_of_a_month(text: str, first: str, last: str) -> None:
    assert days(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("kỳ báo cáo quý I/2026", "2025-12-15", "2026-03-14"),
        ("kỳ báo cáo tháng 1/2026", "2025-12-15", "2026-01-14"),
        ("Kỳ báo cáo 6 tháng đầu năm 2026", "2025-12-15", "2026-06-14"),
        ("kỳ báo cáo năm 2021", "2020-12-15", "2021-12-14"),
    ],
)
def test_an_administrative_period_runs_from_the_15th_to_the_14th(
    text: str, first: str, last: str
) -> None:
    assert days(text) == (first, last)


@pytest.mark.parametrize("text", ["quý V/2026", "tháng 13/2026", "quý I", "hôm qua", "", "năm 26"])
def test_an_unknown_period_is_refused_with_the_names_that_are_known(text: str) -> None:
    with pytest.raises(BadInput, match="quý I/2026") as refusal:
        find_period(SCHEMES, text)

    assert refusal.value.code == "unknown_period"


def test_the_name_is_printed_as_the_file_writes_it() -> None:
    assert find_period(SCHEMES, "QUÝ  1 / 2026").name == "quý I/2026"


def test_a_period_ends_where_the_next_one_begins() -> None:
    january, february = (find_period(SCHEMES, f"tháng {month}/2026") for month in (1, 2))

    assert january.ends(ZONE) == february.begins(ZONE) == datetime(2026, 2, 1, tzinfo=ZONE)


def test_a_period_cannot_end_before_it_begins() -> None:
    with pytest.raises(BadInput) as refusal:
        Period.between(date(2026, 2, 1), date(2026, 1, 31))

    assert refusal.value.code == "period_reversed"


@pytest.mark.parametrize(
    "wrong",
    [
        {"from": {"day": 31}},
        {"to": {"day": "cuối"}},
        {"kinds": {"quarter": [{"name": "quý I/{year}", "months": [3, 1]}]}},
        {"kinds": {"quarter": [{"name": "quý I", "months": [1, 3]}]}},
        {"kinds": ["quý"]},
        {"begins": 1},
    ],
)
def test_a_file_that_says_nothing_clear_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(DefinitionFault, match=r"calendar\.yaml"):
        Scheme.from_mapping(FILES["calendar"] | wrong, "calendar.yaml")
