"""Days and hours on every page: 22/11/2026, whatever the browser's language."""

import re
from datetime import date, datetime, time

import pytest

from api.clock import ZONE
from api.web.rendering import HERE
from api.web.typed_days import moment_of, typed_day, typed_time
from engine.errors import BadInput
from tests.api.web.visitor import Visitor
from tests.api.web.walking import CLERK


@pytest.mark.parametrize(
    "text", ["22/11/2026", "22-11-2026", "22.11.2026", "22112026", " 22 / 11 / 2026 ", "2026-11-22"]
)
def test_a_day_may_be_typed_in_many_ways(text: str) -> None:
    assert typed_day(text) == date(2026, 11, 22)


@pytest.mark.parametrize("text", ["11/22/2026", "22/11", "hôm nay", "221126", "31/02/2026"])
def test_what_is_no_day_is_told(text: str) -> None:
    with pytest.raises(BadInput) as raised:
        typed_day(text)

    assert raised.value.code == "not_a_day"


@pytest.mark.parametrize("text", ["9:05", "09:05", "9h05", "9g05", "0905", "09.05"])
def test_an_hour_may_be_typed_in_many_ways(text: str) -> None:
    assert typed_time(text) == time(9, 5)


def test_the_moment_is_that_of_the_office() -> None:
    assert moment_of("22/11/2026", "8h") == datetime(2026, 11, 22, 8, tzinfo=ZONE)
    assert moment_of("", "8h") is None
    with pytest.raises(BadInput, match="09:05"):
        moment_of("22/11/2026", "25:00")


def test_the_register_shows_the_days_as_they_are_typed(visitor: Visitor) -> None:
    page = visitor.signed_in(CLERK).get("/so?tu=02112026&den=05/11/2026").text

    assert re.findall(r'name="(?:tu|den)" value="([^"]+)"', page) == ["02/11/2026", "05/11/2026"]


def test_no_page_leaves_a_day_to_the_language_of_the_browser() -> None:
    native = {
        path.name
        for path in HERE.rglob("*.html")
        if re.search(r'type="(date|time|datetime-local)"', path.read_text(encoding="utf-8"))
    }

    assert native == set()
