"""The typeface of the printed papers: Be Vietnam Pro, embedded (SIL Open Font License 1.1)."""

from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "BeVietnamPro-Regular"
BOLD = "BeVietnamPro-Bold"
ITALIC = "BeVietnamPro-Italic"


@cache
def register() -> None:
    """Make the three faces known to reportlab; the files are read at the first call alone."""
    folder = Path(__file__).parent
    for face in (REGULAR, BOLD, ITALIC):
        pdfmetrics.registerFont(TTFont(face, folder / f"{face}.ttf"))
    pdfmetrics.registerFontFamily(
        REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD
    )
