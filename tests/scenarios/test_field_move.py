"""A field of work goes from one department to another; both go on."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import Engine

from engine.actors import Role, Seat
from engine.desk import Desk, Office
from engine.desk.succession import Plan, read_plan
from engine.organisation import Organisation
from tests.engine.desk.town import AGENCY, PEPPER, Clock, Town, office
from tests.scenarios.clean import assert_clean
from tests.scenarios.reform import ADMIN

TO, FIELD = "dn-sct", "construction"
DAY, LAST = date(2026, 3, 3), date(2026, 3, 2)
RENAMED = "Sở Xây dựng và Quy hoạch tỉnh Đồng Nai"
FILES = Path("workflows/agencies")


@cache
def reorganised() -> Office:
    """The shipped files, with what the decision changes written into them."""
    files: dict[str, Any] = {
        path.name: yaml.safe_load(path.read_text("utf-8")) for path in sorted(FILES.glob("*.yaml"))
    }
    agencies = {
        one["agency"]: one for one in files["dong-nai-2015.yaml"]["agencies"] if "agency" in one
    }
    giving, taking = agencies[AGENCY], agencies[TO]
    unit = next(one for one in giving["units"] if one["unit"] == FIELD)
    unit["to"] = LAST
    name = giving.pop("name")
    giving["names"] = [{"name": name, "to": LAST}, {"name": RENAMED, "from": DAY}]
    taking["units"].append(
        {"unit": FIELD, "name": "Phòng Xây dựng", "handles": [FIELD], "from": DAY}
    )
    for role in ("officer", "unit_head"):
        grants = [{"role": role, "unit": FIELD, "from": DAY}]
        taking["staff"].append({"id": f"{TO}-{role}", "name": role, "grants": grants})
    return replace(office(), organisation=Organisation.from_mappings(files))


def plan() -> Plan:
    return read_plan(
        {
            "plan": "construction-2026",
            "day": DAY,
            "decision": "Quyết định mẫu",
            "source": [{"law": "Quyết định mẫu", "confidence": "assumption"}],
            "moves": [
                {"move_field": {"field": FIELD, "from": AGENCY, "to": TO}},
                {"rename": {"agency": AGENCY, "name": RENAMED, "from": DAY}},
            ],
        },
        "plan.yaml",
    )


@pytest.fixture
def later(town: Town, engine: Engine) -> Town:
    """The same office from the next day on, when the files say otherwise."""
    return Town(engine, Desk(engine, reorganised(), PEPPER, Clock("2026-03-03 08:00")), town.clock)


def test_open_work_of_the_field_goes_to_the_other_department_and_the_counter_stays(
    town: Town, later: Town
) -> None:
    examined, at_counter = town.examined(), town.received()
    later.desk.succession.carry_out(plan(), ADMIN)

    lines = [town.line(one) for one in (examined, at_counter)]
    assert [(line.competent, line.unit) for line in lines] == [(TO, FIELD)] * 2
    assert lines[0].seat == Seat(Role.OFFICER, TO, FIELD)
    assert lines[1].seat == Seat(Role.COUNTER, AGENCY)
    assert {line.return_at for line in lines} == {AGENCY}
    assert_clean(town)


def test_a_new_name_moves_no_dossier_and_papers_carry_the_name_of_their_day(later: Town) -> None:
    organisation = later.desk.office.organisation

    assert organisation.name_on(AGENCY, LAST) == "Sở Xây dựng tỉnh Đồng Nai"
    assert organisation.name_on(AGENCY, DAY) == RENAMED
    assert later.desk.succession.carry_out(plan(), ADMIN).passings == ()
