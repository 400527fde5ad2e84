"""A table written as lines: first its columns, then one line for each row."""

import gzip
import json
from collections.abc import Callable
from hashlib import file_digest
from pathlib import Path

from sqlalchemy import Table, func, select

from engine.store.backup.kinds import kind_of
from engine.store.backup.manifest import Dumped
from engine.store.ledgers import Reading

_BATCH = 2_000
_LEVEL = 5  # of compression


def count_rows(reading: Reading, table: Table) -> int:
    """How many rows a table has."""
    return int(reading.execute(select(func.count()).select_from(table)).scalar_one())


def dump_table(reading: Reading, table: Table, path: Path, told: Callable[[int], object]) -> Dumped:
    """Write the rows of the snapshot; `told` hears how many more were written."""
    kinds = [kind_of(column.type) for column in table.columns]
    columns = [[column.name, kind.name] for column, kind in zip(table.columns, kinds, strict=True)]
    writers = [kind.write for kind in kinds]
    rows = 0
    with gzip.GzipFile(path, "wb", compresslevel=_LEVEL, mtime=0) as lines:
        lines.write(_line({"table": table.name, "columns": columns}))
        found = reading.execute(select(table).execution_options(yield_per=_BATCH))
        for batch in found.partitions(_BATCH):
            for row in batch:
                values = [
                    write(value) if write and value is not None else value
                    for write, value in zip(writers, row, strict=True)
                ]
                lines.write(_line(values))
            rows += len(batch)
            told(len(batch))
    return Dumped(table.name, rows, digest_of(path))


def digest_of(path: Path) -> str:
    """SHA-256 of a file, in hex digits."""
    with path.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()


def _line(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode("ascii") + b"\n"
