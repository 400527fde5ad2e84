"""What every test may ask for: a migrated database of its own, on SQLite and on PostgreSQL."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from alembic import command
from alembic.config import Config
from hypothesis import configuration, settings
from psycopg import sql
from sqlalchemy import URL, Connection, Engine, event, make_url

from engine.store.connect import open_database
from tests.postgresql import ServerUnavailable, connect, named_server, temporary_server

ROOT = Path(__file__).parent.parent

# A deadline would be a timed assertion. The same commit gives the same answer in `make test`;
# `make test-all` looks further, and elsewhere each time.
settings.register_profile("office", deadline=None, print_blob=True, derandomize=True)
settings.register_profile("thorough", deadline=None, print_blob=True, max_examples=1_000)
settings.load_profile("office")
examples = f"motcua-hypothesis-{os.getuid()}"
configuration.set_hypothesis_home_dir(Path(tempfile.gettempdir(), examples))


@event.listens_for(Engine, "engine_connect")
def _hurry(connection: Connection) -> None:
    """A test may kill a process, never the machine: no act waits for the disk."""
    if connection.dialect.name == "sqlite":
        connection.connection.cursor().execute("PRAGMA synchronous=OFF")


@pytest.fixture(scope="session")
def postgres_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A real server's URL; its user may create databases. Without a server the run ends, failed."""
    given = os.environ.get("MOTCUA_TEST_POSTGRES_URL")
    try:
        with named_server(given) if given else temporary_server() as url:
            yield url
    except ServerUnavailable as unavailable:
        request.session.shouldfail = "no PostgreSQL server"
        raise pytest.fail.Exception(str(unavailable), pytrace=False) from None


@pytest.fixture(scope="session")
def postgresql_template(postgres_url: str) -> Iterator[str]:
    """The name of a migrated database that the tests' own are copied from."""
    with _new_database(postgres_url) as url:
        migrate(url)
        yield make_url(url).database or ""


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "motcua.sqlite"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_database_url(sqlite_template: Path, tmp_path: Path) -> str:
    """For what only SQLite does."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'motcua.sqlite')}"


@pytest.fixture
def postgresql_database_url(postgres_url: str, postgresql_template: str) -> Iterator[str]:
    """For what only PostgreSQL does: races on real connections, the settled horizon."""
    with _new_database(postgres_url, postgresql_template) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh, migrated database; the test runs once on each kind."""
    return str(request.getfixturevalue(f"{request.param}_database_url"))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without any table; the test runs once on each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite'}"
        return
    with _new_database(request.getfixturevalue("postgres_url")) as url:
        yield url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """The database as the product itself opens it."""
    opened = open_database(database_url)
    yield opened
    opened.dispose()


def migration_config(url: str) -> Config:
    """Alembic's configuration for the database at `url`, as `alembic -x url=…` has it."""
    config = Config(toml_file=ROOT / "pyproject.toml")
    config.attributes["url"] = url
    return config


def migrate(url: str) -> None:
    command.upgrade(migration_config(url), "head")


@contextmanager
def _new_database(server: str, template: str = "template0") -> Iterator[str]:
    """A database under a name of its own, gone afterwards with whatever is still connected."""
    name = f"motcua_{uuid4().hex}"
    _order(server, "CREATE DATABASE {} TEMPLATE {}", name, template)
    try:
        yield _rendered(make_url(server).set(database=name))
    finally:
        _order(server, "DROP DATABASE {} WITH (FORCE)", name)


def _order(server: str, statement: str, *names: str) -> None:
    with closing(connect(server)) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _rendered(url: URL) -> str:
    return url.render_as_string(hide_password=False)
