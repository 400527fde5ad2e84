"""Lists that two sides sign: with the post (QĐ 45/2016 Đ7 and Đ9), and inside the office."""

from dataclasses import dataclass
from typing import ClassVar

from reportlab.platypus import Flowable

from forms.amounts import write_money
from receipts.letters.formsets import Form
from receipts.letters.heads import heading
from receipts.letters.pieces import said, sentence, signatures
from receipts.letters.tables import CELL, MONEY, NUMBER, Column, listing
from receipts.letters.values import Head, Signature
from receipts.letters.wording import moment_of

_POST = (
    Column("STT", 8, NUMBER),
    Column("Số hiệu bưu gửi", 28, CELL),
    Column("Mã hồ sơ", 32, CELL),
    Column("Người gửi / người nhận", 36, CELL),
    Column("Địa chỉ, điện thoại", 46, CELL),
    Column("Nội dung", 52, CELL),
    Column("Số giấy tờ", 13, NUMBER),
    Column("Đủ / thiếu", 28, CELL),
)
_INSIDE = (
    Column("STT", 8, NUMBER),
    Column("Mã hồ sơ", 38, CELL),
    Column("Chủ hồ sơ, địa chỉ", 36, CELL),
    Column("Loại, trích yếu", 42, CELL),
    Column("Số bản", 10, NUMBER),
    Column("Phí (đồng)", 18, MONEY),
    Column("BCCI", 11, NUMBER),
    Column("Ghi chú", 19, CELL),
)


@dataclass(frozen=True, slots=True)
class PostItem:
    """One item of the carrier. `state` in words: đủ, or what is missing."""

    item: str
    person: str
    content: str
    papers: int
    state: str
    code: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class PostRecord:
    """Biên bản giao nhận with the post; for dossiers coming in its signing is their submission.

    `purpose` in words: nhận hồ sơ từ bưu chính, or giao kết quả cho bưu chính.
    """

    kind: ClassVar[str] = "handover_record"
    head: Head
    purpose: str
    giving_side: str
    receiving_side: str
    given_by: str
    received_by: str
    items: tuple[PostItem, ...]


@dataclass(frozen=True, slots=True)
class TransferItem:
    """One paper that changes hands. `fee` in đồng is still to be taken when it is given out."""

    code: str
    owner: str
    what: str
    copies: int = 1
    fee: int = 0
    by_post: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class TransferSlip:
    """Phiếu bàn giao between two units: results for the counter, or originals and their custody."""

    kind: ClassVar[str] = "transfer_slip"
    head: Head
    purpose: str
    giving_side: str
    receiving_side: str
    given_by: str
    received_by: str
    items: tuple[TransferItem, ...]


def draw_post_record(record: PostRecord, form: Form, width: float) -> list[Flowable]:
    """The pieces of the record, from top to bottom."""
    rows = [_post_row(number, item) for number, item in enumerate(record.items, start=1)]
    return [
        *_opening(record, form, width),
        listing(_POST, rows, width),
        *said("Tổng số", f"{len(rows)} bưu gửi", bold=True),
        sentence("Hai bên đã cùng kiểm tra, đối chiếu và thống nhất ký biên bản."),
        _signed(record, width),
    ]


def draw_transfer_slip(slip: TransferSlip, form: Form, width: float) -> list[Flowable]:
    """The pieces of the slip, from top to bottom."""
    rows = [_inside_row(number, item) for number, item in enumerate(slip.items, start=1)]
    return [
        *_opening(slip, form, width),
        listing(_INSIDE, rows, width, small=True),
        *said("Tổng số", f"{len(rows)} mục", bold=True),
        _signed(slip, width),
    ]


def _opening(paper: PostRecord | TransferSlip, form: Form, width: float) -> list[Flowable]:
    head = paper.head
    return [
        *heading(head, form, width),
        *said("Về việc", paper.purpose),
        *said("Thời gian giao nhận", moment_of(head.local(head.issued_at))),
        *said("Bên giao", f"{paper.giving_side} – người giao: {paper.given_by}"),
        *said("Bên nhận", f"{paper.receiving_side} – người nhận: {paper.received_by}"),
    ]


def _signed(paper: PostRecord | TransferSlip, width: float) -> Flowable:
    return signatures(
        Signature(("ĐẠI DIỆN BÊN GIAO",), paper.given_by),
        Signature(("ĐẠI DIỆN BÊN NHẬN",), paper.received_by),
        width=width,
    )


def _post_row(number: int, item: PostItem) -> tuple[str, ...]:
    return (
        str(number),
        item.item,
        item.code or "",
        item.person,
        item.address or "",
        item.content,
        str(item.papers),
        item.state,
    )


def _inside_row(number: int, item: TransferItem) -> tuple[str, ...]:
    return (
        str(number),
        item.code,
        item.owner,
        item.what,
        str(item.copies),
        write_money(item.fee) if item.fee else "",
        "X" if item.by_post else "",
        item.note or "",
    )
