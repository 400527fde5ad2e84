"""Moments as older systems write them."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from engine.imports.register.columns import Cell
from engine.imports.register.moments import Formats, Hour, OutOfBounds

FORMATS = Formats(
    ZoneInfo("Asia/Ho_Chi_Minh"),
    ("iso", "%d/%m/%Y %H:%M", "%d/%m/%Y"),
    time(7, 30),
    time(17),
    time(16, 30),
)


@pytest.mark.parametrize(
    ("cell", "hour", "read"),
    [
        ("2011-10-11 13:42:22.688000+02:00", Hour.RECEIVED, "2011-10-11T11:42:22.688000+00:00"),
        ("05/01/2026 08:15", Hour.RECEIVED, "2026-01-05T01:15:00+00:00"),
        (" 05/01/2026 ", Hour.RECEIVED, "2026-01-05T00:30:00+00:00"),
        ("05/01/2026", Hour.PROMISED, "2026-01-05T10:00:00+00:00"),
        ("2026-01-05", Hour.DONE, "2026-01-05T09:30:00+00:00"),
        (date(2026, 1, 5), Hour.PROMISED, "2026-01-05T10:00:00+00:00"),
        (datetime(2026, 1, 5), Hour.RECEIVED, "2026-01-05T00:30:00+00:00"),  # noqa: DTZ001 -- a cell
        (datetime(2026, 1, 5, 9), Hour.RECEIVED, "2026-01-05T02:00:00+00:00"),  # noqa: DTZ001 -- a cell
    ],
)
def test_a_moment_is_read_with_its_zone_and_hour(cell: Cell, hour: Hour, read: str) -> None:
    found = FORMATS.read(cell, hour)

    assert found is not None
    assert found.isoformat() == read


@pytest.mark.parametrize("cell", [None, "", "  "])
def test_an_empty_cell_is_no_moment(cell: Cell) -> None:
    assert FORMATS.read(cell, Hour.DONE) is None


@pytest.mark.parametrize("cell", ["hôm qua", "31/02/2026", "05/01/0206", 45000, "2026-13-01"])
def test_what_cannot_be_a_moment_is_refused(cell: Cell) -> None:
    with pytest.raises(ValueError, match=r".*"):
        FORMATS.read(cell, Hour.DONE)


@pytest.mark.parametrize("cell", ["05/01/0206", "31/12/1989", date(2050, 1, 1)])
def test_a_day_of_a_far_year_is_told_apart_from_what_is_no_day(cell: Cell) -> None:
    with pytest.raises(OutOfBounds):
        FORMATS.read(cell, Hour.DONE)
