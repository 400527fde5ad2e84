"""A desk at which dossiers are driven along, and a printer beside it."""

import pytest
from sqlalchemy import Engine

from engine.desk import Desk
from tests.api.papers.desk import PrintingTown
from tests.engine.desk.town import PEPPER, Clock, office


@pytest.fixture
def town(engine: Engine) -> PrintingTown:
    clock = Clock()
    return PrintingTown(engine, Desk(engine, office(), PEPPER, clock), clock)
