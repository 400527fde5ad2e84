"""Tables with lines, that flow over as many pages as they need, their headings on each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from textwrap import wrap
from typing import Any, TypeAlias

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import LongTable, Paragraph, Table, TableStyle

from receipts.fonts import BOLD
from receipts.letters.pieces import BODY, plain

# How reportlab writes the look of a table: a command, two corners, and its values.
Look: TypeAlias = tuple[Any, ...]

CELL = ParagraphStyle("cell", parent=BODY, fontSize=7.6, leading=9.6, spaceBefore=0)
NUMBER = ParagraphStyle("number", parent=CELL, alignment=TA_CENTER)
MONEY = ParagraphStyle("money", parent=CELL, alignment=TA_RIGHT)
HEADING = ParagraphStyle("heading", parent=NUMBER, fontName=BOLD)

_SMALLER = 0.82  # of the size of a cell, for tables of many columns
_MOST_LINES = 24  # in one row; so that a row fits any sheet, even if half of each line stays empty
_LETTER = 0.55  # of the size of the type: how wide a letter is on the whole
_PADDING = 2.5
_RULE = HexColor("#333333")
_GRID: tuple[Look, ...] = (
    ("GRID", (0, 0), (-1, -1), 0.4, _RULE),
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("TOPPADDING", (0, 0), (-1, -1), 1.6),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2.4),
    ("LEFTPADDING", (0, 0), (-1, -1), _PADDING),
    ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
)
_SHADE = HexColor("#f0f0f0")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its share of the width, and how its cells stand.

    Neighbours with the same `over` are joined under it.
    """

    heading: str
    share: float
    style: ParagraphStyle = field(default_factory=lambda: CELL)
    over: str | None = None


def listing(
    columns: Sequence[Column], rows: Iterable[Sequence[str]], width: float, *, small: bool = False
) -> Table:
    """A table of these rows. A cell too long for one row goes on in the next."""
    styles = [_smaller(c.style) if small else c.style for c in columns]
    widths = [width * c.share / sum(c.share for c in columns) for c in columns]
    heads, look = _headings(columns, _smaller(HEADING) if small else HEADING)
    cells = [
        [Paragraph(plain(text), style) for text, style in zip(row, styles, strict=True)]
        for whole in rows
        for row in _cut(whole, styles, widths)
    ]
    return LongTable(
        [*heads, *cells],
        widths,
        style=TableStyle(look),
        repeatRows=len(heads),
        spaceBefore=3,
        spaceAfter=4,
    )


def _headings(
    columns: Sequence[Column], style: ParagraphStyle
) -> tuple[list[list[Paragraph]], list[Look]]:
    """One line of headings, or two where some are joined; and the look of the table."""
    lines = [[c.heading for c in columns]]
    look = list(_GRID)
    if any(c.over for c in columns):
        lines = [
            [c.over or c.heading for c in columns],
            [c.heading if c.over else "" for c in columns],
        ]
        look += _joined(columns)
    look.append(("BACKGROUND", (0, 0), (-1, len(lines) - 1), _SHADE))
    return [[Paragraph(plain(text), style) for text in line] for line in lines], look


def _joined(columns: Sequence[Column]) -> Iterator[Look]:
    first = 0
    for index, column in enumerate(columns):
        if column.over is None:
            yield ("SPAN", (index, 0), (index, 1))
        elif index == 0 or columns[index - 1].over != column.over:
            first = index
        elif index + 1 == len(columns) or columns[index + 1].over != column.over:
            yield ("SPAN", (first, 0), (index, 0))


def _cut(
    row: Sequence[str], styles: Sequence[ParagraphStyle], widths: Sequence[float]
) -> Iterator[tuple[str, ...]]:
    """The row, or as many rows as its longest text needs."""
    parts = [
        _parts(text, int(_MOST_LINES * (width - 2 * _PADDING) / (style.fontSize * _LETTER)))
        for text, style, width in zip(row, styles, widths, strict=True)
    ]
    return zip_longest(*parts, fillvalue="")


def _parts(text: str, most: int) -> list[str]:
    if len(text) <= most and text.count("\n") < _MOST_LINES:
        return [text]
    return wrap(text, most)


def _smaller(style: ParagraphStyle) -> ParagraphStyle:
    size, leading = style.fontSize * _SMALLER, style.leading * _SMALLER
    return ParagraphStyle(f"small {style.name}", parent=style, fontSize=size, leading=leading)
