"""An office for simulations, and databases that are made when they are asked for."""

import pytest

from api.tenant import office_of
from engine.desk import Office
from workflows.published import publish


@pytest.fixture(scope="session")
def office() -> Office:
    return office_of(publish())
