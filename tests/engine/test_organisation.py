"""Agencies as they are on a day: names, units, places, heirs, and what a file may not say."""

from copy import deepcopy
from datetime import date

import pytest

from engine.actors import Role, Seat
from engine.errors import DefinitionFault, NotFound
from engine.organisation import LineageKind, Organisation
from tests.engine.province import AFTER, BEFORE, HERE, LAST_DAY, PROVINCE


def test_papers_carry_the_name_that_was_in_use_on_their_day() -> None:
    assert HERE.name_on("fire", date(2018, 8, 5)) == "Cảnh sát PCCC"
    assert HERE.name_on("fire", date(2018, 8, 6)) == "PC07"


def test_the_office_becomes_a_service_centre_on_the_first_of_july_2025() -> None:
    assert HERE.office_on("people", LAST_DAY) == "Bộ phận Tiếp nhận và Trả kết quả"
    assert HERE.office_on("people", AFTER) == "Trung tâm Phục vụ hành chính công"


def test_the_district_is_gone_after_its_last_day() -> None:
    assert "district" in {agency.id for agency in HERE.in_force(LAST_DAY)}
    assert "district" not in {agency.id for agency in HERE.in_force(AFTER)}


@pytest.mark.parametrize(
    ("field", "procedure", "unit"),
    [
        ("civil_status", "1.001193", "justice"),
        ("civil_status", "2.000986", "cadastre"),
        ("culture", "1.000001", "office"),
    ],
)
def test_a_procedure_goes_to_the_unit_of_its_code_then_of_its_field_then_to_the_office(
    field: str, procedure: str, unit: str
) -> None:
    assert HERE.unit_for("one", field, procedure, BEFORE).id == unit


def test_a_procedure_that_nobody_handles_is_not_given_to_anybody() -> None:
    with pytest.raises(NotFound, match=r"fire .*“land”"):
        HERE.unit_for("fire", "land", "1.012753", BEFORE)


@pytest.mark.parametrize(
    ("where", "unit", "place", "day", "agency"),
    [
        ("commune", "cadastre", "101", BEFORE, "one"),
        ("commune", "cadastre", "101", AFTER, "new"),
        ("commune", None, "102", AFTER, "forest2"),
        ("district", None, "102", BEFORE, "district"),
        ("province", "fire_police", "101", BEFORE, "fire"),
        ("province", "fire_police", None, BEFORE, "fire"),
        ("province", None, "101", BEFORE, "people"),
        ("one", "justice", "101", BEFORE, "one"),
        ("one", "justice", "101", AFTER, "new"),
        ("district", None, "101", LAST_DAY, "district"),
    ],
)
def test_an_address_leads_to_the_agency_that_serves_the_place_that_day(
    where: str, unit: str | None, place: str | None, day: date, agency: str
) -> None:
    assert HERE.resolve(where, unit, place, day) == (agency, unit)


def test_an_address_to_an_abolished_tier_leads_nowhere() -> None:
    with pytest.raises(NotFound, match=r"01/07/2025 .*“district:place”") as refusal:
        HERE.resolve("district", None, "101", AFTER)
    assert refusal.value.code == "no_agency"


def test_an_address_to_a_place_outside_the_province_leads_nowhere() -> None:
    with pytest.raises(NotFound):
        HERE.resolve("commune", "cadastre", "999", BEFORE)


def test_what_an_agency_asks_stays_in_its_province() -> None:
    other = {
        "province": "89",
        "source": [],
        "offices": PROVINCE["offices"],
        "agencies": [
            {
                "agency": "other_fire",
                "tier": "province",
                "name": "PC07 khác",
                "serves": "*",
                "units": [{"unit": "fire_police", "name": "Đội"}],
            }
        ],
    }
    both = Organisation.from_mappings({"here.yaml": PROVINCE, "there.yaml": other})
    assert both.resolve("province", "fire_police", None, BEFORE, "one").agency == "fire"
    with pytest.raises(DefinitionFault, match="fire và other_fire") as refusal:
        both.resolve("province", "fire_police", None, BEFORE)
    assert refusal.value.code == "ambiguous_address"


def test_an_agency_answers_for_itself_until_its_last_day_and_its_heirs_after_it() -> None:
    assert [agency.id for agency in HERE.successors("one", LAST_DAY)] == ["one"]
    assert [agency.id for agency in HERE.successors("one", AFTER)] == ["new"]
    assert [agency.id for agency in HERE.successors("district", AFTER)] == ["new", "forest2"]
    assert HERE.agency("one").lineage[0].kind is LineageKind.MERGE


def test_one_agency_answers_for_what_an_ended_one_had_in_hand_at_a_place() -> None:
    def answers(agency: str, place: str | None, day: date = AFTER) -> str:
        return HERE.successor_on(agency, place, day).id

    assert answers("one", "101", LAST_DAY) == "one"
    assert answers("one", None) == "new"
    assert [answers("district", place) for place in ("101", "102")] == ["new", "forest2"]
    assert [answers("district", place) for place in (None, "999")] == ["new", "new"]
    assert answers("people", "101") == "people"


def test_people_of_an_heir_have_the_same_roles_over_what_it_took_over() -> None:
    clerk = {"id": "n1", "name": "Người Mới", "grants": [{"role": "counter"}]}
    officer = {"role": "officer", "unit": "cadastre"}
    data = changed(5, staff=[clerk, {"id": "n2", "name": "Người Đo", "grants": [officer]}])
    moved = Organisation.from_mappings({"here.yaml": data})

    def sitting(role: Role, agency: str, unit: str | None, day: date) -> list[str]:
        return [one.id for one in moved.holders(Seat(role, agency, unit), day)]

    assert sitting(Role.COUNTER, "one", None, AFTER) == ["n1"]
    assert sitting(Role.COUNTER, "one", None, LAST_DAY) == []
    assert sitting(Role.COUNTER, "forest", None, AFTER) == []
    assert sitting(Role.OFFICER, "one", "cadastre", AFTER) == ["n2"]
    assert sitting(Role.OFFICER, "one", "justice", AFTER) == []


def test_of_a_divided_agency_each_heir_has_its_places_and_the_first_one_the_rest() -> None:
    clerk = {"id": "n1", "name": "Người Mới", "grants": [{"role": "counter"}]}
    other = {"id": "n2", "name": "Người Rừng", "grants": [{"role": "counter"}]}
    data = changed(5, staff=[clerk])
    data["agencies"][6]["staff"] = [other]  # type: ignore[index]
    moved = Organisation.from_mappings({"here.yaml": data})

    def may(person: str, place: str | None) -> bool:
        return moved.people[person].at(place).has(Role.COUNTER, "district", AFTER)

    assert [may("n1", place) for place in ("101", "109", None, "102")] == [True, True, True, False]
    assert [may("n2", place) for place in ("101", "109", None, "102")] == [
        False,
        False,
        False,
        True,
    ]


def test_work_passes_through_an_heir_that_ended_itself() -> None:
    data = changed(
        5,
        to=date(2030, 12, 31),
        becomes=[{"kind": "succeed", "agency": "third", "from": date(2031, 1, 1)}],
    )
    grants = [{"role": "leader"}]
    third = {
        "agency": "third",
        "tier": "commune",
        "name": "UBND xã Ba",
        "serves": ["101", "109"],
        "from": date(2031, 1, 1),
        "unit_set": "commune",
        "staff": [{"id": "t1", "name": "Người Ba", "grants": grants}],
    }
    data["agencies"].append(third)  # type: ignore[attr-defined]
    later = Organisation.from_mappings({"here.yaml": data})

    assert later.successor_on("one", "101", date(2031, 1, 1)).id == "third"
    assert [one.id for one in later.holders(Seat(Role.LEADER, "one"), date(2031, 1, 1))] == ["t1"]


def test_of_several_heirs_the_one_of_the_place_is_meant() -> None:
    assert HERE.resolve("district", None, "102", BEFORE).agency == "district"
    heirs = deepcopy(PROVINCE)
    heirs["agencies"][2]["agency"] = "old_district"
    for commune in heirs["agencies"][3:5]:
        commune["parent"] = "old_district"
    moved = Organisation.from_mappings({"here.yaml": heirs})
    assert moved.resolve("old_district", "cadastre", "102", AFTER).agency == "forest2"


def test_a_grant_written_under_an_agency_ends_with_it() -> None:
    leader = Seat(Role.LEADER, "one")
    assert [person.id for person in HERE.holders(leader, LAST_DAY)] == ["p1"]
    assert HERE.holders(leader, AFTER) == ()


def test_an_acting_head_sits_only_for_the_days_of_the_decision() -> None:
    head = Seat(Role.UNIT_HEAD, "one", "justice")
    assert [person.id for person in HERE.holders(head, date(2025, 6, 15))] == ["p2"]
    assert HERE.holders(head, date(2025, 6, 16)) == ()


def test_what_does_not_exist_is_not_found() -> None:
    with pytest.raises(NotFound, match="nowhere"):
        HERE.agency("nowhere")
    with pytest.raises(NotFound, match="nothing"):
        HERE.unit("one", "nothing")


def changed(index: int, /, **keys: object) -> dict[str, object]:
    data = deepcopy(PROVINCE)
    data["agencies"][index] |= keys
    return data


def named(person_id: str) -> dict[str, object]:
    grants = [{"agency": "one", "role": "counter"}]
    return deepcopy(PROVINCE) | {"staff": [{"id": person_id, "name": "Người X", "grants": grants}]}


def granted(**grant: object) -> dict[str, object]:
    person = {"id": "x", "name": "Người X", "grants": [{"agency": "one", **grant}]}
    return deepcopy(PROVINCE) | {"staff": [person]}


TWO_NAMES = [{"name": "A", "to": AFTER}, {"name": "B", "from": AFTER}]
SAME_UNITS = [{"unit": "a", "name": "A"}, {"unit": "a", "name": "B"}]
RIVAL_UNITS = [
    {"unit": "a", "name": "A", "handles": ["land"]},
    {"unit": "b", "name": "B", "handles": ["land"]},
]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (changed(1, parent="ghost"), "dangling_parent"),
        (changed(3, becomes=[{"kind": "merge", "agency": "ghost"}]), "dangling_successor"),
        (
            changed(3, becomes=[{"kind": "merge", "agency": "forest", "from": AFTER}]),
            "early_successor",
        ),
        (
            changed(3, becomes=[{"kind": "merge", "agency": "new", "from": BEFORE}]),
            "early_successor",
        ),
        (changed(1, names=TWO_NAMES), "names_overlap"),
        (changed(1, names=[]), "no_name"),
        (changed(1, offices=TWO_NAMES), "names_overlap"),
        (changed(1, units=[{"unit": "a", "names": TWO_NAMES}]), "names_overlap"),
        (changed(1, units=SAME_UNITS), "duplicate_unit"),
        (changed(1, units=RIVAL_UNITS), "handled_twice"),
        (changed(1, **{"from": AFTER, "to": LAST_DAY}), "bad_validity"),
        (changed(4, serves=["101"]), "place_served_twice"),
        (changed(4, agency="one"), "duplicate_id"),
        (changed(4, unit_set="ghost"), "definition_fault"),
        (changed(4, leader="x"), "unknown_key"),
        (changed(4, serves=101), "definition_fault"),
        (changed(4, tier="ward"), "definition_fault"),
        (granted(role="officer"), "grant_without_unit"),
        (granted(role="officer", unit="ghost"), "dangling_grant"),
        (granted(role="leader", agency="ghost"), "dangling_grant"),
        (granted(role="applicant"), "role_not_for_people"),
        (granted(role="king"), "definition_fault"),
        (named("applicant"), "reserved_id"),
        (named("system"), "reserved_id"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(data: dict[str, object], code: str) -> None:
    with pytest.raises(DefinitionFault) as refusal:
        Organisation.from_mappings({"here.yaml": data})
    assert refusal.value.code == code


def test_units_may_hand_a_field_over_from_one_day_to_the_next() -> None:
    units = [
        {"unit": "a", "name": "A", "handles": ["land"], "to": LAST_DAY},
        {"unit": "b", "name": "B", "handles": ["land"], "from": AFTER},
    ]
    moved = Organisation.from_mappings({"here.yaml": changed(1, units=units)})
    assert moved.unit_for("fire", "land", "x", LAST_DAY).id == "a"
    assert moved.unit_for("fire", "land", "x", AFTER).id == "b"


def test_two_agencies_in_force_may_not_share_the_prefix_of_their_codes() -> None:
    shared = Organisation.from_mappings(
        {"here.yaml": changed(0, identifiers={"qcvn102": "000.00.13.H19"})}
    )
    with pytest.raises(DefinitionFault, match="people và fire") as refusal:
        shared.check_prefixes(["qcvn102"])
    assert refusal.value.code == "prefix_owned_twice"
    shared.check_prefixes(["qcvn102", "qd20"])


def test_an_heir_may_keep_the_prefix_unless_its_counter_runs_for_the_whole_year() -> None:
    data = changed(3, identifiers={"unit": "006"})
    data["agencies"][5]["identifiers"] = {"unit": "006"}  # type: ignore[index]
    kept = Organisation.from_mappings({"here.yaml": data})
    kept.check_prefixes(["unit"])
    with pytest.raises(DefinitionFault, match="one và new"):
        kept.check_prefixes(["unit"], whole_years=True)
