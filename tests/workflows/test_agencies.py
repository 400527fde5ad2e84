"""The shipped provinces hold together: somebody sits on every seat and every code has one owner."""

from datetime import date
from itertools import chain
from pathlib import Path

import pytest
import yaml

from engine.actors import Role, Seat
from engine.organisation import Agency, Organisation
from engine.procedure import Tier
from receipts.codes import CounterPeriod, Scheme, SchemeNumbering, check_schemes, recognise

WORKFLOWS = Path(__file__).parents[2] / "workflows"


def shipped(folder: str) -> dict[str, object]:
    return {
        path.name: yaml.safe_load(path.read_text("utf-8"))
        for path in sorted((WORKFLOWS / folder).glob("*.yaml"))
    }


SHIPPED = Organisation.from_mappings(shipped("agencies"))
SCHEMES = tuple(Scheme.from_mapping(data, where=name) for name, data in shipped("codes").items())
IN_2015, IN_2021, IN_2026 = date(2015, 12, 1), date(2021, 7, 8), date(2026, 1, 5)


def of(province: str, tier: Tier, day: date) -> list[Agency]:
    return [a for a in SHIPPED.in_force(day) if a.province == province and a.tier is tier]


def test_the_province_has_the_shape_of_dong_nai_before_and_after_the_first_of_july_2025() -> None:
    assert len(of("75", Tier.DISTRICT, IN_2015)) == 11
    assert of("75", Tier.DISTRICT, IN_2026) == []
    assert len(of("75", Tier.PROVINCE, IN_2015)) >= 10
    assert len(of("75", Tier.COMMUNE, IN_2015)) == 28
    assert len(of("75", Tier.COMMUNE, IN_2026)) == 12


def test_the_districts_carry_their_codes_of_the_national_table() -> None:
    areas = {a.identifiers["qd3582_area"] for a in of("75", Tier.DISTRICT, IN_2015)}
    assert areas == {"731", "732", *(str(code) for code in range(734, 743))}


@pytest.mark.parametrize("day", [IN_2015, IN_2021, IN_2026])
@pytest.mark.parametrize("role", [Role.COUNTER, Role.LEADER, Role.CLERICAL])
def test_every_agency_can_receive_sign_and_seal(role: Role, day: date) -> None:
    empty = [a.id for a in SHIPPED.in_force(day) if not SHIPPED.holders(Seat(role, a.id), day)]
    assert empty == []


@pytest.mark.parametrize("day", [IN_2015, IN_2021, IN_2026])
@pytest.mark.parametrize("role", [Role.OFFICER, Role.UNIT_HEAD])
def test_every_working_unit_has_an_officer_and_a_head(role: Role, day: date) -> None:
    seats = [
        Seat(role, agency.id, unit.id)
        for agency in SHIPPED.in_force(day)
        for unit in agency.units
        if unit.in_force(day) and unit.id != "one_stop"
    ]
    assert [seat for seat in seats if not SHIPPED.holders(seat, day)] == []


@pytest.mark.parametrize("day", [IN_2015, IN_2021, IN_2026])
def test_who_proposes_need_not_sign(day: date) -> None:
    for agency in SHIPPED.in_force(day):
        leaders = SHIPPED.holders(Seat(Role.LEADER, agency.id), day)
        officers = chain.from_iterable(
            SHIPPED.holders(Seat(Role.OFFICER, agency.id, unit.id), day) for unit in agency.units
        )
        assert not {p.id for p in leaders} & {p.id for p in officers}, agency.id


@pytest.mark.parametrize("day", [IN_2015, IN_2026])
@pytest.mark.parametrize("role", [Role.POSTAL_COUNTER, Role.AUDITOR])
def test_the_post_and_an_auditor_come_to_every_office_of_dong_nai(role: Role, day: date) -> None:
    offices = [agency for tier in Tier for agency in of("75", tier, day)]
    assert [a.id for a in offices if not SHIPPED.holders(Seat(role, a.id), day)] == []


def test_in_a_small_commune_one_person_holds_several_roles() -> None:
    person = SHIPPED.people["dn-26173-03"]
    assert {grant.role for grant in person.grants} == {Role.COUNTER, Role.CLERICAL, Role.OFFICER}


@pytest.mark.parametrize(
    ("where", "unit", "agency_2015", "agency_2026"),
    [
        ("commune", "cadastre", "dn-26308", "dn25-26311"),
        ("commune", "police", "dn-26308", "dn25-26311"),
        ("commune", None, "dn-26308", "dn25-26311"),
        ("province", "land", "dn-vpdkdd", "dn-vpdkdd"),
        ("province", "tax", "dn-thue", "dn-thue"),
        ("province", "fire_police", "dn-pc07", "dn-pc07"),
        ("province", "environment", "dn-stnmt", "dn-snnmt"),
    ],
)
def test_the_addresses_of_the_procedures_lead_somewhere_in_both_regimes(
    where: str, unit: str | None, agency_2015: str, agency_2026: str
) -> None:
    asking = "dn-sxd"
    assert SHIPPED.resolve(where, unit, "26308", IN_2015, asking).agency == agency_2015
    assert SHIPPED.resolve(where, unit, "26308", IN_2026, asking).agency == agency_2026


def test_every_old_commune_and_district_has_an_heir_that_serves_its_places() -> None:
    for old in of("75", Tier.DISTRICT, IN_2015) + of("75", Tier.COMMUNE, IN_2015):
        served = {place for heir in SHIPPED.successors(old.id, IN_2026) for place in heir.serves}
        assert old.serves <= served, old.id


def test_an_giang_asks_its_own_fire_police() -> None:
    found = SHIPPED.resolve("province", "fire_police", None, IN_2021, "ag-sxd")
    assert found.agency == "ag-pc07"


def test_units_handle_fields_that_the_catalogue_knows() -> None:
    fields = yaml.safe_load((WORKFLOWS / "fields.yaml").read_text("utf-8"))["fields"]
    codes = {path.stem for path in (WORKFLOWS / "procedures").glob("*.yaml")}
    handled = {what for a in SHIPPED.agencies.values() for unit in a.units for what in unit.handles}
    assert handled - set(fields) - codes == {"*"}


def test_no_two_offices_issue_codes_that_begin_alike() -> None:
    check_schemes(SCHEMES, SHIPPED.agencies)
    for scheme in SCHEMES:
        years = scheme.counter is CounterPeriod.YEAR
        SHIPPED.check_prefixes(scheme.identifier_keys, whole_years=years)


@pytest.mark.parametrize("day", [IN_2015, IN_2021, IN_2026])
def test_every_office_of_dong_nai_can_number_a_dossier_and_read_the_code_back(day: date) -> None:
    numbering = SchemeNumbering(SCHEMES, SHIPPED.identifiers())
    for agency in chain.from_iterable(of("75", tier, day) for tier in Tier):
        code = recognise(SCHEMES, numbering.code(agency.id, day, 7))
        assert (code.serial, code.prefix) == (7, numbering.prefix(agency.id, day))


def test_every_agency_says_where_it_comes_from_and_what_is_made_up() -> None:
    for agency in SHIPPED.agencies.values():
        notes = [s.note or "" for s in agency.sources if s.confidence == "assumption"]
        assert any("Dữ liệu mẫu" in note for note in notes), agency.id
