"""The pieces that papers are put together from: lines, lists, blocks, signatures.

Text of people comes in through `plain` alone: it is composed (NFC), freed of control characters
and escaped, so that nothing in a name can change a page.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

from receipts.fonts import BOLD, ITALIC, REGULAR
from receipts.letters.values import Signature

BODY = ParagraphStyle("body", fontName=REGULAR, fontSize=8.2, leading=10.8, spaceBefore=1.6)
CENTRE = ParagraphStyle("centre", parent=BODY, alignment=TA_CENTER)
TITLE = ParagraphStyle(
    "title", parent=CENTRE, fontName=BOLD, fontSize=11, leading=13.5, spaceBefore=5
)
UNDER_TITLE = ParagraphStyle("under title", parent=CENTRE, fontName=ITALIC, spaceBefore=1)
SMALL = ParagraphStyle("small", parent=BODY, fontSize=7, leading=9)

_BARE: tuple[tuple[Any, ...], ...] = (
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("ALIGN", (0, 0), (-1, -1), "CENTER"),
    *((side, (0, 0), (-1, -1), 0) for side in ("LEFTPADDING", "RIGHTPADDING")),
    *((side, (0, 0), (-1, -1), 0) for side in ("TOPPADDING", "BOTTOMPADDING")),
)
_ROOM_TO_SIGN = 32  # points
_HINT = ParagraphStyle("hint", parent=CENTRE, fontName=ITALIC, fontSize=7.2)
_SIGNED = ParagraphStyle("signed", parent=CENTRE, fontName=BOLD, spaceBefore=_ROOM_TO_SIGN)


def plain(text: str) -> str:
    """What a person wrote, safe to stand in a paragraph; its lines stay lines."""
    lines = unicodedata.normalize("NFC", text).splitlines()
    shown = ("".join(c if c.isprintable() else " " for c in line) for line in lines)
    return "<br/>".join(escape(line) for line in shown)


def strong(text: str) -> str:
    return f"<b>{plain(text)}</b>"


def said(label: str, value: str | None, *, bold: bool = False) -> list[Flowable]:
    """`label: value`, or nothing where there is no value."""
    if not value:
        return []
    return [Paragraph(f"{label}: {strong(value) if bold else plain(value)}", BODY)]


def beside(*told: tuple[str, str | None]) -> list[Flowable]:
    """Short values on one line, each with its label; those without a value are left out."""
    shown = [f"{label}: {plain(value)}" for label, value in told if value]
    return [Paragraph(" &nbsp;·&nbsp; ".join(shown), BODY)] if shown else []


def sentence(text: str, style: ParagraphStyle = BODY) -> Paragraph:
    return Paragraph(plain(text), style)


def numbered(items: Iterable[str]) -> list[Flowable]:
    """Items of a list, numbered from 1."""
    style = ParagraphStyle("item", parent=BODY, leftIndent=12, firstLineIndent=-12)
    return [Paragraph(f"{n}. {plain(item)}", style) for n, item in enumerate(items, start=1)]


def side_by_side(*cells: Sequence[Flowable], widths: Sequence[float], before: float = 0) -> Table:
    """Blocks beside each other without lines; they stay on one page."""
    row = [list(cell) for cell in cells]
    return Table([row], list(widths), style=TableStyle(_BARE), spaceBefore=before)


def signatures(*signed: Signature | None, width: float, hint: bool = True) -> Table:
    """Those who sign, side by side, with room for the hand and the name below it.

    None leaves the place free.
    """
    blocks = [_signature(each, hint=hint) if each else [] for each in signed]
    return side_by_side(*blocks, widths=[width / len(blocks)] * len(blocks), before=9)


def _signature(signature: Signature, *, hint: bool) -> list[Flowable]:
    lines: list[Flowable] = [Paragraph(strong(line), CENTRE) for line in signature.lines]
    if hint:
        lines.append(sentence("(Ký, ghi rõ họ tên)", _HINT))
    lines.append(sentence(signature.name or " ", _SIGNED))
    return lines
