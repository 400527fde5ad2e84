"""What lies where in the folder of a backup."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from engine.store.files import Files

_ANY_SIZE = 2**62  # a file that was once accepted is kept, whatever the limit is now


@dataclass(frozen=True, slots=True)
class Folder:
    """`root` is the folder that was named on the command line."""

    root: Path

    @property
    def manifest(self) -> Path:
        return self.root / "manifest.json"

    @property
    def tables(self) -> Path:
        return self.root / "tables"

    def table(self, name: str) -> Path:
        return self.tables / f"{name}.jsonl.gz"

    @property
    def papers(self) -> Files:
        return Files(self.root / "files", _ANY_SIZE)

    @property
    def native(self) -> Path:
        """Where the dump of the database's own tool lies."""
        return self.root / "native"

    @property
    def pepper(self) -> Path:
        return self.root / "pepper.key"


def papers_of(data: Path) -> Files:
    """The attachments of an installation, by its data folder."""
    return Files(data / "files", _ANY_SIZE)


def mark_of(pepper: bytes) -> str:
    """What tells one key of identity digests from another; the key does not follow from it."""
    return hashlib.sha256(b"motcua-pepper-1\0" + pepper).hexdigest()
