import struct
from io import BytesIO

import pytest
from PIL import Image

from api.pictures import bare

_ORIENTATION, _GPS, _MAKE = 0x0112, 0x8825, 0x010F


def _photograph(orientation: int) -> bytes:
    """As a telephone makes it: turned, with its maker and where it was."""
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    exif[_MAKE] = "Máy của bà Bích"
    exif.get_ifd(_GPS)[1] = "N"
    made = BytesIO()
    Image.new("RGB", (40, 20), "navy").save(made, "JPEG", exif=exif, comment=b"12 Le Loi")
    return made.getvalue()


@pytest.mark.parametrize("orientation", [2, 3, 6, 8])
def test_a_photograph_loses_what_the_telephone_wrote_and_stays_the_right_way_up(
    orientation: int,
) -> None:
    photo = _photograph(orientation)
    left = bare(BytesIO(photo)).read()

    assert b"Bich" not in left
    assert b"Le Loi" not in left
    before, after = Image.open(BytesIO(photo)), Image.open(BytesIO(left))
    assert dict(after.getexif()) == {_ORIENTATION: orientation}
    assert not after.getexif().get_ifd(_GPS)
    assert after.tobytes() == before.tobytes()


def test_one_that_is_not_turned_keeps_nothing_at_all() -> None:
    left = Image.open(bare(BytesIO(_photograph(1))))

    assert not left.getexif()


def test_a_png_loses_its_words_and_keeps_its_picture() -> None:
    word = b"tEXtAuthor\0Tran Thi Bich"
    made = BytesIO()
    Image.new("RGB", (4, 4), "red").save(made, "PNG")
    data = made.getvalue()
    chunk = struct.pack(">I", len(word) - 4) + word + b"\0\0\0\0"
    told = data[:33] + chunk + data[33:]

    left = bare(BytesIO(told)).read()

    assert left == data


def test_any_other_file_is_left_as_it_is() -> None:
    for content in (b"%PDF-1.7 Exif", b"", b"\xff\xd8", b"\xff\xd8\xff\xe1\x00"):
        assert bare(BytesIO(content)).read() == content
