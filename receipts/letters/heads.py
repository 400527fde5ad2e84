"""The upper part of every paper: who issues it, the motto, its number, code and date."""

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer

from receipts.fonts import BOLD, ITALIC
from receipts.letters.formsets import Form
from receipts.letters.marks import QrMark, barcode
from receipts.letters.pieces import (
    CENTRE,
    SMALL,
    TITLE,
    UNDER_TITLE,
    sentence,
    side_by_side,
    strong,
)
from receipts.letters.values import Contact, Head
from receipts.letters.wording import dated

_COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"

_LINE = ParagraphStyle("head", parent=CENTRE, fontSize=7.1, leading=9.2, spaceBefore=0)
_LINE_BOLD = ParagraphStyle("head bold", parent=_LINE, fontName=BOLD)
_MOTTO_LINE = ParagraphStyle("motto", parent=_LINE_BOLD, fontSize=8, leading=10.2)
_DATED = ParagraphStyle("dated", parent=_LINE, fontName=ITALIC, fontSize=8, leading=10)
_SECRET = ParagraphStyle("secret", parent=_LINE, fontSize=7.6, leading=9.8)
_UNDER_QR = ParagraphStyle("under qr", parent=SMALL, alignment=TA_CENTER, fontSize=6, leading=7)
_CODE = ParagraphStyle("code", parent=CENTRE, fontSize=8.2, leading=10, spaceBefore=1)
_QR = 23 * mm
_CODE_SHARE = 0.54
_WIDEST_CODE = 75 * mm
_LEFT_SHARE = 0.51


class _Rule(Flowable):
    """A line in the middle of its column, under the names at the head."""

    def __init__(self, length: float) -> None:
        super().__init__()
        self._length = length

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - its hook
        self.width, self.height = aW, 4.0
        return self.width, self.height

    def draw(self) -> None:
        left = (self.width - self._length) / 2
        self.canv.setLineWidth(0.6)
        self.canv.line(left, 2, left + self._length, 2)


def heading(head: Head, form: Form, width: float) -> list[Flowable]:
    """Everything above the first line of the paper's own text."""
    left = width * _LEFT_SHARE
    upper = side_by_side(_issuer(head), _motto(head), widths=[left, width - left])
    if head.tracking is None:
        return [upper, *_named(head, form, width), Spacer(1, 3)]
    named = _named(head, form, width - _QR)
    return [
        upper,
        side_by_side(_qr(head.tracking), named, widths=[_QR, width - _QR], before=3),
        Spacer(1, 2),
    ]


def _issuer(head: Head) -> list[Flowable]:
    above, office = head.letterhead.superior, head.letterhead.office
    return [
        *([sentence(above.upper(), _LINE)] if above else []),
        sentence(office.upper(), _LINE_BOLD),
        _Rule(22 * mm),
        *([sentence(f"Số: {head.number}", _LINE)] if head.number else []),
    ]


def _motto(head: Head) -> list[Flowable]:
    issued = dated(head.place, head.local(head.issued_at).date())
    return [
        sentence(_COUNTRY, _LINE_BOLD),
        sentence(_MOTTO, _MOTTO_LINE),
        _Rule(32 * mm),
        sentence(issued, _DATED),
    ]


def _named(head: Head, form: Form, width: float) -> list[Flowable]:
    """The code with its barcode, and below it what the paper is."""
    return [
        *_coded(head, width),
        Paragraph(strong(form.title.upper()), TITLE),
        *([sentence(f"(Liên: {head.copy})", UNDER_TITLE)] if head.copy else []),
    ]


def _coded(head: Head, width: float) -> list[Flowable]:
    if head.code is None:
        return []
    secret = _secret(head.secret)
    left = width * _CODE_SHARE if secret else width
    bars = barcode(head.code, min(left, _WIDEST_CODE))
    marks = [bars, Paragraph(f"Mã hồ sơ: {strong(head.code)}", _CODE)]
    return [side_by_side(marks, secret, widths=[left, width - left], before=4)]


def _qr(tracking: str) -> list[Flowable]:
    return [QrMark(tracking, _QR), sentence("Quét để tra cứu", _UNDER_QR)]


def _secret(secret: str | None) -> list[Flowable]:
    if secret is None:
        return []
    told = f"Mã xác nhận: {strong(secret)}<br/>(giữ kín; cần khi bổ sung, rút hồ sơ)"
    return [Paragraph(told, _SECRET)]


def questions(contact: Contact | None) -> list[Flowable]:
    """Where to ask, as forms 02 and 03 print it; nothing without a contact."""
    if contact is None:
        return []
    told = (("gặp", contact.officer), ("điện thoại", contact.phone), ("trang", contact.site))
    named = ", ".join(f"{how} {what}" for how, what in told if what)
    return [sentence(f"Nếu có vướng mắc, xin liên hệ: {named}.")] if named else []
