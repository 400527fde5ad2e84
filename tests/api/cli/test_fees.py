"""A day's money by the command line: taken, struck out, given back, counted."""

import pytest
from sqlalchemy import Engine

from api.clock import local
from api.settings import Settings
from api.tenant import applied, office_of
from engine.actors import Actor, Role, Seat
from engine.desk import Desk, Outcome, Party, Reception
from engine.procedure import Channel
from engine.store.held import database_moment
from engine.store.read import reading
from tests.api.conftest import Motcua, Tenant

AGENCY, CODE = "dn-sxd", "9.900001"
FEE = (
    "fee: [{kind: charge, name: Phí thử, amount: 75000, moment: receipt, "
    "reductions: [{ground: hộ nghèo, percent: 50, evidence: required}]}]\n"
)


@pytest.fixture
def filed(motcua: Motcua, tenant: Tenant, engine: Engine) -> list[Outcome]:
    """Two dossiers handed in just now; their fee is still owed."""
    tenant.procedure(CODE, more=FEE)
    assert motcua("apply").code == 0
    desk, counter, _ = people(engine)
    asked = Reception(AGENCY, CODE, Channel.DIRECT, (Party("owner", "Nguyễn Văn Ánh"),))
    return [desk.receive(asked, counter) for _ in range(2)]


def people(engine: Engine) -> tuple[Desk, Actor, Actor]:
    """The desk, who sits at the counter, and the leader."""
    with reading(engine) as snapshot:
        office = office_of(applied(snapshot))
        day = local(database_moment(snapshot)).date()
    seats = (Seat(Role.COUNTER, AGENCY), Seat(Role.LEADER, AGENCY))
    counter, leader = (office.organisation.holders(seat, day)[0] for seat in seats)
    return Desk(engine, office, Settings.read().pepper()), counter, leader


def today(engine: Engine) -> str:
    with reading(engine) as snapshot:
        return local(database_moment(snapshot)).date().isoformat()


def test_money_is_reduced_taken_struck_out_and_given_back(
    motcua: Motcua, filed: list[Outcome], engine: Engine
) -> None:
    _, counter, leader = people(engine)
    first, second = (one.code for one in filed)
    by = ("--by", counter.id)
    series = f"BL-{today(engine)[2:4]}E"
    shown = ("--line", "1", "--ground", "hộ nghèo", "--document", "12/GCN")

    assert motcua("fees", "reduce", first, *shown, *by).out == "“Phí thử” còn 37.500 đồng.\n"
    taken = motcua("fees", "collect", first, second, *by).out
    assert taken == f"Đã thu 112.500 đồng, biên lai {series}/1 ({AGENCY}).\n"
    void = ("--agency", AGENCY, "--reason", "receipt_mistyped", "--method", "card", *by)
    assert motcua("fees", "void", series, "1", *void).code == 0
    back = ("--line", "1", "--reason", "fee_overpaid", "--by", leader.id)
    given_back = motcua("fees", "refund", first, *back).out
    assert given_back == f"Đã hoàn 1 khoản của hồ sơ {first}.\n"
    (line,) = motcua("fees", "show", first, "--json").json()
    assert (line["receipt"], line["method"], line["refunded"]) == (f"{series}/2", "card", True)
    assert f"biên lai {series}/2, thẻ" in motcua("dossier", "show", first).out
    assert motcua("verify", "--json").json() == []


def test_the_day_is_counted_and_looked_over(
    motcua: Motcua, filed: list[Outcome], engine: Engine
) -> None:
    _, counter, leader = people(engine)
    by, head = ("--by", counter.id), ("--by", leader.id)
    assert motcua("fees", "collect", filed[0].code, *by, "--method", "card").code == 0
    where = ("--agency", AGENCY, "--day", today(engine))
    till = (*where, "--counter", counter.id)

    (tally,) = motcua("fees", "sheet", *where, *head, "--json").json()
    assert (tally["method"], tally["expected"], tally["sheet"]) == ("card", 75_000, None)
    refused = motcua("fees", "close", *till, "--counted", "card=70000", *by)
    assert refused.err.startswith("motcua: [reason_missing] ")
    counted = ("--counted", "card=70000", "--reason", "card=cash_short")
    assert motcua("fees", "close", *till, *counted, *by).out.endswith("Lệch: card -5000 đồng.\n")
    assert motcua("fees", "countersign", *till, *head).code == 0
    assert "-5000 đồng" in motcua("fees", "sheet", *where, *head).out
    audited = motcua("fees", "audit", "--from", today(engine), "--to", today(engine)).out
    assert "Thiếu tiền so với sổ" in audited
    assert motcua("verify", "--json").json() == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_sum_that_nobody_can_read_is_refused(
    motcua: Motcua, filed: list[Outcome], engine: Engine
) -> None:
    _, counter, _ = people(engine)
    till = ("--agency", AGENCY, "--day", today(engine), "--counter", counter.id)

    answer = motcua("fees", "close", *till, "--counted", "cash=much", "--by", counter.id)

    assert filed
    assert answer.err.startswith("motcua: [bad_amount] ")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_fee_outside_the_tariff_is_assessed_by_a_person(
    motcua: Motcua, filed: list[Outcome], engine: Engine
) -> None:
    _, counter, _ = people(engine)
    asked = ("--name", "Phí sao lục", "--amount", "6000", "--basis", "by_quantity")
    who = ("--by", counter.id)

    assert motcua("fees", "assess", filed[0].code, *asked, *who).err.startswith(
        "motcua: [unknown_fee_kind] "
    )
    told = motcua(
        "fees", "assess", filed[0].code, *asked, "--kind", "charge", "--moment", "receipt", *who
    )
    assert told.out == "Đã xác định “Phí sao lục”: 6000 đồng.\n"
    assert "Phí sao lục" in motcua("fees", "show", filed[0].code).out


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_book_of_receipts_that_says_too_little_is_not_applied(
    motcua: Motcua, tenant: Tenant
) -> None:
    tenant.write("fee-receipts.yaml", "books:\n  dn-sxd: {template: 01BLP}\n")

    assert "[bad_receipt_book]" in motcua("apply").err
