"""Form 06 (07 of TT 03/2025): sổ theo dõi hồ sơ, the year's book of the counter.

Numbers run from 1 to the end of the year, on through several books; pages are numbered, no line is
left blank (TT 01/2018 Đ10.2).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from reportlab.platypus import Flowable

from receipts.letters.formsets import Form
from receipts.letters.heads import heading
from receipts.letters.pieces import CENTRE, sentence
from receipts.letters.tables import CELL, NUMBER, Column, listing
from receipts.letters.values import Head
from receipts.letters.wording import day_of

_DAYS, _RETURN = "Ngày, tháng, năm", "Trả kết quả"
_COLUMNS = (
    Column("STT", 9, NUMBER),
    Column("Mã hồ sơ", 33, CELL),
    Column("Tên thủ tục hành chính", 40, CELL),
    Column("Số lượng hồ sơ (bộ)", 12, NUMBER),
    Column("Tên cá nhân, tổ chức", 29, CELL),
    Column("Địa chỉ", 33, CELL),
    Column("Số điện thoại", 22, CELL),
    Column("Cơ quan chủ trì giải quyết", 26, CELL),
    Column("Nhận hồ sơ", 19, NUMBER, _DAYS),
    Column("Hẹn trả kết quả", 19, NUMBER, _DAYS),
    Column("Ngày nhận kết quả", 19, NUMBER, _RETURN),
    Column("Phương thức nhận kết quả", 17, CELL, _RETURN),
    Column("Ký nhận", 15, CELL, _RETURN),
    Column("Ghi chú", 17, CELL),
)


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One dossier of the book. `returned_by` is in words, None until the return."""

    number: int
    code: str
    procedure: str
    owner: str
    address: str | None
    phone: str | None
    agency: str
    received_at: datetime
    due_at: datetime | None
    sets: int = 1
    returned_at: datetime | None = None
    returned_by: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """A book, or the part of it that is printed: `span` says which days, in words."""

    kind: ClassVar[str] = "register"
    head: Head
    span: str
    lines: tuple[RegisterLine, ...]
    book: str | None = None


def draw(register: Register, form: Form, width: float) -> list[Flowable]:
    """The pieces of the paper, from top to bottom."""
    book = f"Quyển số {register.book} · " if register.book else ""
    rows = [_row(register.head, line) for line in register.lines]
    return [
        *heading(register.head, form, width),
        sentence(f"{book}{register.span} · {len(rows)} hồ sơ", CENTRE),
        listing(_COLUMNS, rows, width, small=True),
    ]


def _row(head: Head, line: RegisterLine) -> tuple[str, ...]:
    return (
        str(line.number),
        line.code,
        line.procedure,
        str(line.sets),
        line.owner,
        line.address or "",
        line.phone or "",
        line.agency,
        _moment(head, line.received_at),
        _moment(head, line.due_at),
        _moment(head, line.returned_at),
        line.returned_by or "",
        "",
        line.note or "",
    )


def _moment(head: Head, moment: datetime | None) -> str:
    if moment is None:
        return ""
    local = head.local(moment)
    return f"{local:%H:%M}\n{day_of(local)}"
