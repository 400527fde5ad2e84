"""Forms 02 and 03: what is still missing, and why a dossier is not taken at all."""

from dataclasses import dataclass
from typing import ClassVar

from reportlab.platypus import Flowable

from receipts.letters.applicants import papers_table, who
from receipts.letters.formsets import Form
from receipts.letters.heads import heading, questions
from receipts.letters.pieces import numbered, said, sentence, signatures
from receipts.letters.values import Applicant, Head, PaperLine, Signature
from receipts.letters.wording import moment_of


@dataclass(frozen=True, slots=True)
class SupplementRequest:
    """Form 02. `missing` are papers to bring, `remarks` what else is to be put right.

    `until` is in words: the day by which the supplement is awaited, where one is set.
    """

    kind: ClassVar[str] = "supplement_request"
    head: Head
    applicant: Applicant
    procedure: str
    reason: str
    guide: str
    missing: tuple[PaperLine, ...] = ()
    remarks: tuple[str, ...] = ()
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Form 03. `reasons` in full, with the rule that each follows from."""

    kind: ClassVar[str] = "refusal"
    head: Head
    applicant: Applicant
    procedure: str
    reasons: tuple[str, ...]
    receiver: str
    handed_in_by: str


def draw_supplement_request(request: SupplementRequest, form: Form, width: float) -> list[Flowable]:
    """The pieces of form 02, from top to bottom."""
    table = [papers_table(request.missing, form.papers, width)] if request.missing else []
    return [
        *heading(request.head, form, width),
        *who(request.applicant, "Hồ sơ của"),
        *said("Nội dung yêu cầu giải quyết", request.procedure, bold=True),
        sentence("Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:"),
        *table,
        *numbered(request.remarks),
        *said("Lý do", request.reason),
        *said("Thời hạn nộp bổ sung", request.until),
        *questions(request.head.contact),
        signatures(
            None,
            Signature(("NGƯỜI HƯỚNG DẪN",), request.guide),
            width=width,
        ),
    ]


def draw_refusal(refusal: Refusal, form: Form, width: float) -> list[Flowable]:
    """The pieces of form 03, from top to bottom."""
    head = refusal.head
    return [
        *heading(head, form, width),
        sentence(head.letterhead.office),
        *who(refusal.applicant, "Tiếp nhận hồ sơ của"),
        *said("Nội dung yêu cầu giải quyết", refusal.procedure, bold=True),
        *said("Thời gian nộp", moment_of(head.local(head.issued_at))),
        sentence("Qua xem xét, hồ sơ không được tiếp nhận để giải quyết với lý do cụ thể như sau:"),
        *numbered(refusal.reasons),
        *questions(head.contact),
        signatures(
            Signature(("NGƯỜI NỘP HỒ SƠ",), refusal.handed_in_by),
            Signature(("NGƯỜI TIẾP NHẬN HỒ SƠ",), refusal.receiver),
            width=width,
        ),
    ]
