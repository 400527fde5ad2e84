"""Attachments on disk: addressed by agency, dossier and SHA-256, durable before any act names them.

A file is written beside its place, synced and renamed, so that a crash leaves nothing half
written under an address. No part of a path comes from a user: the name a person gave a file is a
private record. What an act never came to name is swept; an erased dossier leaves no file.
"""

import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest, sha256
from io import BufferedReader
from pathlib import Path
from shutil import rmtree
from typing import IO, BinaryIO
from uuid import UUID

from engine.errors import BadInput
from engine.ledger import DossierRef
from engine.store.sniffing import media_type

MEBIBYTE = 1024 * 1024
_CHUNK = MEBIBYTE
_AGENCY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")  # the ids of agency files; never a path
_DOSSIER = re.compile(r"[0-9a-f]{32}")
_UNFINISHED = ".new-"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that is durably on disk; `size` in bytes."""

    sha256: bytes
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class Files:
    """The attachments under `root`. `limit`: bytes of one file (assumption: 50 MiB suit a scan)."""

    root: Path
    limit: int = 50 * MEBIBYTE

    def keep(self, ref: DossierRef, content: BinaryIO) -> StoredFile:
        """Write a file and sync it; the same content twice is one file. BadInput if refused."""
        folder = self._folder(ref)
        self._make(folder)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=_UNFINISHED, delete=False) as new:
            path = Path(new.name)
            try:
                stored = self._copy(content, new)
                path.rename(folder / stored.sha256.hex())
            except BaseException:
                path.unlink(missing_ok=True)
                raise
        _sync(folder)
        return stored

    def share(self, owner: DossierRef, ref: DossierRef, digest: bytes) -> None:
        """Give a file of one dossier to another, durably; each may be erased without the other."""
        folder = self._folder(ref)
        self._make(folder)
        with suppress(FileExistsError):
            (folder / digest.hex()).hardlink_to(self._path(owner, digest))
        _sync(folder)

    def _copy(self, content: BinaryIO, new: IO[bytes]) -> StoredFile:
        digest, size = sha256(), 0
        while chunk := content.read(_CHUNK):
            size += len(chunk)
            if size > self.limit:
                most = self.limit // MEBIBYTE
                raise BadInput(f"Tệp lớn hơn {most} MB. Hãy chia nhỏ.", code="file_too_large")
            digest.update(chunk)
            new.write(chunk)
        if size == 0:
            raise BadInput("Tệp không có nội dung.", code="file_empty")
        new.flush()
        with Path(new.name).open("rb") as written:
            kind = media_type(written)
        os.fsync(new.fileno())
        return StoredFile(digest.digest(), size, kind)

    def open(self, ref: DossierRef, digest: bytes) -> BufferedReader:
        """The file for reading; FileNotFoundError if there is none."""
        return self._path(ref, digest).open("rb")

    def fault(self, ref: DossierRef, digest: bytes, size: int) -> str | None:
        """`missing` or `changed` if the file is not what its address says, else None."""
        try:
            with self.open(ref, digest) as content:
                intact = file_digest(content, "sha256").digest() == digest
                return None if intact and content.tell() == size else "changed"
        except FileNotFoundError:
            return "missing"

    def held(self, agency: str | None = None) -> Iterator[DossierRef]:
        """The dossiers that have a folder of files; what else lies there is nobody's."""
        for folder in sorted(self.root.glob("*") if agency is None else [self._agency(agency)]):
            for one in sorted(folder.glob("*")):
                if _AGENCY.fullmatch(folder.name) and _DOSSIER.fullmatch(one.name):
                    yield DossierRef(folder.name, UUID(one.name))

    def of(self, ref: DossierRef) -> Iterator[bytes]:
        """The addresses of the dossier's files."""
        for path in sorted(self._folder(ref).glob("*")):
            if not path.name.startswith(_UNFINISHED):
                yield bytes.fromhex(path.name)

    def erase(self, ref: DossierRef) -> None:
        """Remove every file of the dossier; there may be none."""
        folder = self._folder(ref)
        if folder.exists():
            rmtree(folder)
            _sync(folder.parent)

    def sweep(self, ref: DossierRef, is_named: Callable[[bytes], bool], before: datetime) -> int:
        """Remove what was written before then and no act names; how many that were."""
        swept = 0
        for path in self._folder(ref).glob("*"):
            unfinished = path.name.startswith(_UNFINISHED)
            named = not unfinished and is_named(bytes.fromhex(path.name))
            if not named and path.stat().st_mtime < before.timestamp():
                path.unlink()
                swept += 1
        return swept

    def _agency(self, agency: str) -> Path:
        if not _AGENCY.fullmatch(agency):
            raise BadInput(f"Mã cơ quan “{agency}” không hợp lệ.", code="malformed_agency")
        return self.root / agency

    def _folder(self, ref: DossierRef) -> Path:
        return self._agency(ref.agency) / ref.id.hex

    def _path(self, ref: DossierRef, digest: bytes) -> Path:
        return self._folder(ref) / digest.hex()

    def _make(self, folder: Path) -> None:
        """The folder, with its parents, each durable in the one above it."""
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        for made in reversed(missing):
            _sync(made.parent)


def _sync(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
