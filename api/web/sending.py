"""A stored file on its way to a browser: it runs nothing and loads nothing there."""

from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import quote

from starlette.responses import Response, StreamingResponse

from api.web.attached import Paper
from api.web.house import House
from engine.errors import NotFound
from engine.ledger import DossierRef

PDF = "application/pdf"
_CHUNK = 64 * 1024
# What lies in a file runs nothing and loads nothing. A browser shows no PDF in a sandbox, so a PDF
# has all but that: its viewer is one of its own.
_ALONE = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'self'"
_SANDBOX = f"{_ALONE}; sandbox"


def opened(house: House, ref: DossierRef, paper: Paper) -> BinaryIO:
    """The file itself; NotFound (`file_missing`) if it is not on disk any more."""
    try:
        return house.files.open(ref, bytes.fromhex(paper.sha256))
    except FileNotFoundError:
        raise NotFound(
            "Tệp không còn trên máy chủ. Báo người quản trị hệ thống.", code="file_missing"
        ) from None


def sent(content: BinaryIO, paper: Paper, *, inline: bool) -> Response:
    """The answer that carries it, under the name that a person gave it."""
    how = "inline" if inline and paper.is_shown else "attachment"
    headers = {
        "content-disposition": f"{how}; filename*=UTF-8''{quote(paper.name)}",
        "content-length": str(paper.size),
        "content-security-policy": _ALONE if paper.media_type == PDF else _SANDBOX,
    }
    return StreamingResponse(_chunks(content), media_type=paper.media_type, headers=headers)


def _chunks(content: BinaryIO) -> Iterator[bytes]:
    with content:
        while chunk := content.read(_CHUNK):
            yield chunk
