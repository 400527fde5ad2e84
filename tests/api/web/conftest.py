"""The pages over an installation of their own: SQLite, the shipped catalogue, made-up people."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api import changes, clock
from api.app import create_app
from api.settings import Settings
from api.signin.signing import Signing
from api.signin.tokens import Keys
from api.tenant import applied
from engine.store.connect import open_database
from engine.store.read import reading
from tests.api.web.visitor import Visitor
from workflows.published import Published


@pytest.fixture(scope="session")
def applied_template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the shipped catalogue in force; copied for each test."""
    path = tmp_path_factory.mktemp("applied") / "motcua.sqlite"
    shutil.copy(sqlite_template, path)
    engine = open_database(f"sqlite:///{path}")
    changes.apply(engine, changes.wanted(()))
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def demo_template(
    applied_template: Path, published: Published, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The same with an account for everybody, as the demo province has; copied for each test."""
    path = tmp_path_factory.mktemp("demo") / "motcua.sqlite"
    shutil.copy(applied_template, path)
    engine = open_database(f"sqlite:///{path}")
    signing = Signing(engine, Keys((b"s" * 32,)), clock.now)
    signing.open_demo(sorted(published.organisation.people))
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def published(applied_template: Path) -> Published:
    """What is in force there; read once."""
    engine = open_database(f"sqlite:///{applied_template}")
    with reading(engine) as snapshot:
        found = applied(snapshot)
    engine.dispose()
    return found


@pytest.fixture
def settings(demo_template: Path, tmp_path: Path) -> Settings:
    data = tmp_path / "data"
    data.mkdir()
    shutil.copy(demo_template, data / "motcua.sqlite")
    return Settings(
        data,
        f"sqlite:///{data / 'motcua.sqlite'}",
        given_pepper=b"p" * 32,
        given_secrets=(b"s" * 32,),
        demo=True,
        https=False,
    )


@pytest.fixture
def client(settings: Settings, published: Published) -> Iterator[TestClient]:
    with TestClient(create_app(settings, published), follow_redirects=False) as client:
        yield client


@pytest.fixture
def visitor(client: TestClient) -> Visitor:
    """Somebody with a browser who has not signed in."""
    return Visitor(client)
