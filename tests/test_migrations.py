from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import NullPool, create_engine, inspect

from tests.conftest import migrate, migration_config


def tables(url: str) -> set[str]:
    with create_engine(url, poolclass=NullPool).connect() as connection:
        return set(inspect(connection).get_table_names())


def test_the_migrations_build_what_the_tables_say(empty_database_url: str) -> None:
    migrate(empty_database_url)

    command.check(migration_config(empty_database_url))  # raises on any difference


def test_the_migrations_can_be_taken_back_and_made_again(empty_database_url: str) -> None:
    migrate(empty_database_url)
    built = tables(empty_database_url)

    command.downgrade(migration_config(empty_database_url), "base")

    assert tables(empty_database_url) == {"alembic_version"}
    migrate(empty_database_url)
    assert tables(empty_database_url) == built


def test_the_migrations_form_one_line() -> None:
    script = ScriptDirectory.from_config(migration_config("sqlite://"))

    assert len(script.get_heads()) == 1
