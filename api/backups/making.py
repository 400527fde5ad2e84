"""A backup made while people work: one snapshot, and every file that it names."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from api.backups.folder import Folder, mark_of, papers_of
from api.backups.native import snapshot_with_dump
from api.database import opened, revision
from api.settings import PEPPER_FILE, Settings
from engine.canonical import moment_text
from engine.errors import Conflict
from engine.store.backup import (
    Dumped,
    Manifest,
    Paper,
    copy_papers,
    count_papers,
    count_rows,
    drop_others,
    dump_table,
    papers,
)
from engine.store.files import Files
from engine.store.ledgers import Reading
from engine.store.read import reading
from engine.tables import metadata

Told = Callable[[int, int | None], None]


class Count:
    """How far the work is, told as it goes on."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._done = self._total = 0

    def expect(self, more: int) -> None:
        self._total += more

    def __call__(self, done: int) -> None:
        self._done += done
        self._told(self._done, self._total)


def back_up(settings: Settings, root: Path, at: datetime, told: Told) -> Manifest:
    """Write a backup into a new folder; Conflict (`backup_exists`) if something lies there.

    The manifest comes last, when all else is durable: without it there is no backup. Files that
    were lost before are named in it. Whatever is refused or fails leaves the place as it was.
    """
    _check_new(root)
    with opened(settings) as engine, _made(root) as folder:
        source = papers_of(settings.data)
        count = Count(told)
        _copy_ahead(engine, source, folder.papers, count)
        with snapshot_with_dump(engine, folder.native) as (snapshot, native):
            tables = _dump(snapshot, folder, count)
            lost = copy_papers(papers(snapshot), source, folder.papers, count)
            drop_others(snapshot, folder.papers)
            number, size = count_papers(snapshot)
        manifest = Manifest(
            revision=str(revision(engine)),
            made_at=moment_text(at),
            database=engine.dialect.name,
            tables=tables,
            files=number - len(lost),
            bytes=size - sum(one.size for one in lost),
            pepper=_keep_pepper(settings, folder),
            missing=tuple(sorted(one.name for one in lost)),
            native=native,
        )
        _write(folder, manifest)
    return manifest


def _check_new(root: Path) -> None:
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise Conflict(
            f"Thư mục {root} đã có nội dung. Sao lưu vào một thư mục mới.", code="backup_exists"
        )


@contextmanager
def _made(root: Path) -> Iterator[Folder]:
    """The folder for the length of a block; one that does not end well leaves nothing in it."""
    was_there = root.exists()
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = Folder(root)
    try:
        folder.tables.mkdir()
        yield folder
    except BaseException:
        for path in root.iterdir():  # it was empty: all of it is ours
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        if not was_there:
            root.rmdir()
        raise


def _copy_ahead(engine: Engine, source: Files, target: Files, count: Count) -> list[Paper]:
    """Most of the files before the snapshot: an erasure meanwhile then leaves none of it out."""
    with reading(engine) as now:
        number, _ = count_papers(now)
        count.expect(2 * number)
        return copy_papers(papers(now), source, target, count)


def _dump(snapshot: Reading, folder: Folder, count: Count) -> tuple[Dumped, ...]:
    tables = metadata.sorted_tables
    for table in tables:
        count.expect(count_rows(snapshot, table))
    return tuple(dump_table(snapshot, one, folder.table(one.name), count) for one in tables)


def _keep_pepper(settings: Settings, folder: Folder) -> str:
    """The key goes with the backup if it is a file of ours; one that was given, its giver keeps.

    Its mark; none for an installation that has no key, which is none made here.
    """
    if not settings.has_pepper:
        return ""
    pepper = settings.pepper()
    if settings.given_pepper is None:
        folder.pepper.touch(mode=0o600)
        folder.pepper.write_bytes((settings.data / PEPPER_FILE).read_bytes())
    return mark_of(pepper)


def _write(folder: Folder, manifest: Manifest) -> None:
    os.sync()  # all that it names, before it
    new = folder.manifest.with_suffix(".new")
    with new.open("w", encoding="utf-8") as file:
        json.dump(manifest.to_json(), file, ensure_ascii=False, indent=2)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    new.replace(folder.manifest)
    os.sync()
