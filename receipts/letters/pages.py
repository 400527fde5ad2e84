"""From a paper's pieces to pages: what does not fit flows on, and every page says which it is."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph

from receipts.fonts import REGULAR
from receipts.letters.formsets import Form, Size
from receipts.letters.values import Head
from receipts.letters.wording import day_of

_GREY = HexColor("#555555")
_MARGINS = {Size.A5: 9 * mm, Size.A4: 11 * mm}
_FOOT = 6 * mm  # kept for the two lines at the bottom
_LARGER = 1.2  # an upright A4 sheet is read at arm's length; wide ones hold tables of many columns
_SMALL = 6.2


class Placed(NamedTuple):
    """A piece, laid out: how far its upper and lower edge lie below the top of the text."""

    piece: Flowable
    upper: float
    lower: float


@dataclass(frozen=True, slots=True)
class Area:
    """Where the text of a form stands on its sheet, in units of `scale` points."""

    left: float
    top: float
    width: float
    height: float
    scale: float

    @classmethod
    def of(cls, form: Form) -> Self:
        scale = _LARGER if form.size is Size.A4 and not form.landscape else 1.0
        width, height = (side / scale for side in form.sheet)
        margin = _MARGINS[form.size] / scale
        tall = height - 2 * margin - _FOOT
        return cls(margin, height - margin, width - 2 * margin, tall, scale)


def paginate(pieces: Sequence[Flowable], area: Area, canvas: Canvas) -> list[list[Placed]]:
    """The pieces in order, on as few pages as hold them; one that can is split at the edge."""
    pages: list[list[Placed]] = [[]]
    used = 0.0
    waiting = deque(pieces)
    while waiting:
        piece = waiting.popleft()
        below = used + _gap(pages[-1], piece)
        room = area.height - below
        _, height = piece.wrapOn(canvas, area.width, room)
        if height <= room:
            used = below + height
            pages[-1].append(Placed(piece, below, used))
            continue
        parts = piece.splitOn(canvas, area.width, room)
        if parts:
            _, height = parts[0].wrapOn(canvas, area.width, room)
            pages[-1].append(Placed(parts[0], below, below + height))
            waiting.extendleft(reversed(parts[1:]))
        else:
            waiting.appendleft(piece)
            _take_along(pages[-1], waiting)
        pages.append([])
        used = 0.0
    return pages


def _gap(page: list[Placed], piece: Flowable) -> float:
    """The white above a piece; none at the top of a page."""
    if not page:
        return 0.0
    return max(page[-1].piece.getSpaceAfter(), piece.getSpaceBefore())


def _take_along(page: list[Placed], waiting: deque[Flowable]) -> None:
    """A table or signatures that move on take the line above along: they never stand alone.

    ValueError for a piece that fits no page.
    """
    if not page:
        raise ValueError("Một phần của giấy không vừa trang nào.")
    if len(page) > 1 and isinstance(page[-1].piece, Paragraph):
        waiting.appendleft(page.pop().piece)


def draw(canvas: Canvas, form: Form, head: Head, pieces: Sequence[Flowable]) -> None:
    """Lay out the pieces and draw them on pages of their own, numbered from 1."""
    area = Area.of(form)
    pages = paginate(pieces, area, canvas)
    for number, placed in enumerate(pages, start=1):
        canvas.setPageSize(form.sheet)
        canvas.scale(area.scale, area.scale)
        for piece, _, lower in placed:
            piece.drawOn(canvas, area.left, area.top - lower)
        _foot(canvas, area, _about(form, head), f"Trang {number}/{len(pages)}")
        canvas.showPage()


def _about(form: Form, head: Head) -> tuple[str, str]:
    """What tells a loose page where it belongs: two short lines."""
    printed = head.local(head.rendered_at)
    parts = (head.code or head.number, head.copy, f"In lúc {printed:%H:%M} {day_of(printed)}")
    law = f"Mẫu số {form.number} – {form.law}" if form.law else ""
    return " · ".join(part for part in parts if part), law


def _foot(canvas: Canvas, area: Area, left: tuple[str, str], right: str) -> None:
    line = area.top - area.height - _FOOT + _SMALL * 1.2
    canvas.saveState()
    canvas.setFillColor(_GREY)
    canvas.setFont(REGULAR, _SMALL)
    for number, text in enumerate(left):
        canvas.drawString(area.left, line - number * _SMALL * 1.25, text)
    canvas.drawRightString(area.left + area.width, line, right)
    canvas.restoreState()
