"""The database as the edge sees it: opened, migrated, and its failures told as refusals."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from api.settings import Settings
from engine.errors import BadInput, Refusal
from engine.store.connect import open_database

ROOT = Path(__file__).parent.parent


class DatabaseFailed(Refusal):
    """The database could not be reached, or did not do what was asked."""

    code = "database_failed"


def _config(url: str) -> Config:
    config = Config(toml_file=ROOT / "pyproject.toml", stdout=io.StringIO())
    config.attributes["url"] = url
    return config


def connect(settings: Settings) -> Engine:
    """The database of these settings; nothing is asked of it yet."""
    try:
        if make_url(settings.database_url).get_backend_name() == "sqlite":
            settings.make_data_folder()
        return open_database(settings.database_url)
    except (ArgumentError, ImportError):  # no address, or a database that we do not serve
        raise BadInput(
            "MOTCUA_DATABASE_URL không phải là địa chỉ cơ sở dữ liệu. Ví dụ đúng: "
            "postgresql://motcua@localhost/motcua hoặc sqlite:////srv/motcua/motcua.sqlite.",
            code="bad_database_url",
        ) from None


def upgrade(settings: Settings) -> tuple[str | None, str | None]:
    """Bring the tables up to this release; the revision before and after."""
    with connected(settings) as engine:
        before = revision(engine)
        command.upgrade(_config(settings.database_url), "head")
        return before, revision(engine)


def check(settings: Settings) -> str:
    """The revision of a database whose tables are those of this release; refused otherwise."""
    with opened(settings) as engine:
        try:
            command.check(_config(settings.database_url))
        except CommandError as error:
            message = f"Bảng trong cơ sở dữ liệu khác với phiên bản này: {error}"
            raise DatabaseFailed(message, code="schema_differs") from error
        return str(revision(engine))


def revision(engine: Engine) -> str | None:
    """The migration that the database has reached; None if there is none."""
    with engine.connect() as connection:
        return revision_of(connection)


def revision_of(connection: Connection) -> str | None:
    """The same, as the transaction of this connection sees it."""
    return MigrationContext.configure(connection).get_current_revision()


def migrate(connection: Connection, to: str) -> None:
    """Bring the tables to a revision, or to `base`, within the caller's transaction."""
    config = _config("")
    config.attributes["connection"] = connection
    (command.downgrade if to == "base" else command.upgrade)(config, to)


def require_upgraded(engine: Engine) -> None:
    """Refuse a database that this release's migrations have not been run on."""
    found = revision(engine)
    head = ScriptDirectory(str(ROOT / "alembic")).get_current_head()
    if found != head:
        state = "chưa có bảng nào" if found is None else f"ở phiên bản {found}, cần {head}"
        raise DatabaseFailed(
            f"Cơ sở dữ liệu {state}. Hãy chạy: motcua db upgrade", code="schema_outdated"
        )


@contextmanager
def opened(settings: Settings) -> Iterator[Engine]:
    """A database of this release's tables for the length of a block."""
    with connected(settings) as engine:
        require_upgraded(engine)
        yield engine


@contextmanager
def connected(settings: Settings) -> Iterator[Engine]:
    """The database for the length of a block; what it fails at is one refusal.

    The refusal names neither the statement nor its values.
    """
    engine = connect(settings)
    try:
        yield engine
    except SQLAlchemyError as error:
        cause = str(getattr(error, "orig", None) or error).strip().splitlines()
        told = cause[0] if cause else type(error).__name__
        raise DatabaseFailed(
            f"Cơ sở dữ liệu không thực hiện được: {told}. Kiểm tra MOTCUA_DATABASE_URL."
        ) from error
    finally:
        engine.dispose()
