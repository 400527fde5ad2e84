"""The menu: a bar of what a person opens most, and everything of theirs by groups."""

import re

import pytest

from api.web.navigation import BAR, PLACES, menu_of
from engine.actors import Actor
from tests.api.web.visitor import Visitor
from tests.api.web.walking import CLERK
from tests.engine.desk.town import MONDAY, local, office

DAY = local(MONDAY).date()


def _person(staff: str) -> Actor:
    return office().person(staff)


@pytest.mark.parametrize("staff", ["dn-sxd-01", "dn-sxd-03", "dn-sxd-05", "dn-sxd-06", "dn-sxd-07"])
def test_everything_is_in_the_menu_and_the_bar_is_short(staff: str) -> None:
    menu = menu_of(_person(staff), DAY, "/viec")
    listed = [place for _, places in menu.groups for place in places]

    assert len(menu.bar) <= BAR
    assert set(menu.bar) <= set(listed)
    assert len(listed) == len(set(listed))
    assert menu.here == PLACES[0]


def test_a_part_of_a_place_is_open_by_itself_and_shows_its_place_in_the_bar() -> None:
    menu = menu_of(_person("dn-sxd-03"), DAY, "/phi/so-quy/dn-sxd/2026-03-02")
    fees = next(place for place in PLACES if place.path == "/phi")

    assert menu.here is not None
    assert menu.here.path == "/phi/so-quy"
    assert menu.leads_here(fees)
    assert fees in menu.bar


def test_keys_and_paths_lead_to_one_place_each() -> None:
    keys = [place.key for place in PLACES if place.key]

    assert len(keys) == len(set(keys))
    assert len({place.path for place in PLACES}) == len(PLACES)


def test_every_place_of_a_clerk_opens(visitor: Visitor) -> None:
    page = visitor.signed_in(CLERK).get("/so").text
    nav = re.search(r"<nav.*?</nav>", page, re.DOTALL)
    assert nav
    paths = set(re.findall(r'<a href="([^"]+)"', nav[0])) - {"/mat-khau"}

    assert len(paths) > BAR
    assert {path: visitor.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)
    assert 'aria-current="page" data-key="Alt+7"' in nav[0]


def test_who_is_not_signed_in_has_no_menu(visitor: Visitor) -> None:
    assert "<summary" not in visitor.get("/dang-nhap").text
