"""A result document: its text under the letterhead of who decides, signed in a capacity."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph

from receipts.fonts import BOLD, REGULAR, register
from receipts.letters import Form, Head, Signature, Size
from receipts.letters.closings import closing
from receipts.letters.heads import heading
from receipts.letters.pages import Area, paginate
from receipts.letters.pieces import CENTRE, sentence

_TEXT = ParagraphStyle(
    "decision",
    fontName=REGULAR,
    fontSize=9.6,
    leading=13.4,
    spaceBefore=4.5,
    firstLineIndent=20,
    alignment=TA_JUSTIFY,
)
_ITEM = ParagraphStyle("item", parent=_TEXT, firstLineIndent=0, leftIndent=20)
_BELOW = ParagraphStyle("below", parent=CENTRE, fontName=BOLD, fontSize=9.6, leading=13)
_MARK = ParagraphStyle(
    "mark", parent=CENTRE, fontName=BOLD, fontSize=9, textColor=HexColor("#a01818")
)
# The margins of an administrative document (Nghị định 30/2020/NĐ-CP, Phụ lục I; recalled).
_LEFT, _RIGHT, _EDGE = 30 * mm, 17 * mm, 20 * mm
_SCALE = 1.4  # the letters of a form are meant for A5; here the text comes to 13 points
_UNTITLED = "Văn bản"
_DRAFT = "BẢN XEM TRƯỚC, CHƯA CÓ GIÁ TRỊ"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a result says. `draft`: it is only looked at, and says so."""

    head: Head
    text: str
    signed: Signature
    recipients: tuple[str, ...] = ()
    draft: bool = False

    @property
    def title(self) -> str:
        lines = self.text.splitlines()
        return next((line[2:].strip() for line in lines if line.startswith("# ")), _UNTITLED)


def draw(decision: Decision) -> bytes:
    """The document as a PDF on A4; the same facts give the same bytes."""
    register()
    page = BytesIO()
    canvas = Canvas(page, invariant=1, pageCompression=1, initialFontName=REGULAR)  # type: ignore[arg-type]  # the stub calls it a float
    form = Form("decision", decision.title, Size.A4)
    area = _area(form)
    for number, placed in enumerate(paginate(list(_pieces(decision, form, area)), area, canvas), 1):
        canvas.setPageSize(form.sheet)
        if number > 1:  # the first page bears no number
            canvas.setFont(REGULAR, 12)
            canvas.drawCentredString(form.sheet[0] / 2, form.sheet[1] - 12 * mm, str(number))
        canvas.scale(area.scale, area.scale)
        for piece, _, lower in placed:
            piece.drawOn(canvas, area.left, area.top - lower)
        canvas.showPage()
    canvas.setTitle(decision.title)
    canvas.setAuthor(decision.head.letterhead.office)
    canvas.setCreator("motcua")
    canvas.setCatalogEntry("Lang", "vi-VN")
    canvas.save()
    return page.getvalue()


def _area(form: Form) -> Area:
    width, height = form.sheet
    return Area(
        left=_LEFT / _SCALE,
        top=(height - _EDGE) / _SCALE,
        width=(width - _LEFT - _RIGHT) / _SCALE,
        height=(height - 2 * _EDGE) / _SCALE,
        scale=_SCALE,
    )


def _pieces(decision: Decision, form: Form, area: Area) -> Iterator[Flowable]:
    if decision.draft:
        yield sentence(_DRAFT, _MARK)
    yield from heading(decision.head, form, area.width)
    for line in decision.text.splitlines():
        piece = _piece(line.strip())
        if piece is not None:
            yield piece
    yield closing(decision.recipients, decision.signed, area.width)


def _piece(line: str) -> Paragraph | None:
    if not line or line.startswith("# "):
        return None
    if line.startswith("## "):
        return sentence(line[3:], _BELOW)
    if line.startswith("- "):
        return sentence(f"– {line[2:]}", _ITEM)
    return sentence(line, _TEXT)
