"""What the tests of imports may ask for."""

import pytest
from sqlalchemy import Engine

from tests.engine.imports.register.samples import Archive


@pytest.fixture
def archive(engine: Engine) -> Archive:
    """An office that has no dossier yet."""
    return Archive(engine)
