"""The lines of a backup written into empty tables, all in one transaction."""

import gzip
import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, column, insert, inspect, select, table, text

from engine.errors import RecordBroken
from engine.store.backup.kinds import BY_NAME
from engine.store.connect import WRITING
from engine.tables import metadata

_BATCH = 1_000


@contextmanager
def filling(engine: Engine) -> Iterator[Connection]:
    """A write that takes its time, and leaves nothing unless the block ends well.

    It makes tables too, so keys to other tables are looked at once, at the end.
    """
    with engine.execution_options(**{WRITING: True}).connect() as connection:
        if connection.dialect.name == "sqlite":
            with closing(connection.connection.cursor()) as cursor:  # before the transaction
                cursor.execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            if connection.dialect.name == "postgresql":
                for bound in ("statement_timeout", "idle_in_transaction_session_timeout"):
                    connection.execute(text(f"SET LOCAL {bound} = 0"))
            yield connection
            _check_keys(connection)
    engine.dispose()  # no later user of the connection goes without its keys


def _check_keys(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    astray = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if astray is not None:
        raise RecordBroken(
            f"Bản sao lưu có dòng của bảng {astray[0]} không thuộc hồ sơ nào. Chưa ghi gì.",
            code="backup_damaged",
        )


def is_empty(connection: Connection) -> bool:
    """Whether none of our tables holds a row, or is there at all."""
    there = set(inspect(connection).get_table_names())
    ours = (one for one in metadata.sorted_tables if one.name in there)
    return all(
        connection.execute(select(1).select_from(one).limit(1)).first() is None for one in ours
    )


def fill_table(connection: Connection, path: Path, told: Callable[[int], object]) -> int:
    """Write the rows of a file of lines into its table; how many there were."""
    rows = 0
    with gzip.open(path, "rb") as lines:
        said: dict[str, Any] = json.loads(next(lines))
        kinds = [BY_NAME[kind] for _, kind in said["columns"]]
        names = [name for name, _ in said["columns"]]
        columns = [column(name, kind.type) for name, kind in zip(names, kinds, strict=True)]
        statement = insert(table(said["table"], *columns))
        while batch := list(islice(lines, _BATCH)):
            connection.execute(statement, [_row(line, names, kinds) for line in batch])
            rows += len(batch)
            told(len(batch))
    return rows


def _row(line: bytes, names: list[str], kinds: list[Any]) -> dict[str, object]:
    return {
        name: kind.read(value) if kind.read and value is not None else value
        for name, kind, value in zip(names, kinds, json.loads(line), strict=True)
    }
