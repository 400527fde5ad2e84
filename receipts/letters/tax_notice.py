"""Phiếu chuyển thông tin: what the tax office needs to assess the applicant's financial duty."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from reportlab.platypus import Flowable

from receipts.letters.applicants import papers_table, who
from receipts.letters.closings import closing
from receipts.letters.formsets import Form
from receipts.letters.heads import heading
from receipts.letters.pieces import said, sentence
from receipts.letters.tables import CELL, NUMBER, Column, listing
from receipts.letters.values import Applicant, Head, PaperLine, Signature
from receipts.letters.wording import moment_of

_COLUMNS = (Column("STT", 6, NUMBER), Column("Thông tin", 34, CELL), Column("Nội dung", 60, CELL))


@dataclass(frozen=True, slots=True)
class TaxNotice:
    """`particulars`: what the assessment turns on (parcel, area, use …), each with its label."""

    kind: ClassVar[str] = "tax_notice"
    head: Head
    to: str
    applicant: Applicant
    procedure: str
    received_at: datetime
    particulars: tuple[tuple[str, str], ...]
    signed: Signature
    papers: tuple[PaperLine, ...] = ()
    recipients: tuple[str, ...] = ()


def draw(notice: TaxNotice, form: Form, width: float) -> list[Flowable]:
    """The pieces of the paper, from top to bottom."""
    head = notice.head
    numbered = enumerate(notice.particulars, start=1)
    attached = [papers_table(notice.papers, form.papers, width)] if notice.papers else []
    return [
        *heading(head, form, width),
        *said("Kính gửi", notice.to, bold=True),
        *who(notice.applicant, "Người có nghĩa vụ tài chính", identity=True),
        *said("Thủ tục hành chính", notice.procedure),
        *said("Thời gian nhận hồ sơ", moment_of(head.local(notice.received_at))),
        sentence("Thông tin để xác định nghĩa vụ tài chính:"),
        listing(_COLUMNS, [(str(n), label, value) for n, (label, value) in numbered], width),
        *([sentence("Giấy tờ kèm theo:"), *attached] if attached else []),
        closing(notice.recipients, notice.signed, width),
    ]
