import io
import os
import zipfile
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest

from engine.errors import BadInput
from engine.ledger import DossierRef
from engine.store.files import Files
from tests.engine.record.life import MONDAY, PDF

REF = DossierRef("dn-sxd", UUID("019cac4c-7da0-7ac0-94a2-312c5b942b45"))


def test_a_file_is_found_by_what_it_holds(tmp_path: Path) -> None:
    files = Files(tmp_path)

    kept = files.keep(REF, io.BytesIO(PDF))

    assert kept.sha256 == sha256(PDF).digest()
    assert (kept.size, kept.media_type) == (len(PDF), "application/pdf")
    with files.open(REF, kept.sha256) as content:
        assert content.read() == PDF
    assert files.fault(REF, kept.sha256, kept.size) is None


def test_the_same_content_is_one_file(tmp_path: Path) -> None:
    files = Files(tmp_path)

    files.keep(REF, io.BytesIO(PDF))
    files.keep(REF, io.BytesIO(PDF))

    assert list(files.of(REF)) == [sha256(PDF).digest()]


def office_document(*names: str, **members: str) -> bytes:
    with zipfile.ZipFile(whole := io.BytesIO(), "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
        for name, content in members.items():
            archive.writestr(name, content)
    return whole.getvalue()


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (PDF, "application/pdf"),
        (b"\x89PNG\r\n\x1a\n0000", "image/png"),
        (b"\xff\xd8\xff\xe0JFIF", "image/jpeg"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><a/>", "application/xml"),
        (
            office_document("[Content_Types].xml", "word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            office_document(mimetype="application/vnd.oasis.opendocument.text"),
            "application/vnd.oasis.opendocument.text",
        ),
    ],
)
def test_the_type_is_what_the_content_says(tmp_path: Path, content: bytes, media_type: str) -> None:
    assert Files(tmp_path).keep(REF, io.BytesIO(content)).media_type == media_type


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"MZ\x90\x00", "file_type_refused"),
        (b"<html><script>alert(1)</script>", "file_type_refused"),
        (office_document("setup.exe"), "file_type_refused"),
        (b"PK\x03\x04 broken", "file_type_refused"),
        (PDF + b"." * 100, "file_too_large"),
    ],
)
def test_a_refused_file_leaves_nothing_behind(tmp_path: Path, content: bytes, code: str) -> None:
    files = Files(tmp_path, limit=400 if code != "file_too_large" else 64)

    with pytest.raises(BadInput) as refused:
        files.keep(REF, io.BytesIO(content))

    assert refused.value.code == code
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_an_agency_that_is_a_path_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="không hợp lệ"):
        Files(tmp_path).keep(DossierRef("../etc", REF.id), io.BytesIO(PDF))


def test_what_no_act_names_is_swept_once_it_is_old(tmp_path: Path) -> None:
    files = Files(tmp_path)
    named = files.keep(REF, io.BytesIO(PDF)).sha256
    old = files.keep(REF, io.BytesIO(PDF + b"old")).sha256
    young = files.keep(REF, io.BytesIO(PDF + b"young")).sha256
    folder = tmp_path / "dn-sxd" / REF.id.hex
    long_ago = (MONDAY - timedelta(days=2)).timestamp()
    for address in (named, old):
        os.utime(folder / address.hex(), (long_ago, long_ago))
    os.utime(folder / young.hex(), (MONDAY.timestamp(), MONDAY.timestamp()))

    swept = files.sweep(REF, {named}.__contains__, before=MONDAY - timedelta(days=1))

    assert swept == 1
    assert set(files.of(REF)) == {named, young}


def test_erasing_leaves_no_file_of_the_dossier(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.keep(REF, io.BytesIO(PDF))

    files.erase(REF)
    files.erase(REF)

    assert list(files.of(REF)) == []
    assert list(files.held()) == []


def test_what_a_person_left_beside_the_files_is_passed_over(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.keep(REF, io.BytesIO(PDF))
    (tmp_path / "lost+found" / REF.id.hex).mkdir(parents=True)
    (tmp_path / "dn-sxd" / "bản sao").mkdir()
    (tmp_path / "ghi chú.txt").write_text("x", encoding="utf-8")

    assert list(files.held()) == [REF]
    assert list(files.held("dn-sxd")) == [REF]


def test_a_file_given_to_another_dossier_outlives_the_first(tmp_path: Path) -> None:
    files = Files(tmp_path)
    first, second = (DossierRef("dn-sxd", UUID(int=number)) for number in (1, 2))
    stored = files.keep(first, io.BytesIO(PDF))
    for _ in range(2):  # the same file once more is no other
        files.share(first, second, stored.sha256)
    files.erase(first)

    assert list(files.of(second)) == [stored.sha256]
    assert files.fault(second, stored.sha256, stored.size) is None
    with pytest.raises(FileNotFoundError):
        files.share(first, second, b"0" * 32)
