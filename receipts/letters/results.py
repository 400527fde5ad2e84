"""Giấy biên nhận trả kết quả: what was handed over at the end, and to whom."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from reportlab.platypus import Flowable

from receipts.letters.formsets import Form
from receipts.letters.heads import heading
from receipts.letters.pieces import said, sentence, signatures
from receipts.letters.tables import CELL, NUMBER, Column, listing
from receipts.letters.values import Fee, Head, Signature
from receipts.letters.wording import day_of, moment_of, sum_of

_RESULTS = (
    Column("STT", 6, NUMBER),
    Column("Tên kết quả", 46, CELL),
    Column("Số, ký hiệu", 20, CELL),
    Column("Ngày", 15, NUMBER),
    Column("Số bản", 10, NUMBER),
)


@dataclass(frozen=True, slots=True)
class Result:
    """One result document. `copies` is how many of it were handed over."""

    name: str
    number: str | None = None
    day: date | None = None
    copies: int = 1


@dataclass(frozen=True, slots=True)
class ResultSlip:
    """Results and originals given back. `capacity` says for whom the collector acts, in words."""

    kind: ClassVar[str] = "result_slip"
    head: Head
    owners: tuple[str, ...]
    procedure: str
    results: tuple[Result, ...]
    collector: str
    giver: str
    capacity: str | None = None
    identity: str | None = None
    identity_kind: str = "Số CMND/CCCD/hộ chiếu"
    given_back: tuple[str, ...] = ()
    fees: tuple[Fee, ...] = ()


def draw(slip: ResultSlip, form: Form, width: float) -> list[Flowable]:
    """The pieces of the paper, from top to bottom."""
    head = slip.head
    rows = [_row(number, result) for number, result in enumerate(slip.results, start=1)]
    fees = "; ".join(f"{fee.name} {sum_of(fee.amount)}" for fee in slip.fees)
    return [
        *heading(head, form, width),
        *said("Hồ sơ của", "; ".join(slip.owners), bold=True),
        *said("Thủ tục hành chính", slip.procedure),
        *said("Người nhận kết quả", slip.collector, bold=True),
        *said(slip.identity_kind, slip.identity),
        *said("Tư cách nhận", slip.capacity),
        *said("Thời gian trả kết quả", moment_of(head.local(head.issued_at))),
        sentence("Kết quả đã trả gồm:"),
        listing(_RESULTS, rows, width),
        *said("Giấy tờ bản chính trả lại", "; ".join(slip.given_back)),
        *said("Phí, lệ phí đã thu khi trả", fees),
        sentence("Người nhận đã kiểm tra và nhận đủ các kết quả nêu trên."),
        signatures(
            Signature(("NGƯỜI NHẬN KẾT QUẢ",), slip.collector),
            Signature(("NGƯỜI TRẢ KẾT QUẢ",), slip.giver),
            width=width,
        ),
    ]


def _row(number: int, result: Result) -> tuple[str, ...]:
    day = day_of(result.day) if result.day else ""
    return (str(number), result.name, result.number or "", day, str(result.copies))
