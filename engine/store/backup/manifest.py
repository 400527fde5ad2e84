"""What a backup says of itself. It is written last: a folder without it is no backup."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from engine.errors import BadInput

FORMAT = "motcua-backup-1"


@dataclass(frozen=True, slots=True)
class Dumped:
    """The lines of one table: how many rows, and the SHA-256 of the compressed file."""

    table: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`tables` stand in the order in which they can be filled.

    `revision` is the migration that the tables are of; `pepper` tells the key of identity digests
    from another without telling the key (empty: there was none); `missing` names the attachments
    that were already gone or changed when the backup was made, as agency/dossier/SHA-256; `native`
    is the dump of the database's own tool, with which nothing is restored here, or None.
    """

    revision: str
    made_at: str
    database: str
    tables: tuple[Dumped, ...]
    files: int
    bytes: int
    pepper: str
    missing: tuple[str, ...] = ()
    native: str | None = None

    def rows(self, table: str) -> int:
        return next((one.rows for one in self.tables if one.table == table), 0)

    def to_json(self) -> dict[str, object]:
        return {"format": FORMAT, **asdict(self)}

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """BadInput (`backup_newer`) for a format that this release does not know."""
        if data.get("format") != FORMAT:
            raise BadInput(
                f"Bản sao lưu có dạng {data.get('format')}, phiên bản này chỉ đọc {FORMAT}. "
                "Cập nhật phần mềm rồi phục hồi lại.",
                code="backup_newer",
            )
        try:
            values = {name: data[name] for name in cls.__slots__}
            values["tables"] = tuple(Dumped(**one) for one in values["tables"])
            return cls(**values | {"missing": tuple(values["missing"])})
        except (KeyError, TypeError) as error:
            raise BadInput(
                "Tệp manifest.json của bản sao lưu không đủ nội dung. Dùng bản sao lưu khác.",
                code="backup_damaged",
            ) from error
