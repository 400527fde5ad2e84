"""The day's cash sheet of a counter: what was taken and given back, what was counted."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from reportlab.platypus import Flowable

from forms.amounts import write_money
from receipts.letters.formsets import Form
from receipts.letters.heads import heading
from receipts.letters.pieces import said, signatures
from receipts.letters.tables import CELL, MONEY, NUMBER, Column, listing
from receipts.letters.values import Head, Signature
from receipts.letters.wording import moment_of

_BY_METHOD = (
    Column("Cách thu", 40, CELL),
    Column("Theo biên lai (đồng)", 32, MONEY),
    Column("Đếm được (đồng)", 32, MONEY),
    Column("Chênh lệch (đồng)", 32, MONEY),
    Column("Lý do chênh lệch", 44, CELL),
)
_LINES = (
    Column("STT", 10, NUMBER),
    Column("Biên lai, mã hồ sơ", 56, CELL),
    Column("Lúc", 34, NUMBER),
    Column("Cách thu", 30, CELL),
    Column("Số tiền (đồng)", 30, MONEY),
    Column("Ghi chú", 50, CELL),
)


@dataclass(frozen=True, slots=True)
class CountedMoney:
    """One way of paying; amounts in đồng, `counted` None where nobody counts, as at a bank."""

    method: str
    expected: int
    counted: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class CashLine:
    """A receipt, or money given back (`amount` below zero). A void one has no amount."""

    what: str
    method: str
    amount: int
    at: datetime | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class CashSheet:
    """A closed sheet; `countersigned_by` is None until the head has looked it over."""

    kind: ClassVar[str] = "cash_sheet"
    head: Head
    counter: str
    money: tuple[CountedMoney, ...]
    lines: tuple[CashLine, ...]
    closed_by: str
    countersigned_by: str | None = None


def draw(sheet: CashSheet, form: Form, width: float) -> list[Flowable]:
    """The pieces of the sheet, from top to bottom."""
    expected = sum(one.expected for one in sheet.money)
    rows = [_line(sheet, number, one) for number, one in enumerate(sheet.lines, start=1)]
    return [
        *heading(sheet.head, form, width),
        *said("Người thu", sheet.counter, bold=True),
        *said("Khóa sổ lúc", moment_of(sheet.head.local(sheet.head.issued_at))),
        listing(_BY_METHOD, [_counted(one) for one in sheet.money], width),
        *said("Cộng theo biên lai", f"{write_money(expected)} đồng", bold=True),
        listing(_LINES, rows, width),
        *said("Tổng số", f"{len(rows)} dòng"),
        signatures(
            Signature(("NGƯỜI KHÓA SỔ",), sheet.closed_by),
            Signature(("NGƯỜI KÝ SOÁT",), sheet.countersigned_by),
            width=width,
        ),
    ]


def _counted(one: CountedMoney) -> tuple[str, ...]:
    gap = None if one.counted is None else one.counted - one.expected
    return (
        one.method,
        write_money(one.expected),
        "" if one.counted is None else write_money(one.counted),
        "" if gap is None else _signed(gap),
        one.reason or "",
    )


def _line(sheet: CashSheet, number: int, one: CashLine) -> tuple[str, ...]:
    at = f"{sheet.head.local(one.at):%H:%M %d/%m/%Y}" if one.at else ""
    return (str(number), one.what, at, one.method, _signed(one.amount), one.note or "")


def _signed(amount: int) -> str:
    return f"−{write_money(-amount)}" if amount < 0 else write_money(amount)
