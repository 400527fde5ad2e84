"""The marks that machines read: the QR of the tracking address and the barcode of the code."""

from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from receipts.qr import QUIET, matrix, runs

_BAR_HEIGHT = 8 * mm
_WIDEST_BAR = 0.33 * mm
_QUIET_BARS = 10  # modules of white at both ends (ISO/IEC 15417)


class QrMark(Flowable):
    """A QR code as one vector path: sharp on any printer. `size` with its quiet zone, in points."""

    def __init__(self, text: str, size: float) -> None:
        super().__init__()
        self.width = self.height = size
        self._modules = matrix(text)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - its hook
        return self.width, self.height

    def draw(self) -> None:
        module = self.width / (len(self._modules) + 2 * QUIET)
        canvas: Canvas = self.canv
        canvas.saveState()
        canvas.translate(QUIET * module, self.height - QUIET * module)
        canvas.scale(module, -module)  # rows count downwards
        squares = (f"{run.x} {run.y} {run.length} 1 re" for run in runs(self._modules))
        canvas.addLiteral(" ".join((*squares, "f")))
        canvas.restoreState()


def barcode(code: str, width: float) -> Code128:
    """Code 128 of a receipt code, quiet zones included, at most `width` points wide.

    A handheld scanner reads it into the search field as if it were typed.
    """
    modules = Code128(code, barWidth=1, quiet=0).width + 2 * _QUIET_BARS
    bar = min(_WIDEST_BAR, width / modules)
    return Code128(
        code, barWidth=bar, barHeight=_BAR_HEIGHT, quiet=1, lquiet=0, rquiet=_QUIET_BARS * bar
    )
