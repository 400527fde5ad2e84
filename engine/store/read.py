"""Reading: a snapshot for figures and checks, and the instant up to which it is settled."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Engine, text

from engine.canonical import moment_text
from engine.errors import BadInput
from engine.store.held import database_moment
from engine.store.ledgers import Reading
from engine.store.write import Write, writing

# Readers are told apart from writes, for an open write holds the horizon back. The statement's own
# moment is from before the look at who is writing: whoever begins after that look records later.
# The activity of other database roles is hidden, so all of the product connects as one role.
_OLDEST_WRITE = text(
    "SELECT least(statement_timestamp(), min(xact_start)) - interval '1 microsecond'"
    " FROM pg_stat_activity"
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
            for bound in ("statement_timeout", "idle_in_transaction_session_timeout"):
                connection.execute(text(f"SET LOCAL {bound} = 0"))
        yield Reading(connection)


def horizon(engine: Engine) -> datetime:
    """The last instant that is settled: whatever is written from now on is recorded after it.

    Ask first (the primary), then open the snapshot. On PostgreSQL it lies before the oldest open
    write began; SQLite has one writer, so it is when its lock was free. By the database's clock:
    a record that was given a clock of its own (simulation) is settled by its maker.
    """
    if engine.dialect.name == "sqlite":
        with writing(engine) as write:
            return _last_of_its_tick(write)
    with engine.connect() as connection, connection.begin():
        oldest: datetime = connection.execute(_OLDEST_WRITE).scalar_one()
        return oldest.astimezone(UTC)


def _last_of_its_tick(write: Write) -> datetime:
    """SQLite tells milliseconds: wait out this one, so that no later act is recorded in it."""
    while database_moment(write.connection) <= write.moment:
        pass
    return write.moment


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
