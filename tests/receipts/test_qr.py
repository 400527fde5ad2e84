from xml.etree import ElementTree as ET

import pytest
import zxingcpp
from PIL import Image

from receipts.qr import QUIET, matrix, runs, svg

ADDRESS = "https://motcua.example.vn/t/Zr3kQ0v9mXcT7bWqPl2yNw"


def printed(text: str, module: int = 4) -> Image.Image:
    """The code as a picture, drawn from its runs."""
    modules = matrix(text)
    side = len(modules) + 2 * QUIET
    picture = Image.new("L", (side, side), 255)
    for run in runs(modules):
        for x in range(run.x, run.x + run.length):
            picture.putpixel((x + QUIET, run.y + QUIET), 0)
    return picture.resize((side * module, side * module), Image.Resampling.NEAREST)


@pytest.mark.parametrize("text", [ADDRESS, "000.00.15.H19-261123-0001", "Đồng Nai", "x" * 300])
def test_a_decoder_reads_the_text_back(text: str) -> None:
    (found,) = zxingcpp.read_barcodes(printed(text))

    assert found.text == text


def test_a_code_survives_a_stain() -> None:
    picture = printed(ADDRESS)
    size = picture.width // 8
    picture.paste(255, (picture.width // 2, picture.width // 2, *(picture.width // 2 + size,) * 2))

    (found,) = zxingcpp.read_barcodes(picture)

    assert found.text == ADDRESS
    assert found.ec_level == "M"


def test_the_same_text_is_the_same_code() -> None:
    assert matrix(ADDRESS) == matrix(ADDRESS)


def test_runs_cover_exactly_the_dark_modules() -> None:
    modules = matrix(ADDRESS)
    covered = {(x, run.y) for run in runs(modules) for x in range(run.x, run.x + run.length)}
    dark = {(x, y) for y, row in enumerate(modules) for x, module in enumerate(row) if module}

    assert covered == dark


def test_a_page_shows_the_code_with_its_label() -> None:
    image = ET.fromstring(svg(ADDRESS, 'Tra cứu "hồ sơ" <18>'))  # noqa: S314 - our own

    assert image.attrib["aria-label"] == 'Tra cứu "hồ sơ" <18>'
    assert image.attrib["viewBox"] == "0 0 {0} {0}".format(len(matrix(ADDRESS)) + 2 * QUIET)


def test_a_text_beyond_the_largest_code_is_refused() -> None:
    with pytest.raises(ValueError, match="version"):
        matrix("x" * 3000)
