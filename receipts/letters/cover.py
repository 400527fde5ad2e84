"""The cover receipt: one list of all codes that a person brought in one visit."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from reportlab.platypus import Flowable

from forms.amounts import write_money
from receipts.letters.formsets import Form
from receipts.letters.heads import heading
from receipts.letters.pieces import SMALL, beside, said, sentence, signatures
from receipts.letters.tables import CELL, MONEY, NUMBER, Column, listing
from receipts.letters.values import Head, Signature
from receipts.letters.wording import day_of, moment_of, sum_of
from receipts.letters.words import in_words

_COLUMNS = (
    Column("STT", 7, NUMBER),
    Column("Mã hồ sơ", 36, CELL),  # the longest codes have 24 characters; one is never broken
    Column("Thủ tục, chủ hồ sơ", 40, CELL),
    Column("Hẹn trả kết quả", 18, NUMBER),
    Column("Phí (đồng)", 17, MONEY),
)


@dataclass(frozen=True, slots=True)
class Covered:
    """One dossier of the visit. `fee` in đồng; `paid` in words: whether it is paid."""

    code: str
    procedure: str
    owner: str
    due_at: datetime | None
    fee: int = 0
    paid: str = ""


@dataclass(frozen=True, slots=True)
class CoverReceipt:
    """All that one person brought at once; each dossier has a receipt of its own beside it."""

    kind: ClassVar[str] = "cover_receipt"
    head: Head
    handed_in_by: str
    dossiers: tuple[Covered, ...]
    receiver: str
    phone: str | None = None

    @property
    def total(self) -> int:
        """In đồng."""
        return sum(one.fee for one in self.dossiers)


def draw(cover: CoverReceipt, form: Form, width: float) -> list[Flowable]:
    """The pieces of the paper, from top to bottom."""
    head = cover.head
    rows = [_row(head, number, one) for number, one in enumerate(cover.dossiers, start=1)]
    return [
        *heading(head, form, width),
        *said("Người nộp hồ sơ", cover.handed_in_by, bold=True),
        *beside(("Số điện thoại", cover.phone)),
        *said("Thời gian nhận hồ sơ", moment_of(head.local(head.issued_at))),
        *said("Số hồ sơ đã nhận", f"{len(rows)} hồ sơ"),
        listing(_COLUMNS, rows, width),
        *_total(cover.total),
        *_tracking(head),
        signatures(
            Signature(("NGƯỜI NỘP HỒ SƠ",), cover.handed_in_by),
            Signature(("NGƯỜI TIẾP NHẬN HỒ SƠ",), cover.receiver),
            width=width,
        ),
    ]


def _row(head: Head, number: int, one: Covered) -> tuple[str, ...]:
    due = head.local(one.due_at) if one.due_at else None
    return (
        str(number),
        one.code,
        f"{one.procedure}\n{one.owner}",
        f"{due:%H:%M}\n{day_of(due)}" if due else "",
        "\n".join(part for part in (write_money(one.fee) if one.fee else "", one.paid) if part),
    )


def _total(total: int) -> list[Flowable]:
    if not total:
        return []
    return [
        *said("Tổng phí, lệ phí", sum_of(total), bold=True),
        *said("Bằng chữ", in_words(total)),
    ]


def _tracking(head: Head) -> list[Flowable]:
    """Each receipt has its own QR; here the codes are typed."""
    told = "Mỗi hồ sơ có giấy tiếp nhận riêng kèm mã QR."
    site = head.contact.site if head.contact else None
    return [sentence(f"{told} Tra cứu bằng mã hồ sơ tại {site}." if site else told, SMALL)]
