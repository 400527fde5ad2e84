"""What goes out is made of values: one kind of database is enough."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from engine.desk import Desk
from engine.store.connect import open_database
from tests.engine.desk.town import PEPPER, Clock, Town, office


@pytest.fixture
def engine(sqlite_database_url: str) -> Iterator[Engine]:
    opened = open_database(sqlite_database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def town(engine: Engine) -> Town:
    clock = Clock()
    return Town(engine, Desk(engine, office(), PEPPER, clock), clock)
