"""Form 05 (06 of TT 03/2025): who had the dossier in hand, from when to when, and how in time."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from reportlab.platypus import Flowable

from receipts.letters.formsets import Form
from receipts.letters.heads import heading
from receipts.letters.pieces import said
from receipts.letters.tables import CELL, NUMBER, Column, listing
from receipts.letters.values import Head
from receipts.letters.wording import day_of, hour_of, moment_of

_COLUMNS = (
    Column("Tên cơ quan", 35, CELL),
    Column("Thời gian giao, nhận hồ sơ (giờ, phút, ngày; ký)", 33, CELL),
    Column("Kết quả giải quyết", 16, NUMBER),
    Column("Ghi chú", 16, CELL),
)


@dataclass(frozen=True, slots=True)
class Handing:
    """One hand-over. `verdict` is that of the giver, in words: it compares the time with its own.

    Names of people stand where a pen would sign on a paper slip.
    """

    giver: str
    receiver: str
    at: datetime
    given_by: str | None = None
    received_by: str | None = None
    verdict: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ControlSlip:
    """The way of one dossier through the agency. `partners` are the agencies that were asked."""

    kind: ClassVar[str] = "control_slip"
    head: Head
    owners: tuple[str, ...]
    procedure: str
    agency: str
    received_at: datetime
    due_at: datetime | None
    handings: tuple[Handing, ...]
    partners: tuple[str, ...] = ()


def draw(slip: ControlSlip, form: Form, width: float) -> list[Flowable]:
    """The pieces of the paper, from top to bottom."""
    head = slip.head
    return [
        *heading(head, form, width),
        *said("Hồ sơ của", "; ".join(slip.owners), bold=True),
        *said("Nội dung yêu cầu giải quyết", slip.procedure),
        *said("Cơ quan (bộ phận) giải quyết hồ sơ", slip.agency),
        *said("Cơ quan phối hợp giải quyết", "; ".join(slip.partners)),
        *said("Thời gian nhận hồ sơ", moment_of(head.local(slip.received_at))),
        *said("Hẹn trả kết quả", moment_of(head.local(slip.due_at)) if slip.due_at else None),
        listing(_COLUMNS, [_row(head, handing) for handing in slip.handings], width),
    ]


def _row(head: Head, handing: Handing) -> tuple[str, ...]:
    at = head.local(handing.at)
    signed = (("Giao", handing.given_by), ("Nhận", handing.received_by))
    hands = [f"{how}: {name}" for how, name in signed if name]
    return (
        f"1. Giao: {handing.giver}\n2. Nhận: {handing.receiver}",
        "\n".join((hour_of(at), f"ngày {day_of(at)}", *hands)),
        handing.verdict or "",
        handing.note or "",
    )
