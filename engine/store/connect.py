"""Opening the database: PostgreSQL for an office, SQLite (WAL) as the embedded default."""

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
