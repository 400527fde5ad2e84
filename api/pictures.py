"""Photographs without what a telephone writes into them: place, time, owner of the camera.

The picture itself is not touched, so nothing of a scan is lost. Which way up it is held stays,
for without it half of all photographs lie on their side.
"""

import struct
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_SCAN = 0xDA  # from here on there is the picture and nothing else
_EXIF = b"Exif\0\0"
_ORIENTATION = 0x0112
_TELLING = frozenset({0xE1, 0xED, 0xFE})  # Exif and XMP, Photoshop's, comments
_TELLING_CHUNKS = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"})


def bare(content: BinaryIO) -> BinaryIO:
    """The file without what it tells of its making; any other kind of file as it is."""
    content.seek(0)
    head = content.read(len(_PNG))
    content.seek(0)
    if head.startswith(_JPEG):
        return BytesIO(b"".join(_jpeg(content.read())))
    if head == _PNG:
        return BytesIO(b"".join(_png(content.read())))
    return content


def _jpeg(data: bytes) -> Iterator[bytes]:
    yield _JPEG
    at = len(_JPEG)
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != _SCAN:  # noqa: PLR2004 -- mark
        (length,) = struct.unpack_from(">H", data, at + 2)
        segment = data[at : at + 2 + length]
        if data[at + 1] not in _TELLING:
            yield segment
        elif turned := _orientation(segment[4:]):
            yield _turning(turned)
        at += 2 + length
    yield data[at:]


def _orientation(exif: bytes) -> int | None:
    """1 to 8, as the first directory says it; None where nothing readable does."""
    if not exif.startswith(_EXIF):
        return None
    tiff = exif[len(_EXIF) :]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    try:
        if order is None:
            return None
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for no in range(min(count, 200)):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * no)
            if tag == _ORIENTATION:
                return value if 1 < value <= 8 else None  # noqa: PLR2004 -- of the standard
    except struct.error:
        return None
    return None


def _turning(orientation: int) -> bytes:
    """An Exif segment that says nothing but how the picture is held."""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, orientation, 0)
    body = _EXIF + b"MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _png(data: bytes) -> Iterator[bytes]:
    yield _PNG
    at = len(_PNG)
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        if data[at + 4 : at + 8] not in _TELLING_CHUNKS:
            yield data[at : at + 12 + length]
        at += 12 + length
