"""People at the command line: what was decided is told, and what was refused has a code."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from api import clock
from api.settings import Settings
from api.tenant import applied, office_of
from engine.actors import Actor, Role, Seat
from engine.desk import Desk, Outcome, Party, Reception, Wish
from engine.procedure import Channel
from engine.store.read import reading
from tests.api.conftest import Motcua, Tenant

AGENCY, UNIT, CODE = "dn-sxd", "construction", "9.900001"
ADMIN = "dn-quan-tri-02"


@pytest.fixture
def people(motcua: Motcua, tenant: Tenant, engine: Engine) -> dict[str, Actor]:
    tenant.procedure(CODE)
    assert motcua("apply").code == 0
    with reading(engine) as snapshot:
        organisation = office_of(applied(snapshot)).organisation
    day = clock.local(clock.now()).date()
    first, second, *_ = organisation.holders(Seat(Role.OFFICER, AGENCY, UNIT), day)
    (head, *_) = organisation.holders(Seat(Role.UNIT_HEAD, AGENCY, UNIT), day)
    (counter, *_) = organisation.holders(Seat(Role.COUNTER, AGENCY), day)
    return {"first": first, "second": second, "head": head, "counter": counter}


@pytest.fixture
def filed(people: dict[str, Actor], engine: Engine) -> Outcome:
    """A dossier that lies with the first officer."""
    with reading(engine) as snapshot:
        office = office_of(applied(snapshot))
    desk = Desk(engine, office, Settings.read().pepper())
    parties = (Party("owner", "Nguyễn Thị Minh Khai"),)
    received = desk.receive(Reception(AGENCY, CODE, Channel.DIRECT, parties), people["counter"])
    desk.take(received.ref, Wish("forward"), people["counter"])
    return desk.take(received.ref, Wish("assign", officer=people["first"].id), people["head"])


def test_a_stand_in_is_named_and_what_they_do_is_told_as_done_for_the_other(
    motcua: Motcua, people: dict[str, Actor], filed: Outcome, engine: Engine
) -> None:
    first, second, head = people["first"], people["second"], people["head"]
    until = str(clock.local(clock.now()).date() + timedelta(days=3))
    said = motcua(
        "staff", "delegate", first.id, second.id, "--agency", AGENCY, "--to", until,
        "--by", head.id,
    )  # fmt: skip
    assert said.out.startswith(f"{second.name} xử lý thay {first.name} từ ")
    assert f"xử lý thay {first.name}" in motcua("staff", "show", second.id).out
    with reading(engine) as snapshot:
        office = office_of(applied(snapshot))
    desk = Desk(engine, office, Settings.read().pepper())
    desk.take(filed.ref, Wish("propose", outcome="granted"), second)

    page = motcua("dossier", "show", filed.code).out
    assert f"Trình kết quả – {second.name} xử lý thay {first.name}" in page
    (id_,) = re.findall(r"mã ([0-9a-f]{32})", said.out)
    assert motcua("staff", "revoke", id_, "--agency", AGENCY, "--by", head.id).code == 0
    assert "xử lý thay" not in motcua("staff", "show", second.id).out


def test_nobody_is_disabled_before_their_work_has_gone_to_others(
    motcua: Motcua, people: dict[str, Actor], filed: Outcome
) -> None:
    first, second, head = people["first"], people["second"], people["head"]
    disable = ("staff", "disable", first.id, "--agency", AGENCY, "--by", ADMIN)
    assert motcua(*disable).err.startswith("motcua: [open_work] Người này còn 1 hồ sơ")
    moved = motcua(
        "staff", "redistribute", first.id, "--to", second.id, "--agency", AGENCY,
        "--by", head.id,
    )  # fmt: skip
    assert f"{filed.code} → {second.name}" in moved.out
    assert "Đã chuyển 1 hồ sơ." in moved.out

    assert motcua(*disable).code == 0
    assert "đã ngừng hoạt động" in motcua("staff", "show", first.id).out
    assert motcua(*disable[:-1], first.id).err.startswith("motcua: [staff_disabled] ")
    assert motcua("verify").out == "Mọi hồ sơ đều khớp.\n"


def test_an_acting_head_is_written_down_with_the_decision(
    motcua: Motcua, people: dict[str, Actor]
) -> None:
    until = clock.local(clock.now()).date() + timedelta(days=3)
    grant = (
        "staff", "grant", people["second"].id, "unit_head", "--unit", UNIT, "--agency", AGENCY,
        "--by", ADMIN,
    )  # fmt: skip
    assert motcua(*grant).err.startswith("motcua: [decision_missing] ")
    assert motcua(*grant, "--decision", "12/QĐ-SXD", "--to", str(until)).code == 0

    shown = motcua("staff", "show", people["second"].id).out
    assert f"đến {until:%d/%m/%Y}, theo quyết định 12/QĐ-SXD" in shown
    told = motcua("staff", "show", people["second"].id, "--json").json()
    assert told["granted"][0]["decision"] == "12/QĐ-SXD"
