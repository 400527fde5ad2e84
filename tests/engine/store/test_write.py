"""A write: its moment comes after its lock, and a wait has an end."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Event
from time import sleep

import pytest
from sqlalchemy import Connection, Engine, event, text, update

from engine.errors import Conflict
from engine.store.connect import open_database
from engine.store.held import database_moment, look
from engine.store.write import writing
from engine.tables.record import dossier
from tests.engine.desk.town import Town


def test_the_moment_of_a_write_is_after_the_one_it_waited_for(town: Town) -> None:
    ref = town.received()
    held, waiting = Event(), Event()

    def first() -> datetime:
        with writing(town.engine) as write:
            write.hold(ref)
            held.set()
            waiting.wait()
            sleep(0.3)  # the other one is at the lock by now
            write.connection.execute(update(dossier).values(place="26017"))
            return database_moment(write.connection)

    def second() -> datetime:
        held.wait()
        waiting.set()
        with writing(town.engine) as write:
            write.hold(ref)
            return write.moment

    with ThreadPoolExecutor(2) as pool:
        before, after = pool.submit(first), pool.submit(second)
        assert before.result() <= after.result()


def test_looking_needs_no_lock(town: Town) -> None:
    ref = town.received()
    with writing(town.engine) as write:
        write.hold(ref)
        with town.engine.connect() as other:
            assert look(other, ref).version == 1


@pytest.fixture
def hasty(postgresql_database_url: str) -> Engine:
    """The product's own database, with a tenth of a second in place of its ten."""
    engine = open_database(postgresql_database_url)

    def hurry(connection: Connection) -> None:
        for bound in ("lock_timeout", "statement_timeout"):
            connection.execute(text(f"SET LOCAL {bound} = '100ms'"))

    event.listen(engine, "begin", hurry)
    return engine


def _sleeping(connection: Connection) -> None:
    connection.execute(text("SELECT pg_sleep(5)"))


def _locking(connection: Connection) -> None:
    connection.execute(text("LOCK TABLE dossier"))


@pytest.mark.parametrize("work", [_sleeping, _locking], ids=["statement", "lock"])
def test_what_outlasts_its_bound_is_ended_and_told_as_being_busy(
    hasty: Engine, postgresql_database_url: str, work: Callable[[Connection], None]
) -> None:
    other = open_database(postgresql_database_url)
    with other.begin() as holder:
        holder.execute(text("LOCK TABLE dossier"))
        with pytest.raises(Conflict) as refused, writing(hasty) as write:
            work(write.connection)
    assert refused.value.code == "busy"
    hasty.dispose()
    other.dispose()


def test_every_write_has_its_ten_seconds(postgresql_database_url: str) -> None:
    engine = open_database(postgresql_database_url)
    bounds = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
    with writing(engine) as write:
        shown = [write.connection.execute(text(f"SHOW {bound}")).scalar_one() for bound in bounds]
    assert shown == ["10s"] * 3
    engine.dispose()
