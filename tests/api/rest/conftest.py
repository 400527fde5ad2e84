"""The interface over an installation of its own, with dossiers in it and tokens for its people."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.api.rest.program import Program
from tests.api.rest.seeded import Seeded, seed
from tests.api.web.conftest import applied_template, published
from workflows.published import Published

# Of full strength: outside the demo province keys that can be guessed are refused.
PEPPER, SECRET = sha256(b"pepper").digest(), sha256(b"secret").digest()

__all__ = ["applied_template", "published"]


@pytest.fixture(scope="session")
def seeded(
    applied_template: Path,
    published: Published,
    tmp_path_factory: pytest.TempPathFactory,
) -> Seeded:
    """An office at work, with a session open for everybody who is asked about; copied by tests."""
    data = tmp_path_factory.mktemp("seeded")
    shutil.copy(applied_template, data / "motcua.sqlite")
    return seed(_settings(data), published)


@pytest.fixture
def settings(seeded: Seeded, tmp_path: Path) -> Settings:
    data = tmp_path / "data"
    shutil.copytree(seeded.settings.data, data)
    return _settings(data)


@pytest.fixture
def client(settings: Settings, published: Published) -> Iterator[TestClient]:
    with TestClient(create_app(settings, published), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def program(client: TestClient, seeded: Seeded) -> Program:
    """A program that may speak for anybody of the office."""
    return Program(client, seeded)


def _settings(data: Path) -> Settings:
    embedded = Settings(data, f"sqlite:///{data / 'motcua.sqlite'}", https=False)
    return replace(embedded, given_pepper=PEPPER, given_secrets=(SECRET,))
