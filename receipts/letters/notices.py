"""What the head of the agency writes to the applicant: the apology, and the notice of an end."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph

from receipts.letters.applicants import who
from receipts.letters.closings import closing
from receipts.letters.formsets import Form
from receipts.letters.heads import heading, questions
from receipts.letters.pieces import BODY, numbered, plain, said, sentence
from receipts.letters.values import Applicant, Head, Signature
from receipts.letters.wording import day_of, moment_of

_LETTER = ParagraphStyle("letter", parent=BODY, firstLineIndent=16, spaceBefore=3)


@dataclass(frozen=True, slots=True)
class Apology:
    """Form 04: the promised day will not be kept; why, and the new one.

    `agency` had the dossier in hand; `promised_at` is what the citizen was told last.
    """

    kind: ClassVar[str] = "apology"
    head: Head
    applicant: Applicant
    procedure: str
    field: str
    agency: str
    received_at: datetime
    promised_at: datetime
    new_due_at: datetime
    reason: str
    signed: Signature
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SuspensionNotice:
    """Form 05 of TT 03/2025: the agency ends its work on the dossier, and why.

    `grounds` are the rules it acts on; `asked_at` is when a supplement was asked and not given;
    `advice` is what the applicant may do now, and where the originals are given back.
    """

    kind: ClassVar[str] = "suspension_notice"
    head: Head
    applicant: Applicant
    procedure: str
    received_at: datetime
    reasons: tuple[str, ...]
    signed: Signature
    grounds: tuple[str, ...] = ()
    asked_at: datetime | None = None
    advice: str | None = None
    recipients: tuple[str, ...] = ()


def draw_apology(apology: Apology, form: Form, width: float) -> list[Flowable]:
    """The pieces of form 04, from top to bottom."""
    head, office = apology.head, apology.head.letterhead.office
    received = day_of(head.local(apology.received_at).date())
    return [
        *heading(head, form, width),
        *who(apology.applicant, "Kính gửi"),
        _say(
            f"Ngày {received}, {office} tiếp nhận hồ sơ đề nghị giải quyết thủ tục "
            f"“{apology.procedure}”, lĩnh vực {apology.field}{_code(head)}."
        ),
        *said("Thời gian hẹn trả kết quả", moment_of(head.local(apology.promised_at))),
        *said("Đơn vị đang giải quyết", apology.agency),
        _say("Đến nay, hồ sơ chưa được giải quyết xong theo thời gian đã hẹn."),
        *said("Lý do", apology.reason),
        _say(
            f"{office} xin lỗi Ông/Bà, tổ chức về sự chậm trễ này và sẽ trả kết quả vào "
            f"{moment_of(head.local(apology.new_due_at))}."
        ),
        _say("Mong nhận được sự thông cảm của Ông/Bà, tổ chức."),
        closing(apology.recipients, apology.signed, width),
    ]


def draw_suspension_notice(notice: SuspensionNotice, form: Form, width: float) -> list[Flowable]:
    """The pieces of the notice, from top to bottom."""
    head, office = notice.head, notice.head.letterhead.office
    received = day_of(head.local(notice.received_at).date())
    return [
        *heading(head, form, width),
        *who(notice.applicant, "Kính gửi"),
        *(Paragraph(f"<i>{plain(ground)}</i>", _LETTER) for ground in notice.grounds),
        _say(
            f"Ngày {received}, {office} tiếp nhận hồ sơ đề nghị giải quyết thủ tục "
            f"“{notice.procedure}”{_code(head)}."
        ),
        *_asked(notice),
        _say(f"{office} thông báo dừng giải quyết hồ sơ nêu trên với lý do:"),
        *numbered(notice.reasons),
        *([_say(notice.advice)] if notice.advice else []),
        *questions(head.contact),
        closing(notice.recipients, notice.signed, width),
    ]


def _say(text: str) -> Paragraph:
    return sentence(text, _LETTER)


def _code(head: Head) -> str:
    return f", số biên nhận {head.code}" if head.code else ""


def _asked(notice: SuspensionNotice) -> list[Flowable]:
    if notice.asked_at is None:
        return []
    day = day_of(notice.head.local(notice.asked_at).date())
    return [_say(f"Ngày {day}, cơ quan đã yêu cầu bổ sung, hoàn thiện hồ sơ.")]
