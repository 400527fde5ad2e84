"""A whole tenant as files: what a change of agencies and people would take away from open work."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from api import changes
from engine.actors import Role, Seat
from engine.desk import Wish
from engine.errors import Conflict
from engine.store.read import reading
from tests.api.installation import DUE, Installation, installed

UNITS = "[{unit: one_stop, name: Một cửa}, {unit: construction, name: Phòng, handles: ['*']}]"
STAFF = """\
      - {id: OFFICE-01, name: Trần Thị Bình, grants: [{role: counter}]}
      - {id: OFFICE-02, name: Lê Văn Cường, grants: [{role: officer, unit: construction}]}
      - {id: OFFICE-03, name: Phạm Thị Dung, grants: [{role: officer, unit: construction}]}
      - {id: OFFICE-04, name: Vũ Văn Em, grants: [{role: unit_head, unit: construction}]}
"""
HEADING = """\
province: "99"
source: [{law: Dữ liệu thử, confidence: assumption}]
offices: [{tier: province, name: Trung tâm Phục vụ hành chính công}]
agencies:
"""


def agency(name: str, number: int, staff: str = STAFF) -> str:
    return (
        f"  - agency: {name}\n    tier: province\n    name: Sở số {number}\n"
        f'    serves: "*"\n    identifiers: {{qd20: "H99.{number}"}}\n    units: {UNITS}\n'
        f"    staff:\n{staff.replace('OFFICE', name)}"
    )


@pytest.fixture
def installation(engine: Engine, tmp_path: Path) -> Installation:
    """One more department, with four people."""
    found = installed(engine, tmp_path)
    found.tenant.write("agencies/xx.yaml", HEADING + agency("xx-so", 1))
    found.apply()
    return found


def given_to(installation: Installation, officer: str) -> str:
    """A dossier of the department that lies with that officer; its code."""
    received = installation.receive("xx-so")
    people = installation.office().organisation.people
    desk = installation.desk()
    desk.take(received.ref, Wish("forward"), people["xx-so-01"])
    desk.take(received.ref, Wish("assign", officer=officer), people["xx-so-04"])
    return received.code


def without(person: str) -> str:
    kept = [line for line in STAFF.splitlines(keepends=True) if f"-{person}," not in line]
    return HEADING + agency("xx-so", 1, "".join(kept))


def without_unit() -> str:
    one_unit = "[{unit: one_stop, name: Một cửa}, {unit: other, name: Phòng khác, handles: ['*']}]"
    text = HEADING + agency("xx-so", 1)
    return text.replace(UNITS, one_unit).replace("unit: construction}", "unit: other}")


def test_what_open_work_depends_on_is_not_taken_away(installation: Installation) -> None:
    code = given_to(installation, "xx-so-02")
    whole = HEADING + agency("xx-so", 1)
    for text, codes in (
        (without("02"), {"open_work"}),
        (whole.replace("officer", "unit_head"), {"open_work"}),
        (without_unit(), {"unit_in_use", "open_work"}),
        (whole.replace("xx-so", "xx-moi"), {"agency_in_use", "open_work"}),
    ):
        installation.tenant.write("agencies/xx.yaml", text)
        texts = installation.texts()

        with reading(installation.engine) as snapshot:
            obstacles = changes.plan(snapshot, texts, installation.now).obstacles
        with pytest.raises(Conflict) as refused:
            changes.apply(installation.engine, texts, clock=installation.clock)

        assert {one.code for one in obstacles} - {"seat_left_empty"} == codes
        assert any(code in one.message for one in obstacles)
        assert refused.value.code == obstacles[0].code
    assert "xx-so" in installation.office().organisation.agencies


def test_the_last_who_holds_a_waiting_seat_is_not_taken_away(installation: Installation) -> None:
    received = installation.receive("xx-so")
    people = installation.office().organisation.people
    installation.desk().take(received.ref, Wish("forward"), people["xx-so-01"])
    installation.tenant.write("agencies/xx.yaml", without("04"))

    with pytest.raises(Conflict) as refused:
        changes.apply(installation.engine, installation.texts(), clock=installation.clock)

    assert refused.value.code == "seat_left_empty"
    assert refused.value.facts["obstacles"] == [
        {"code": "seat_left_empty", "subject": "xx-so/construction/unit_head"}
    ]


def test_who_has_no_open_work_goes_and_a_second_apply_does_nothing(
    installation: Installation,
) -> None:
    given_to(installation, "xx-so-02")
    installation.tenant.write("agencies/xx.yaml", without("03"))

    done = installation.apply()

    (told,) = [str(line) for change in done.changes for line in change.lines]
    assert told.startswith("- cơ quan › xx-so › nhân sự › xx-so-03: name: Phạm Thị Dung")
    assert "xx-so-03" not in installation.office().organisation.people
    assert installation.apply().changes_nothing


def test_a_years_holidays_of_two_hundred_agencies_are_one_file_and_one_apply(
    installation: Installation,
) -> None:
    names = [f"xx-so-{number}" for number in range(2, 202)]
    many = "".join(agency(name, number) for number, name in enumerate(names, start=2))
    installation.tenant.write("agencies/many.yaml", HEADING + many)
    installation.apply()
    filed = [installation.receive(name) for name in names[::20]]
    installation.now += timedelta(days=1)
    installation.close("2026-03-16")

    done = installation.apply()

    calendars = [(one.verb, one.kind, one.code) for one in done.changes]
    assert ("changed", "calendars", "vietnam-office") in calendars
    assert {kind for _, kind, _ in calendars} == {"calendars"}
    moved = {shift.code: (shift.before, shift.after, shift.closed) for shift in done.shifts}
    tomorrow = DUE + timedelta(days=1)
    assert moved == {one.code: (DUE, tomorrow, "Nghỉ do bão") for one in filed}
    assert installation.apply().changes_nothing
    seat = Seat(Role.COUNTER, names[-1])
    assert installation.office().organisation.holders(seat, installation.now.date())
