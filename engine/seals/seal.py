"""What a seal says: its leaves, and the first line that binds them to a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Self
from uuid import UUID

from engine.canonical import canonical
from engine.errors import BadInput
from engine.ledger import DossierRef, linked_digest

FORMAT = "motcua-seal-1"
_LEAF = b"motcua-seal-leaf-1"


@dataclass(frozen=True, slots=True)
class Leaf:
    """Where the ledger of a dossier stood: how many entries it had, and the hash of the last."""

    ref: DossierRef
    entries: int
    head: bytes

    @property
    def place(self) -> tuple[str, int]:
        """By which leaves are in order: on every database the same."""
        return self.ref.agency, self.ref.id.int

    @property
    def content(self) -> bytes:
        """What the tree hashes."""
        return linked_digest(
            _LEAF,
            self.ref.agency.encode(),
            self.ref.id.bytes,
            str(self.entries).encode(),
            self.head,
        )

    def to_json(self) -> dict[str, object]:
        return {
            "agency": self.ref.agency,
            "dossier": self.ref.id.hex,
            "entries": self.entries,
            "head": self.head.hex(),
        }

    def to_line(self) -> bytes:
        """The line of the file, without its end."""
        return canonical(self.to_json())

    @classmethod
    def read(cls, data: Mapping[str, object]) -> Self:
        """The leaf of a line; BadInput (`seal_unreadable`)."""
        try:
            ref = DossierRef(str(data["agency"]), UUID(str(data["dossier"])))
            return cls(ref, int(str(data["entries"])), bytes.fromhex(str(data["head"])))
        except (KeyError, ValueError) as error:
            raise unreadable("có dòng không phải là dòng của niêm phong") from error


@dataclass(frozen=True, slots=True)
class Seal:
    """The first line of a file. `until` is the instant that the day ends, in UTC.

    `previous` is the root of the day before, computed from the same ledgers: it must be the one
    that was published then.
    """

    day: date
    until: str
    dossiers: int
    entries: int
    root: bytes
    previous: bytes

    def _said(self) -> dict[str, object]:
        return {
            "format": FORMAT,
            "day": self.day.isoformat(),
            "until": self.until,
            "dossiers": self.dossiers,
            "entries": self.entries,
            "root": self.root.hex(),
            "previous": self.previous.hex(),
        }

    @property
    def digest(self) -> str:
        """What is published: 64 hex digits that stand for all of it, hashed after the byte 02."""
        return sha256(b"\2" + canonical(self._said())).hexdigest()

    def to_json(self) -> dict[str, object]:
        return self._said() | {"seal": self.digest}

    def to_line(self) -> bytes:
        return canonical(self.to_json())

    @classmethod
    def read(cls, data: Mapping[str, object]) -> Self:
        """The seal of a first line; BadInput (`seal_unreadable`) for another, or a changed one."""
        if data.get("format") != FORMAT:
            raise unreadable("không phải tệp niêm phong, hoặc của phiên bản khác")
        try:
            seal = cls(
                date.fromisoformat(str(data["day"])),
                str(data["until"]),
                int(str(data["dossiers"])),
                int(str(data["entries"])),
                bytes.fromhex(str(data["root"])),
                bytes.fromhex(str(data["previous"])),
            )
        except (KeyError, ValueError) as error:
            raise unreadable("dòng đầu không đọc được") from error
        if data.get("seal") != seal.digest:
            raise unreadable("dòng đầu đã bị sửa: không khớp dấu của chính nó")
        return seal


def unreadable(clause: str) -> BadInput:
    """The refusal of a file that is no seal, or no longer the one that was written."""
    return BadInput(f"Tệp niêm phong: {clause}. Dùng đúng bản đã lưu.", code="seal_unreadable")
