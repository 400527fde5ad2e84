"""QR codes as squares: for papers, which draw them, and for pages, which show them as SVG.

The mask is fixed: every mask is legal QR and decodes alike, and trying all eight takes six times
as long. Level M: a code that is still read with 15 % of it dirty or creased.
"""

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias
from xml.sax.saxutils import quoteattr

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

QUIET = 4  # modules of white around the code (ISO/IEC 18004)
_MASK = 3

# Rows from the top; True is dark. Without the quiet zone.
Matrix: TypeAlias = tuple[tuple[bool, ...], ...]


class Run(NamedTuple):
    """Dark modules side by side: column and row of the first from the top left, and how many."""

    x: int
    y: int
    length: int


def matrix(text: str) -> Matrix:
    """The modules of `text`. ValueError when it is longer than a QR code holds."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=_MASK)
    code.add_data(text)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


def runs(modules: Matrix) -> Iterator[Run]:
    """The dark modules, row by row, neighbours gathered."""
    for y, row in enumerate(modules):
        start: int | None = None
        for x, dark in enumerate((*row, False)):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                yield Run(start, y, x - start)
                start = None


def svg(text: str, label: str) -> str:
    """An SVG element with the quiet zone in it; `label` is what a screen reader says."""
    modules = matrix(text)
    side = len(modules) + 2 * QUIET
    path = "".join(
        f"M{run.x + QUIET} {run.y + QUIET}h{run.length}v1h-{run.length}z" for run in runs(modules)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img"'
        f' aria-label={quoteattr(label)} shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{path}"/></svg>'
    )
