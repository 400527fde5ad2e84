"""What the scenarios of fees share."""

from datetime import date
from random import Random

from sqlalchemy import func, select

from engine.desk import Desk, Wish
from engine.desk.fees import Refund, Relief, SheetClose, VoidReceipt
from engine.desk.requests import Claim, Evidence
from engine.ledger import DossierRef
from engine.store.tills import Tally
from engine.tables.papers import fee_line, fee_receipt, fee_refund
from engine.timeline import FeeLine, ReceiptNumber
from tests.engine.desk.town import (
    AGENCY,
    CLERICAL,
    COUNTER,
    HEAD,
    LEADER,
    OFFICER,
    Town,
)

MONDAY = date(2026, 3, 2)


SERIES = "BL-26E"


FEE = "Phí thẩm định"


SHOWN = Evidence(document="Giấy chứng nhận hộ nghèo 12/GCN ngày 05/01/2026")


POOR = Claim("hộ nghèo", SHOWN)


TARIFF = """\
procedure: "9.900001"
extends: standard
name: Thủ tục thử
field: construction
tier: province
level: 2
questions: {pages: {label: Số trang, kind: number}}
limit: {working_days: 10}
counting: end_of_day
channels: [direct]
returns: [direct]
fee:
  - {kind: charge, name: Phí sao chụp, amount: 2000, times: answers.pages, moment: receipt}
  - {kind: levy, name: Lệ phí trước bạ, amount: 0, later: true, moment: return}
source: [{law: Quyết định mẫu, confidence: assumption}]
"""


def fees(town: Town, ref: DossierRef) -> tuple[FeeLine, ...]:
    return town.line(ref).fees


def receipt(number: int) -> ReceiptNumber:
    return ReceiptNumber(AGENCY, SERIES, number)


def sheet(town: Town, day: date = MONDAY) -> list[Tally]:
    return town.desk.fees.sheets(AGENCY, day, LEADER)


def open_sums(town: Town, day: date = MONDAY) -> dict[str, int]:
    return {one.method: one.expected for one in sheet(town, day) if one.no is None}


def through(desk: Desk, ref: DossierRef) -> None:
    """From the counter to the leader's desk and back."""
    for wish, by in (
        (Wish("forward"), COUNTER),
        (Wish("assign", officer=OFFICER.id), HEAD),
        (Wish("propose", outcome="granted"), OFFICER),
        (Wish("agree"), HEAD),
        (Wish("sign"), LEADER),
        (Wish("seal"), CLERICAL),
    ):
        desk.take(ref, wish, by)


WAYS = ("receive", "collect", "together", "void", "refund", "close", "reduce", "later")


def live(town: Town, refs: list[DossierRef], chance: Random) -> None:
    """Something about money, by whoever may; a refusal is part of life."""
    desk, ref = town.desk.fees, chance.choice(refs)
    number = receipt(chance.randint(1, 1 + len(town.rows(fee_receipt))))
    match chance.choice(WAYS):
        case "receive":
            refs.append(town.received(paid=chance.random() < 0.5))
        case "collect":
            desk.collect(ref, [1], chance.choice(("cash", "card")), COUNTER)
        case "together":
            some = chance.sample(refs, min(len(refs), 2))
            desk.collect_together({one: [1] for one in some}, "cash", COUNTER)
        case "void":
            method = chance.choice((None, "transfer"))
            desk.void_receipt(VoidReceipt(number, "receipt_mistyped", method), COUNTER)
        case "refund":
            desk.refund(ref, Refund((1,), "fee_overpaid"), LEADER)
        case "close":
            day = town.clock.now.date()
            counted = {"cash": chance.choice((75000, 150_000))}
            wish = SheetClose(AGENCY, day, COUNTER.id, counted, {"cash": "other"})
            desk.close_sheet(wish, COUNTER)
        case "reduce":
            desk.reduce(ref, Relief(1, POOR), COUNTER)
        case _:
            town.clock.set(f"2026-03-{town.clock.now.day + 1:02} 09:00")


def adds_up(town: Town, refs: list[DossierRef]) -> None:
    taken = [fee for ref in refs for fee in fees(town, ref) if fee.receipt]
    standing = [row for row in town.rows(fee_receipt) if row.voided_at is None]
    numbers = sorted(row.number for row in town.rows(fee_receipt))
    with town.engine.connect() as connection:
        lines = connection.execute(
            select(func.sum(fee_line.c.amount)).where(fee_line.c.collected_at.is_not(None))
        ).scalar_one()
    assert sum(row.total for row in standing) == sum(fee.amount for fee in taken)
    assert (lines or 0) == sum(fee.amount for fee in taken)
    assert numbers == list(range(1, len(numbers) + 1))
    days = {row.day for row in (*town.rows(fee_receipt), *town.rows(fee_refund))}
    tallied = sum(one.expected for day in days for one in sheet(town, day))
    given_back = sum(row.amount for row in town.rows(fee_refund))
    assert tallied == sum(row.total for row in standing) - given_back
