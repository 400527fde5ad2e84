"""What a file is, said by its content: its name and what the browser claims count for nothing."""

from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from engine.errors import BadInput

_HEAD_BYTES = 512
_BOMS = (b"\xef\xbb\xbf", b"")
_ZIP = b"PK\x03\x04"

# What offices exchange; a picture or a document of another type is refused.
_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OFFICE_PARTS = {
    "word/document.xml": f"{_OFFICE}.wordprocessingml.document",
    "xl/workbook.xml": f"{_OFFICE}.spreadsheetml.sheet",
    "ppt/presentation.xml": f"{_OFFICE}.presentationml.presentation",
}
_OPEN_DOCUMENTS = frozenset(
    f"application/vnd.oasis.opendocument.{kind}" for kind in ("text", "spreadsheet", "presentation")
)


def media_type(content: BinaryIO) -> str:
    """The type of a file that can be read from its beginning; BadInput for any other type."""
    content.seek(0)
    head = content.read(_HEAD_BYTES)
    for signature, named in _SIGNATURES:
        if head.startswith(signature):
            return named
    if any(head.startswith(bom + b"<?xml") for bom in _BOMS):
        return "application/xml"
    found = _in_zip(content) if head.startswith(_ZIP) else None
    if found is None:
        raise BadInput(
            "Không nhận loại tệp này. Chỉ nhận PDF, ảnh PNG hoặc JPEG, XML và tệp văn phòng.",
            code="file_type_refused",
        )
    return found


def _in_zip(content: BinaryIO) -> str | None:
    """Office documents are archives; any other archive is none of ours."""
    try:
        with ZipFile(content) as archive:
            names = frozenset(archive.namelist())
            if "[Content_Types].xml" in names:
                return next((kind for part, kind in _OFFICE_PARTS.items() if part in names), None)
            if "mimetype" not in names:
                return None
            with archive.open("mimetype") as member:
                declared = member.read(_HEAD_BYTES).decode("ascii", "replace")
            return declared if declared in _OPEN_DOCUMENTS else None
    except (BadZipFile, NotImplementedError, RuntimeError):
        return None
