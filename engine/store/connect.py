"""Opening the database: PostgreSQL for an office, SQLite (WAL) as the embedded default."""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Connection as SqliteConnection
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url

BOUND_SECONDS = 10  # no write stays open longer; reports read no later than the oldest open write
WRITING = "motcua_writing"  # execution option: take the write lock at once
_BOUND_MS = BOUND_SECONDS * 1000
_POSTGRES_OPTIONS = (
    f"-c statement_timeout={_BOUND_MS} -c lock_timeout={_BOUND_MS}"
    f" -c idle_in_transaction_session_timeout={_BOUND_MS}"
)


def open_database(url: str) -> Engine:
    """An engine for `url` with the settings that the record relies on; nothing is connected yet.

    Values stay out of its errors and logs, for they are names and numbers of people.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        engine = create_engine(
            parsed, connect_args={"timeout": BOUND_SECONDS}, hide_parameters=True
        )
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    return create_engine(
        parsed,
        connect_args={"options": _POSTGRES_OPTIONS},
        pool_size=20,
        pool_pre_ping=False,
        hide_parameters=True,
    )


def _prepare_sqlite(connection: SqliteConnection, record: object) -> None:
    del record
    connection.isolation_level = None  # BEGIN is ours, see _begin_sqlite
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """A write takes its lock at the beginning, so that what it reads is still so when it writes."""
    options: dict[str, Any] = dict(connection.get_execution_options())
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get(WRITING) else "BEGIN")


@contextmanager
def hurried(engine: Engine) -> Iterator[None]:
    """No act waits for the disk while the block runs; when it ends, everything is on it.

    For a database that holds nothing but what the block makes: a power cut may leave a SQLite file
    that cannot be read. PostgreSQL would lose the last acts alone.
    """
    on = [True]  # a listener outlives the pool that it was given to: it is told when to stop

    def hurry(connection: Any, record: object) -> None:  # noqa: ANN401  # of either driver
        del record
        if on:
            _hurry(connection)

    event.listen(engine, "connect", hurry)
    engine.dispose()
    try:
        yield
    finally:
        on.clear()
        engine.dispose()
        if engine.dialect.name == "sqlite":
            _settle(engine)


def _hurry(connection: Any) -> None:  # noqa: ANN401  # of either driver
    if isinstance(connection, SqliteConnection):
        connection.execute("PRAGMA synchronous=OFF")
        return
    connection.execute("SET synchronous_commit = off")
    connection.commit()


def _settle(engine: Engine) -> None:
    """Bring the file and its log to the disk: the connection is one that waits for it again."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
