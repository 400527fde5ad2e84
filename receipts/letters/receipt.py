"""Form 01: giấy tiếp nhận hồ sơ và hẹn trả kết quả."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from reportlab.platypus import Flowable

from receipts.letters.applicants import papers_table, who
from receipts.letters.formsets import Form
from receipts.letters.heads import heading
from receipts.letters.pieces import BODY, SMALL, said, sentence, signatures
from receipts.letters.values import Applicant, Fee, Head, PaperLine, Signature
from receipts.letters.wording import moment_of, sum_of


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was handed in, and when the result will be there.

    `limit`, `channel` and `return_by` are in words. `due_at` None: the procedure has no limit.
    `second_*` belong to procedures of two phases. `book` and `entry` name the line of the register.
    """

    kind: ClassVar[str] = "receipt"
    head: Head
    applicant: Applicant
    procedure: str
    papers: tuple[PaperLine, ...]
    limit: str
    received_at: datetime
    due_at: datetime | None
    receiver: str
    handed_in_by: str
    sets: int = 1
    content: str | None = None
    channel: str | None = None
    second_received_at: datetime | None = None
    second_due_at: datetime | None = None
    return_by: str | None = None
    fees: tuple[Fee, ...] = ()
    book: str | None = None
    entry: str | None = None
    note: str | None = None


def draw(receipt: Receipt, form: Form, width: float) -> list[Flowable]:
    """The pieces of the paper, from top to bottom."""
    return [
        *heading(receipt.head, form, width),
        sentence(receipt.head.letterhead.office),
        *who(receipt.applicant, "Tiếp nhận hồ sơ của", identity=True),
        *said("Nội dung yêu cầu giải quyết", receipt.procedure, bold=True),
        *said("Trích yếu", receipt.content),
        *said("Hình thức nộp", receipt.channel),
        *_points(receipt, form, width),
        *_register_line(receipt),
        *([sentence(receipt.note, SMALL)] if receipt.note else []),
        *_tracking(receipt.head),
        signatures(
            Signature(("NGƯỜI NỘP HỒ SƠ",), receipt.handed_in_by),
            Signature(("NGƯỜI TIẾP NHẬN HỒ SƠ",), receipt.receiver),
            width=width,
        ),
    ]


def _points(receipt: Receipt, form: Form, width: float) -> list[Flowable]:
    """The numbered points; what a procedure does not have takes no number."""
    told = [point for point in _told(receipt) if point[1] is not None]
    first = [
        sentence("1. Thành phần hồ sơ nộp gồm:"),
        papers_table(receipt.papers, form.papers, width),
    ]
    rest = [
        piece
        for number, (label, value) in enumerate(told, start=2)
        for piece in said(f"{number}. {label}", value, bold=label.startswith("Thời gian trả"))
    ]
    return [*first, *rest]


def _told(receipt: Receipt) -> list[tuple[str, str | None]]:
    return [
        ("Số lượng hồ sơ", f"{receipt.sets} bộ"),
        ("Thời gian giải quyết hồ sơ theo quy định", receipt.limit),
        ("Thời gian nhận hồ sơ", _moment(receipt, receipt.received_at)),
        ("Thời gian trả kết quả giải quyết hồ sơ", _moment(receipt, receipt.due_at)),
        ("Thời gian nhận hồ sơ lần hai", _moment(receipt, receipt.second_received_at)),
        ("Thời gian trả kết quả lần hai", _moment(receipt, receipt.second_due_at)),
        ("Đăng ký nhận kết quả", receipt.return_by),
        ("Phí, lệ phí", _fees(receipt.fees)),
    ]


def _moment(receipt: Receipt, moment: datetime | None) -> str | None:
    return moment_of(receipt.head.local(moment)) if moment else None


def _fees(fees: tuple[Fee, ...]) -> str | None:
    told = (
        f"{fee.name} {sum_of(fee.amount)}{f' ({fee.note})' if fee.note else ''}" for fee in fees
    )
    return "; ".join(told) or None


def _register_line(receipt: Receipt) -> list[Flowable]:
    if receipt.entry is None:
        return []
    book = f"Quyển số {receipt.book}, " if receipt.book else ""
    return [sentence(f"Vào sổ theo dõi hồ sơ: {book}Số thứ tự {receipt.entry}.", BODY)]


def _tracking(head: Head) -> list[Flowable]:
    """For those who do not scan: where the code is typed."""
    if head.contact is None or head.contact.site is None or head.code is None:
        return []
    return [sentence(f"Tra cứu bằng mã hồ sơ tại {head.contact.site}.", SMALL)]
