"""Whether a write waits for the disk."""

from contextlib import closing

from sqlalchemy import Engine

from engine.store.connect import hurried, open_database

FULL, OFF = 2, 0


def synchronous(engine: Engine) -> int:
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        cursor.execute("PRAGMA synchronous")
        [row] = cursor.fetchall()
        return int(row[0])


def test_only_a_hurried_write_does_not_wait_for_the_disk(sqlite_database_url: str) -> None:
    engine = open_database(sqlite_database_url)

    with hurried(engine):
        assert synchronous(engine) == OFF
    assert synchronous(engine) == FULL
    engine.dispose()


def test_postgresql_hurries_within_its_own_connections_alone(postgresql_database_url: str) -> None:
    engine = open_database(postgresql_database_url)

    def waits() -> str:
        with engine.connect() as connection:
            return str(connection.exec_driver_sql("SHOW synchronous_commit").scalar_one())

    with hurried(engine):
        assert waits() == "off"
    assert waits() == "on"
    engine.dispose()
