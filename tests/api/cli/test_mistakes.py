"""Mistakes put right and outages from the command line."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from api.settings import Settings
from api.tenant import applied, office_of
from engine.actors import Role, Seat
from engine.desk import Desk, Office, Outcome, Party, Reception
from engine.procedure import Channel
from engine.store.read import reading
from tests.api.conftest import Motcua, Tenant

AGENCY, WRONG, RIGHT = "dn-sxd", "9.900001", "9.900002"
RECEIVED = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
PAPER = """\
agency: dn-sxd
receipts:
  - number: 0015/QUYEN-3
    received_at: 2026-03-02 10:15
    procedure: "9.900001"
    owners: [{{name: Nguyễn Thị Minh Khai, phone: "0913456789"}}]
{more}"""


@pytest.fixture
def office(motcua: Motcua, tenant: Tenant, engine: Engine) -> Office:
    """Two procedures of one agency, applied."""
    tenant.procedure(WRONG, name="Thủ tục nhầm")
    tenant.procedure(RIGHT, name="Thủ tục đúng", days=5)
    assert motcua("apply").code == 0
    with reading(engine) as snapshot:
        return office_of(applied(snapshot))


@pytest.fixture
def filed(office: Office, engine: Engine) -> Outcome:
    desk = Desk(engine, office, Settings.read().pepper(), lambda: RECEIVED)
    party = Party("owner", "Nguyễn Thị Minh Khai")
    counter = office.person(somebody(office, Role.COUNTER))
    return desk.receive(Reception(AGENCY, WRONG, Channel.DIRECT, (party,)), counter)


def somebody(office: Office, role: Role) -> str:
    return office.organisation.holders(Seat(role, AGENCY), RECEIVED.date())[0].id


def test_a_dossier_is_voided_and_told_so(motcua: Motcua, office: Office, filed: Outcome) -> None:
    by = somebody(office, Role.LEADER)
    done = motcua("mistakes", "void", filed.code, "--reason", "received_by_error", "--by", by)

    assert done.out == f"Đã hủy hồ sơ {filed.code} do tiếp nhận nhầm.\n"
    page = motcua("dossier", "show", filed.code).out
    assert "Hủy do tiếp nhận nhầm" in page
    assert "lý do: Tiếp nhận nhầm" in page
    assert motcua("verify").code == 0


def test_a_dossier_is_put_under_the_right_procedure(
    motcua: Motcua, office: Office, filed: Outcome
) -> None:
    by = somebody(office, Role.LEADER)
    told = motcua(
        "mistakes", "reclassify", filed.code, "--procedure", RIGHT, "--by", by, "--json"
    ).json()

    assert told["old"]["code"] == filed.code
    new = told["new"]["code"]
    assert f"thay bằng hồ sơ {new}" in motcua("dossier", "show", filed.code).out
    page = motcua("dossier", "show", new).out
    assert f"thay hồ sơ {filed.code} chọn nhầm thủ tục" in page
    assert "17:00 09/03/2026 – hẹn khi tiếp nhận" in page
    assert motcua("verify").code == 0


def test_paper_receipts_come_in_from_a_file_and_are_found_by_their_number(
    motcua: Motcua, office: Office, tmp_path: Path
) -> None:
    file = tmp_path / "giay.yaml"
    file.write_text(PAPER.format(more=""), encoding="utf-8")
    counter, leader = (somebody(office, role) for role in (Role.COUNTER, Role.LEADER))
    refused = motcua("mistakes", "back-enter", str(file), "--by", counter)
    assert "[back_entry_needs_approval]" in refused.err
    day = ("--agency", AGENCY, "--received-on", "2026-03-02")
    assert motcua("mistakes", "permit", "0015/quyen-3", *day, "--by", leader).code == 0

    entered = motcua("mistakes", "back-enter", str(file), "--by", counter).out

    assert motcua("mistakes", "back-enter", str(file), "--by", counter).out == entered
    code = entered.removeprefix("0015/QUYEN-3 → ").strip()
    assert motcua("mistakes", "paper", "0015/quyen-3").out == f"{code} ({AGENCY})\n1 hồ sơ.\n"
    page = motcua("dossier", "show", "0015/QUYEN-3").out
    assert page.startswith(f"Hồ sơ {code}")
    assert "nhập bù từ biên nhận giấy" in page
    assert motcua("verify").code == 0


def test_a_file_of_receipts_with_an_unknown_key_is_refused(
    motcua: Motcua, office: Office, tmp_path: Path
) -> None:
    file = tmp_path / "giay.yaml"
    file.write_text(PAPER.format(more="    adress: Biên Hòa\n"), encoding="utf-8")

    refused = motcua("mistakes", "back-enter", str(file), "--by", somebody(office, Role.COUNTER))
    assert refused.code == 1
    assert "adress" in refused.err


def test_an_outage_is_declared_looked_at_and_approved(
    motcua: Motcua, office: Office, filed: Outcome
) -> None:
    counter, leader = (somebody(office, role) for role in (Role.COUNTER, Role.LEADER))
    span = ("--since", "2026-03-04 10:00", "--until", "2026-03-04 11:30")
    why = ("--reason", "power_cut", "--evidence", "12/BB-DIENLUC")
    said = motcua(
        "outage", "declare", "--agency", AGENCY, *span, *why, "--by", counter, "--json"
    ).json()
    assert [one["code"] for one in said["dossiers"]] == [filed.code]
    alone = motcua("outage", "approve", said["id"], "--by", counter)
    assert "[not_your_step]" in alone.err
    dry = motcua("outage", "approve", said["id"], "--by", leader, "--dry-run").out
    assert filed.code in dry

    done = motcua("outage", "approve", said["id"], "--by", leader).out

    assert "đã duyệt. Chạm 1 hồ sơ." in done
    assert "12/BB-DIENLUC" in motcua("outage", "list", "--agency", AGENCY, "--by", leader).out
    assert "không làm việc được từ 10:00 04/03" in motcua("dossier", "show", filed.code).out
    assert motcua("verify").code == 0


def test_the_report_counts_what_was_put_right_by_person(
    motcua: Motcua, office: Office, filed: Outcome
) -> None:
    by = somebody(office, Role.LEADER)
    motcua("mistakes", "void", filed.code, "--reason", "received_by_error", "--by", by)

    span = ("--from", "2026-01-01", "--to", "2099-12-31")
    (row,) = motcua("report", "mistakes", *span, "--json").json()["rows"]
    assert row == {"what": "voided", "reason": "received_by_error", "person": by, "count": 1}
    assert "Hủy do tiếp nhận nhầm" in motcua("report", "mistakes", *span).out
