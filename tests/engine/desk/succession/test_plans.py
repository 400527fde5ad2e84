"""Plans of succession: whatever is unknown or contradicts the files is named, with its place."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from engine.desk.succession import read_plan
from engine.desk.succession.checks import check_plan
from engine.errors import DefinitionFault
from tests.engine.desk.town import office

PLAN: Mapping[str, Any] = {
    "plan": "p",
    "day": date(2025, 7, 1),
    "decision": "QĐ 1",
    "source": [{"law": "QĐ 1", "confidence": "assumption"}],
    "moves": [{"merge": {"from": "dn-26008", "into": "dn25-26017"}}],
}


def refused(**changes: object) -> DefinitionFault:
    with pytest.raises(DefinitionFault) as refusal:
        check_plan(read_plan({**PLAN, **changes}, "p.yaml"), office())
    return refusal.value


def merge(source: str, into: str) -> list[object]:
    return [{"merge": {"from": [source], "into": into}}]


def split(*parts: dict[str, object], source: str = "dn-738") -> list[object]:
    return [{"split": {"from": source, "into": list(parts)}}]


def field(name: str, source: str = "dn-sxd", to: str = "dn-sct") -> list[object]:
    return [{"move_field": {"field": name, "from": source, "to": to}}]


def test_a_plan_that_carries_out_what_the_files_say_is_accepted() -> None:
    check_plan(read_plan(PLAN, "p.yaml"), office())


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"moves": merge("ghost", "dn25-26017")}, "unknown_agency"),
        ({"moves": merge("dn-26008", "ghost")}, "unknown_agency"),
        ({"moves": merge("dn-26008", "dn25-26104")}, "not_in_lineage"),
        ({"moves": merge("dn-26008", "dn-26014")}, "agency_not_in_force"),
        ({"moves": merge("dn-sxd", "dn25-26017")}, "agency_still_stands"),
        ({"moves": [*PLAN["moves"], *PLAN["moves"]]}, "moved_twice"),
        ({"moves": split({"agency": "dn25-26299", "units": ["ghost"]})}, "unknown_unit"),
        ({"moves": split({"agency": "dn25-26299", "fields": ["ghost"]})}, "unknown_field"),
        ({"moves": split({"agency": "dn25-26299", "places": ["99999"]})}, "unknown_place"),
        ({"moves": field("ghost")}, "unknown_field"),
        ({"moves": field("construction")}, "field_not_handled"),
        ({"moves": field("construction", "dn-stp", "dn-26008")}, "agency_not_in_force"),
        ({"moves": field("construction", "dn25-26017", "dn-sxd")}, "field_still_handled"),
        ({"units": [{"from": "dn-26008/ghost", "to": "dn25-26017/office"}]}, "unknown_unit"),
        ({"units": [{"from": "dn-26014/justice", "to": "dn25-26017/office"}]}, "not_in_plan"),
        ({"officers": {"ghost": "dn25-26017-10"}}, "unknown_staff"),
        (
            {"moves": [{"rename": {"agency": "dn-sxd", "name": "Sở X", "from": PLAN["day"]}}]},
            "name_not_in_file",
        ),
    ],
)
def test_what_the_catalogue_does_not_know_is_refused(changes: dict[str, object], code: str) -> None:
    assert refused(**changes).code == code


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"note": "x"}, "p.yaml"),
        ({"day": "2025-07-01"}, "p.yaml"),
        ({"moves": []}, "p.yaml"),
        ({"source": []}, "p.yaml"),
        ({"moves": [{"melt": {}}]}, "p.yaml.moves[0]"),
        ({"moves": [{"merge": {"from": [], "into": "x"}}]}, "p.yaml.moves[0].merge"),
        ({"moves": [{"merge": {"from": "a", "into": "b", "x": "y"}}]}, "p.yaml.moves[0].merge"),
        ({"moves": split()}, "p.yaml.moves[0].split"),
        ({"moves": split({"agency": "dn25-26299"})}, "p.yaml.moves[0].split.into[0]"),
        ({"units": [{"from": "dn-26008", "to": "dn25-26017/office"}]}, "p.yaml.units[0]"),
        ({"moves": merge("dn-26008", "ghost")}, "p.yaml.moves[0].merge"),
    ],
)
def test_a_refusal_names_the_place_in_the_file(changes: dict[str, object], where: str) -> None:
    assert refused(**changes).facts["where"] == where


@pytest.mark.parametrize(("apart", "taken"), [({}, True), ({"fields": ["land"]}, False)])
def test_a_place_goes_to_one_part_alone(apart: dict[str, object], taken: bool) -> None:  # noqa: FBT001
    one: dict[str, object] = {
        "agency": "dn25-26299",
        "places": ["26299"],
        "fields": ["construction"],
    }
    moves = split(one, {**one, "agency": "dn25-26305", **apart})

    assert (refused(moves=moves).code == "place_taken_twice") is taken
