"""Hands in the money: what the check of the record says of receipts, refunds and sheets."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, Table, delete, update

from engine.desk import Desk
from engine.desk.fees import Refund, SheetClose, VoidReceipt
from engine.store.files import Files
from engine.tables.office import till_sheet
from engine.tables.papers import fee_receipt, fee_receipt_line, fee_refund
from engine.tables.record import serial
from engine.timeline import ReceiptNumber
from engine.verify import verify
from tests.engine.desk.town import AGENCY, COUNTER, LEADER, PEPPER, Clock, Town, office

MONDAY = date(2026, 3, 2)


@pytest.fixture
def told(engine: Engine, tmp_path: Path) -> list[str]:
    """A day with three receipts, one of them struck out, a refund and a closed sheet."""
    town = Town(engine, Desk(engine, office(), PEPPER, Clock()), Clock())
    town.received()
    refs = [town.received(paid=False) for _ in range(2)]
    town.desk.fees.collect_together({ref: [1] for ref in refs}, "cash", COUNTER)
    mistyped = ReceiptNumber(AGENCY, "BL-26E", 1)
    town.desk.fees.void_receipt(VoidReceipt(mistyped, "receipt_mistyped", "card"), COUNTER)
    town.desk.fees.refund(refs[0], Refund((1,), "fee_overpaid"), LEADER)
    town.desk.fees.close_sheet(SheetClose(AGENCY, MONDAY, COUNTER.id, {"cash": 75000}), COUNTER)
    return disagreements(engine, tmp_path)


def disagreements(engine: Engine, folder: Path) -> list[str]:
    found = verify(engine, office().catalogue, Files(folder), PEPPER)
    return sorted({one.what for one in found})


@pytest.mark.parametrize(
    ("table", "where", "values", "what"),
    [
        (fee_receipt, {"number": 2}, {"total": 1}, ["fee_receipt_sum", "till_sheet_sum"]),
        (fee_receipt, {"number": 2}, {"method": "gateway"}, ["fee_receipt_changed"]),
        (fee_receipt, {"number": 2}, {"counter": "dn-sxd-99"}, ["fee_receipt_changed"]),
        (fee_receipt, {"number": 1}, {"voided_at": None}, ["fee_receipt_changed"]),
        (fee_receipt_line, {"number": 2}, {"amount": 1}, ["fee_receipt_line_changed"]),
        (fee_receipt_line, {"number": 1}, {"voided_seq": None}, ["fee_receipt_changed"]),
        (fee_refund, {"no": 1}, {"amount": 1}, ["fee_refund_changed", "till_sheet_sum"]),
        (fee_refund, {"no": 1}, {"decided_by": COUNTER.id}, ["fee_refund_changed"]),
        (till_sheet, {"method": "cash"}, {"expected": 1}, ["till_sheet_sum"]),
        (serial, {"scheme": "book:fee-receipt"}, {"last": 9}, ["fee_receipt_missing"]),
    ],
    ids=str,
)
def test_a_changed_row_is_named(  # noqa: PLR0913, PLR0917 -- a place, a change, what is said
    engine: Engine,
    tmp_path: Path,
    told: list[str],
    table: Table,
    where: dict[str, object],
    values: dict[str, object],
    what: list[str],
) -> None:
    assert told == []
    which = [table.c[name] == value for name, value in where.items()]
    with engine.begin() as connection:
        connection.execute(update(table).where(*which).values(values))

    assert set(what) <= set(disagreements(engine, tmp_path))


def test_a_receipt_that_is_gone_leaves_a_hole(
    engine: Engine, tmp_path: Path, told: list[str]
) -> None:
    with engine.begin() as connection:
        connection.execute(delete(fee_receipt).where(fee_receipt.c.number == 2))

    assert told == []
    assert "fee_receipt_missing" in disagreements(engine, tmp_path)
