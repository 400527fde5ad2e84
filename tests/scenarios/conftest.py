"""What the scenarios may ask for: the office of the desk's tests."""

import pytest
from sqlalchemy import Engine

from engine.desk import Desk
from tests.engine.desk.town import PEPPER, Clock, Town, office


@pytest.fixture
def town(engine: Engine) -> Town:
    clock = Clock()
    return Town(engine, Desk(engine, office(), PEPPER, clock), clock)
