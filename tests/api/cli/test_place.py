"""Competence, the place of return and papers under way, from the command line."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from api.settings import Settings
from api.tenant import applied, office_of
from engine.actors import Role, Seat
from engine.desk import Desk, Outcome, Party, Reception
from engine.procedure import Channel
from engine.store.read import reading
from tests.api.conftest import Motcua, Tenant

A, B, C = "dn25-26017", "dn-sxd", "dn25-26104"
CODE = "9.900001"
RECEIVED = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
APPLICANT = "Nguyễn Thị Minh Khai"


@pytest.fixture
def filed(motcua: Motcua, tenant: Tenant, engine: Engine) -> Outcome:
    """Handed in at a commune for a department of the province."""
    tenant.procedure(CODE)
    assert motcua("apply").code == 0
    with reading(engine) as snapshot:
        office = office_of(applied(snapshot))
    desk = Desk(engine, office, Settings.read().pepper(), lambda: RECEIVED)
    counter = office.organisation.holders(Seat(Role.COUNTER, A), RECEIVED.date())[0]
    parties = (Party("owner", APPLICANT),)
    return desk.receive(Reception(A, CODE, Channel.DIRECT, parties, competent=B), counter)


def test_competence_passes_and_the_story_names_both(motcua: Motcua, filed: Outcome) -> None:
    to = ("--to", "dn-ubnd")
    stranger = motcua("place", "transfer", filed.code, *to, "--by", f"{C}-03")
    assert stranger.err.startswith("motcua: [unknown_dossier] ")

    done = motcua("place", "transfer", filed.code, *to, "--by", f"{B}-01", "--note", "Vượt cấp")
    assert done.out == f"Hồ sơ {filed.code} nay do Ủy ban nhân dân tỉnh Đồng Nai giải quyết.\n"
    page = motcua("dossier", "show", filed.code).out
    assert "nay giải quyết: Ủy ban nhân dân tỉnh Đồng Nai" in page
    assert "trước đó: Sở Xây dựng tỉnh Đồng Nai" in page
    assert "Vượt cấp" not in page
    assert motcua("verify").code == 0


def test_the_result_is_fetched_elsewhere(motcua: Motcua, filed: Outcome) -> None:
    done = motcua("place", "fetch", filed.code, "--to", C, "--by", f"{A}-03")

    assert done.out.startswith(f"Kết quả hồ sơ {filed.code} sẽ trả ở ")
    page = motcua("dossier", "show", filed.code).out
    assert "Đổi nơi trả kết quả – " in page
    assert "nơi trả kết quả: Ủy ban nhân dân " in page


def test_papers_go_by_a_slip_from_sending_to_taking(motcua: Motcua, filed: Outcome) -> None:
    ends = ("--from", A, "--to", B)
    sent = motcua("place", "send", filed.code, *ends, "--by", f"{A}-03")
    year = datetime.now(UTC).year  # noqa: TID251 -- the command asks the database's own clock
    assert sent.out == f"Phiếu {A}/{year}/1 đã gửi: 1 mục, còn 1 mục chưa đến.\n"
    (one,) = motcua("place", "slips", "--agency", B, "--by", f"{B}-01", "--json").json()
    assert (one["outgoing"], one["other"], one["codes"]) == (False, A, [filed.code])
    assert motcua("place", "slips", "--agency", B, "--by", f"{C}-03", "--json").json() == []
    table = motcua("place", "slips", "--agency", A, "--by", f"{A}-03").out
    assert table.endswith("1 phiếu còn để ngỏ.\n")

    slip, by = f"{A}/{year}/1", ("--by", f"{B}-03")
    lost = motcua("place", "take", slip, *by, "--items", "1", "--missing", "1")
    assert lost.out == f"Phiếu {slip} đã nhận: 1 mục, còn 1 mục chưa đến.\n"
    found = motcua("place", "take", slip, *by, "--found", "1")
    assert found.out == f"Phiếu {slip} đã nhận: 1 mục, đã đến đủ.\n"
    assert motcua("place", "take", "1/2", *by, "--items", "1").err.startswith("motcua: [bad_slip]")
    page = motcua("dossier", "show", filed.code).out
    assert f"phiếu luân chuyển số 1/{year}" in page
    assert "đã ở Sở Xây dựng tỉnh Đồng Nai" in page
    assert motcua("verify").code == 0


def test_reports_by_the_two_places_agree_in_total(motcua: Motcua, filed: Outcome) -> None:
    asked = ("report", "timeliness", "--period", "tháng 3/2026", "--json", "--by")
    by_counter = motcua(*asked, "received_at").json()
    by_agency = motcua(*asked, "competent_agency").json()
    form = motcua("report", "ii06", *asked[2:], "received_at").json()

    assert filed.agency == A
    assert [row["key"] for row in by_counter["rows"]] == [A]
    assert [row["key"] for row in by_agency["rows"]] == [B]
    assert by_counter["total"] == by_agency["total"]
    assert form["total"]["3"] == 1
