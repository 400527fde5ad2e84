"""Original papers, data and other systems' codes from the command line."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from api.settings import Settings
from api.tenant import applied, office_of
from engine.actors import Role, Seat
from engine.desk import Desk, Outcome, PaperCount, Party, Reception, Wish
from engine.procedure import Channel
from engine.store.held import database_moment
from engine.store.read import reading
from tests.api.conftest import Motcua, Tenant

AGENCY, CODE = "dn-sxd", "9.900001"
PAPERS = "documents: [{id: red_book, name: Giấy chứng nhận, originals: 1}]\n"


@pytest.fixture
def desk(motcua: Motcua, tenant: Tenant, engine: Engine) -> Desk:
    tenant.procedure(CODE, more=PAPERS)
    assert motcua("apply").code == 0
    with reading(engine) as snapshot:
        office = office_of(applied(snapshot))
    return Desk(engine, office, Settings.read().pepper())


@pytest.fixture
def today(engine: Engine, desk: Desk) -> date:
    with engine.connect() as connection:
        return desk.office.calendar_of(AGENCY).local_day(database_moment(connection))


@pytest.fixture
def people(desk: Desk, today: date) -> dict[str, str]:
    """Who sits at the counter, on the unit's table and above both."""

    def one(role: Role, unit: str | None = None) -> str:
        return desk.office.organisation.holders(Seat(role, AGENCY, unit), today)[0].id

    return {
        "counter": one(Role.COUNTER),
        "officer": one(Role.OFFICER, "construction"),
        "leader": one(Role.LEADER),
    }


@pytest.fixture
def filed(desk: Desk, people: dict[str, str]) -> Outcome:
    counter = desk.office.person(people["counter"])
    request = Reception(
        AGENCY,
        CODE,
        Channel.DIRECT,
        (Party("owner", "Nguyễn Thị Mẫu"),),
        papers={"red_book": PaperCount(1)},
    )
    received = desk.receive(request, counter)
    return desk.take(received.ref, Wish("forward"), counter)


def test_a_red_book_goes_to_the_officer_and_everybody_sees_who_has_it(
    motcua: Motcua, filed: Outcome, people: dict[str, str]
) -> None:
    item, counter, officer = f"{filed.code}:1", people["counter"], people["officer"]
    offered = motcua(
        *("originals", "offer", item, "--to", officer, "--agency", AGENCY, "--by", counter)
    ).out
    number = offered.split()[2].rstrip(":")

    assert offered == f"Danh mục {number}: 1 bản chính.\n"
    assert motcua("originals", "confirm", number, "--by", officer).out == offered
    (held,) = motcua("originals", "held", "--by", people["leader"], "--json").json()
    table = motcua("originals", "held", "--by", people["leader"], "--by-person").out
    page = motcua("dossier", "show", filed.code).out

    assert (held["code"], held["custodian"], held["days"]) == (filed.code, officer, 0)
    assert table.splitlines()[-1] == "1 bản chính."
    assert f"danh mục {number}" in page
    assert "nhận bản chính “" in page
    assert motcua("verify").code == 0


def test_a_loan_is_overdue_the_day_after(
    motcua: Motcua, filed: Outcome, people: dict[str, str], today: date
) -> None:
    lend = ("originals", "offer", filed.code, "--to", people["officer"], "--agency", AGENCY)
    until = (today + timedelta(days=3)).isoformat()
    lent = motcua(*lend, "--due-back", until, "--by", people["counter"], "--json").json()
    motcua("originals", "confirm", lent["list"], "--by", people["officer"])

    assert motcua("originals", "overdue", "--by", people["leader"]).out == "0 bản chính.\n"
    refused = motcua("originals", "return", filed.code, "1", "--by", people["officer"])
    assert refused.err.startswith("motcua: [original_lent] ")


def test_a_paper_goes_back_or_is_filed(
    motcua: Motcua, filed: Outcome, people: dict[str, str]
) -> None:
    counter = ("--by", people["counter"])
    bad = motcua("originals", "archive", filed.code, "1", "--reason", "workload", *counter)

    assert bad.err.startswith("motcua: [unknown_reason] ")
    done = motcua("originals", "return", filed.code, "1", "--taker", "Nguyễn Thị Mẫu", *counter)
    assert done.out == f"Đã trả 1 bản chính của hồ sơ {filed.code}.\n"
    gone = motcua("originals", "archive", filed.code, "1", "--reason", "kept_in_file", *counter)
    assert gone.err.startswith("motcua: [original_gone] ")


def test_scanning_is_entered_and_counted(
    motcua: Motcua, filed: Outcome, people: dict[str, str], today: date
) -> None:
    by = ("--by", people["counter"])
    entered = motcua("papers", "digitise", filed.code, "--paper", "red_book=from_store", *by)
    span = ("--from", today.isoformat(), "--to", today.isoformat())
    sheet = motcua("report", "digitisation", *span, "--json").json()
    table = motcua("report", "digitisation", *span).out
    told = motcua("dossier", "show", filed.code, "--json").json()

    assert entered.out == f"Đã ghi nhận số hóa của hồ sơ {filed.code}.\n"
    assert sheet["rows"][-1] == {
        "figure": "from_store",
        "part": 1,
        "whole": 1,
        "share": 100.0,
        "codes": filed.code,
    }
    assert "4.4 Lấy từ kho dữ liệu quốc gia" in table
    assert told["digital"] == {"red_book": ["from_store"]}
    wrong = motcua("papers", "digitise", filed.code, "--paper", "red_book", *by)
    assert wrong.err.startswith("motcua: [malformed_pair] ")


def test_a_dossier_is_found_by_its_code_at_a_ministry(
    motcua: Motcua, filed: Outcome, people: dict[str, str]
) -> None:
    named = ("--system", "land", "--code", "VN-2026-1")
    assert motcua("papers", "refer", filed.code, *named, "--by", people["counter"]).code == 0

    assert motcua("papers", "find", *named, "--by", people["leader"]).out == f"{filed.code}\n"
    unseen = motcua("papers", "find", *named, "--by", "dn25-26017-10")
    assert unseen.err.startswith("motcua: [unknown_dossier] ")
    assert "land" in motcua("papers", "systems", "--json").json()
    assert "có mã ở Cơ sở dữ liệu đất đai" in motcua("dossier", "show", filed.code).out
