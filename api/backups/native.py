"""The dump of the database's own tool, beside the lines: for administrators who know that tool.

SQLite: a copy by its online backup. PostgreSQL: `pg_dump` of the very snapshot that the lines are
written from, if the server's own or one on PATH is there and fits.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import connect

from sqlalchemy import URL, Engine, NullPool, create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from engine.store.ledgers import Reading
from engine.store.read import reading

SQLITE, POSTGRESQL = "motcua.sqlite", "motcua.dump"

# A dump reads like a report: it does not hold back the instant up to which all is settled.
_AS_READER = {"application_name": "motcua-read"}


@contextmanager
def snapshot_with_dump(engine: Engine, folder: Path) -> Iterator[tuple[Reading, str | None]]:
    """The snapshot to write the lines from, and the name of the dump of it; None without one."""
    folder.mkdir()
    if engine.dialect.name == "sqlite":
        copy = _copied(engine, folder / SQLITE)
        with reading(copy) as snapshot:
            yield snapshot, SQLITE
        return
    with reading(engine) as snapshot:
        dumped = _dumped(engine, snapshot, folder / POSTGRESQL)
        yield snapshot, POSTGRESQL if dumped else None


def _copied(engine: Engine, path: Path) -> Engine:
    """The whole database of one instant in a file of its own; writers are not kept waiting."""
    with closing(connect(path)) as copy:
        with closing(engine.raw_connection()) as raw:
            raw.driver_connection.backup(copy)  # type: ignore[union-attr]  # it is SQLite's
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
    return create_engine(f"sqlite:///{path}", poolclass=NullPool)


def _dumped(engine: Engine, snapshot: Reading, path: Path) -> bool:
    tool = _tool(engine)
    if tool is None:
        return False
    name = snapshot.execute(text("SELECT pg_export_snapshot()")).scalar_one()
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as secret:
        secret.write(_password_line(engine.url))
        secret.flush()
        asked = {**_AS_READER, "passfile": secret.name}
        where = engine.url.set(drivername="postgresql").update_query_dict(asked)
        where = where._replace(password=None)  # for everybody sees a command
        run = subprocess.run(  # noqa: S603  # the tool that was looked for, no shell
            [
                tool,
                "--format=custom",
                "--no-owner",
                f"--snapshot={name}",
                f"--file={path}",
                f"--dbname={where.render_as_string(hide_password=False)}",
            ],
            capture_output=True,
            check=False,
        )
    if run.returncode != 0:
        path.unlink(missing_ok=True)
    return run.returncode == 0


def _password_line(url: URL) -> str:
    password = str(url.password or "").replace("\\", r"\\").replace(":", r"\:")
    return f"*:*:*:*:{password}\n" if password else ""


def _tool(engine: Engine) -> str | None:
    """`pg_dump` beside the server, which is of its version, or one on PATH."""
    try:
        with engine.connect() as connection:
            found = text("SELECT setting FROM pg_config WHERE name = 'BINDIR'")
            beside = Path(str(connection.execute(found).scalar_one()), "pg_dump")
            if beside.is_file():
                return str(beside)
    except SQLAlchemyError:  # only some roles may ask
        pass
    return shutil.which("pg_dump")
