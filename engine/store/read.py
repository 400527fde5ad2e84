"""Reading: a snapshot for figures and checks, and the instant up to which it is settled."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Engine, text

from engine.canonical import moment_text
from engine.errors import BadInput
from engine.store.ledgers import Reading
from engine.store.write import writing

# Readers are told apart from writes, for an open write holds the horizon back.
_OLDEST_WRITE = text(
    "SELECT least(clock_timestamp(), min(xact_start)) FROM pg_stat_activity"
    " WHERE datname = current_database() AND backend_type = 'client backend'"
    " AND pid <> pg_backend_pid() AND application_name <> 'motcua-read'"
)
_AS_READER = text("SET LOCAL application_name = 'motcua-read'")


@contextmanager
def reading(engine: Engine) -> Iterator[Reading]:
    """One consistent snapshot, which writes nothing and may take its time."""
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(  # noqa: PLW2901  # the same, with options
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            connection.execute(_AS_READER)
            connection.execute(text("SET LOCAL statement_timeout = 0"))
        yield Reading(connection)


def horizon(engine: Engine) -> datetime:
    """The instant before which no write is still open: what is recorded by then is settled.

    Ask first, then open the snapshot. On PostgreSQL it is the beginning of the oldest open write;
    SQLite has one writer, so the moment at which its lock was free.
    """
    if engine.dialect.name == "sqlite":
        with writing(engine) as write:
            return write.moment
    with engine.connect() as connection, connection.begin():
        oldest: datetime = connection.execute(_OLDEST_WRITE).scalar_one()
        return oldest.astimezone(UTC)


def settled(engine: Engine, known_at: datetime | None) -> datetime:
    """`known_at` if it is settled, else a refusal; the horizon itself if none was asked for."""
    limit = horizon(engine)
    if known_at is None:
        return limit
    if known_at > limit:
        raise BadInput(
            "Chưa thể chốt số liệu tại thời điểm này. Chọn thời điểm đã qua.",
            code="not_settled",
            horizon=moment_text(limit),
        )
    return known_at
