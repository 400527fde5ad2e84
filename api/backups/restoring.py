"""A backup brought back: checked first, then filled into an empty database in one transaction."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from api.backups.folder import Folder, mark_of, papers_of
from api.backups.making import Count, Told
from api.database import ROOT, connected, migrate, revision_of
from api.settings import PEPPER_FILE, Settings
from engine.errors import BadInput, Conflict
from engine.store.backup import (
    Manifest,
    Paper,
    copy_papers,
    digest_of,
    fill_table,
    filling,
    is_empty,
    named_in_lines,
)
from engine.store.files import Files
from engine.tables.papers import attachment


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, and the revision that the tables have now."""

    manifest: Manifest
    revision: str


def restore(settings: Settings, root: Path, told: Told) -> Restored:
    """Fill an empty installation from a backup; whatever is refused or fails leaves it empty.

    Refused: an unfinished or damaged backup, one of a newer release, a database with rows, a
    folder with other attachments, another key of identity digests.
    """
    folder, count = Folder(root), Count(told)
    manifest = _manifest(folder)
    _check_tables(folder, manifest)
    here = papers_of(settings.data)
    with connected(settings) as engine:
        with engine.connect() as connection:
            _check_empty(connection, settings)
        _check_papers_here(folder, here)
        key = _pepper(settings, folder, manifest)
        count.expect(manifest.files + sum(one.rows for one in manifest.tables))
        _copy_papers(folder, manifest, here, count)
        if key is not None:
            _keep(settings, key)
        with filling(engine) as connection:
            _check_empty(connection, settings)
            _bring_to(connection, manifest.revision)
            _fill(connection, folder, manifest, count)
            migrate(connection, "head")
            reached = revision_of(connection)
    return Restored(manifest, str(reached))


def _damaged(clause: str) -> BadInput:
    return BadInput(
        f"Bản sao lưu bị hỏng: {clause}. Chưa phục hồi gì. Dùng bản sao lưu khác.",
        code="backup_damaged",
    )


def _manifest(folder: Folder) -> Manifest:
    try:
        data = json.loads(folder.manifest.read_bytes())
    except FileNotFoundError:
        raise BadInput(
            f"{folder.root} không phải là bản sao lưu trọn vẹn (không có manifest.json): có thể "
            "lần sao lưu đó bị ngắt. Dùng bản khác.",
            code="backup_incomplete",
        ) from None
    except (OSError, ValueError) as error:
        raise _damaged("không đọc được manifest.json") from error
    manifest = Manifest.read(data if isinstance(data, dict) else {})
    known = {one.revision for one in ScriptDirectory(str(ROOT / "alembic")).walk_revisions()}
    if manifest.revision not in known:
        raise BadInput(
            f"Bản sao lưu của phiên bản mới hơn ({manifest.revision}). Cập nhật phần mềm rồi "
            "phục hồi lại.",
            code="backup_newer",
        )
    return manifest


def _check_tables(folder: Folder, manifest: Manifest) -> None:
    for one in manifest.tables:
        path = folder.table(one.table)
        if not path.is_file() or digest_of(path) != one.sha256:
            raise _damaged(f"tệp {path.name} mất hoặc bị sửa")


def _check_empty(connection: Connection, settings: Settings) -> None:
    if not is_empty(connection):
        raise Conflict(
            "Cơ sở dữ liệu đích đã có dữ liệu, không ghi đè. Phục hồi vào cơ sở dữ liệu trống "
            f"(đặt MOTCUA_DATABASE_URL; thư mục dữ liệu: {settings.data}).",
            code="database_not_empty",
        )


def _check_papers_here(folder: Folder, here: Files) -> None:
    """What lies there may only be what a restore that was broken off has left."""
    for ref in here.held():
        if set(here.of(ref)) - set(folder.papers.of(ref)):
            raise Conflict(
                f"Thư mục {here.root} đã có tệp của hồ sơ khác. Dùng thư mục dữ liệu trống.",
                code="files_not_empty",
            )


def _pepper(settings: Settings, folder: Folder, manifest: Manifest) -> bytes | None:
    """The text of the key file to keep, None if there is none to keep; refused if it is lacking."""
    if not manifest.pepper:
        return None
    if folder.pepper.is_file() and _mark_in(folder.pepper) != manifest.pepper:
        raise _damaged("khóa trong pepper.key không phải là khóa lúc sao lưu")
    if settings.has_pepper:
        if mark_of(settings.pepper()) != manifest.pepper:
            raise Conflict(
                "Khóa pepper ở đây khác khóa của bản sao lưu: sẽ không tìm được người theo số "
                f"giấy tờ. Bỏ tệp {settings.data / PEPPER_FILE}, hoặc đặt đúng MOTCUA_PEPPER.",
                code="pepper_differs",
            )
        return None
    if not folder.pepper.is_file():
        raise BadInput(
            "Bản sao lưu không kèm khóa pepper (khóa được đặt bằng MOTCUA_PEPPER). Đặt "
            "MOTCUA_PEPPER như lúc sao lưu rồi chạy lại.",
            code="pepper_missing",
        )
    return folder.pepper.read_bytes()


def _mark_in(path: Path) -> str:
    """The mark of the key in a file; empty for a file that holds none."""
    try:
        return mark_of(bytes.fromhex(path.read_text(encoding="ascii").strip()))
    except ValueError:
        return ""


def _keep(settings: Settings, key: bytes) -> None:
    path = settings.make_data_folder() / PEPPER_FILE
    path.touch(mode=0o600)
    path.write_bytes(key)


def _copy_papers(folder: Folder, manifest: Manifest, here: Files, count: Count) -> None:
    """Every file that the rows name; each is looked at by its hash on the way."""
    lost = copy_papers(_expected(folder, manifest), folder.papers, here, count)
    if lost:
        raise _damaged(f"tệp đính kèm {lost[0].name} mất hoặc bị sửa")


def _expected(folder: Folder, manifest: Manifest) -> Iterator[Paper]:
    missing = set(manifest.missing)
    named = named_in_lines(folder.table(attachment.name))
    return (one for one in named if one.name not in missing)


def _bring_to(connection: Connection, wanted: str) -> None:
    """The empty tables of the revision that the lines were written in."""
    found = revision_of(connection)
    if found not in {None, wanted}:
        migrate(connection, "base")
    migrate(connection, wanted)


def _fill(connection: Connection, folder: Folder, manifest: Manifest, count: Count) -> None:
    for one in manifest.tables:
        if fill_table(connection, folder.table(one.table), count) != one.rows:
            raise _damaged(f"bảng {one.table} không đủ {one.rows} dòng")
