"""A printed paper, opened again: its text, its sheets, its marks, and where its words stand."""

from itertools import combinations
from typing import NamedTuple

import pypdfium2  # type: ignore[import-untyped]
import zxingcpp
from PIL.Image import Image


class Box(NamedTuple):
    """Where a run of text stands on its page, in points from the lower left."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    def covers(self, other: "Box") -> bool:
        """Whether the two runs are printed over each other, accents of the next line aside."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        return wide > 1 and high > 0.4 * min(self.top - self.bottom, other.top - other.bottom)


def text_of(pdf: bytes) -> str:
    """All words in order, one blank between them."""
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())


def page_texts(pdf: bytes) -> list[str]:
    pages = pypdfium2.PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pages]


def sheets(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in millimetres."""
    sizes = (page.get_size() for page in pypdfium2.PdfDocument(pdf))
    return [(round(width / 72 * 25.4), round(height / 72 * 25.4)) for width, height in sizes]


def title(pdf: bytes) -> str:
    """What a viewer shows above the paper."""
    about: dict[str, str] = pypdfium2.PdfDocument(pdf).get_metadata_dict()
    return about["Title"]


def picture(pdf: bytes, dpi: int, page: int = 0) -> Image:
    image: Image = pypdfium2.PdfDocument(pdf)[page].render(scale=dpi / 72).to_pil()
    return image


def marks(image: Image) -> dict[str, str]:
    """What a decoder reads, by the kind of mark."""
    return {mark.format.name: mark.text for mark in zxingcpp.read_barcodes(image)}


def boxes(pdf: bytes) -> list[list[Box]]:
    """The runs of text of each page."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        rects = [text.get_rect(index) for index in range(text.count_rects())]
        found.append([Box(text.get_text_bounded(*rect), *rect) for rect in rects])
    return found


def collisions(pdf: bytes) -> list[tuple[str, str]]:
    """Runs of text that are printed over each other."""
    return [
        (one.text, other.text)
        for page in boxes(pdf)
        for one, other in combinations(page, 2)
        if one.covers(other)
    ]
