"""Runs the migrations on SQLite and on PostgreSQL.

The database is, in this order: a `connection` handed over in the configuration's attributes (its
transaction is then the caller's), a `url` among the attributes, `-x url=…` on the command line,
or `MOTCUA_DATABASE_URL`.
"""

import os
from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from alembic.operations.ops import DropTableOp, MigrateOperation, MigrationScript
from alembic.util import CommandError
from sqlalchemy import DATETIME, Connection, NullPool, TypeDecorator, create_engine
from sqlalchemy.dialects.postgresql import JSONB

from engine.tables import metadata


def render(kind: str, item: object, autogenerating: AutogenContext) -> str | Literal[False]:
    """How a new migration writes our types: what the database stores, so that it outlives them."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    if kind == "type" and isinstance(item, JSONB):  # the library forgets a prefix here
        autogenerating.imports.add("from sqlalchemy.dialects import postgresql")
        return f"postgresql.JSONB(none_as_null={item.none_as_null})"
    if kind == "type" and isinstance(item, DATETIME):  # a dropped column, as SQLite calls it
        return "sa.DateTime(timezone=True)"
    return False


def drop_in_order(_context: object, _revision: object, directives: list[MigrationScript]) -> None:
    """A table goes before the one that it refers to; the library takes them in any order."""
    for script in directives:
        if script.upgrade_ops is not None:
            script.upgrade_ops.ops.sort(key=_is_referred_to)
            script.downgrade_ops = script.upgrade_ops.reverse()


def _is_referred_to(operation: MigrateOperation) -> bool:
    return isinstance(operation, DropTableOp) and not operation.to_table().foreign_keys


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=connection.dialect.name == "sqlite",  # it can alter little in place
        render_item=render,
        compare_server_default=True,
        process_revision_directives=drop_in_order,
    )
    with context.begin_transaction():
        context.run_migrations()


def database_url() -> str:
    arguments = context.get_x_argument(as_dictionary=True)
    given = context.config.attributes.get("url") or arguments.get("url")
    if url := given or os.environ.get("MOTCUA_DATABASE_URL"):
        return str(url)
    raise CommandError("Which database? Give -x url=… or set MOTCUA_DATABASE_URL.")


if context.is_offline_mode():
    context.configure(url=database_url(), target_metadata=metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()
elif (handed := context.config.attributes.get("connection")) is not None:
    run(handed)
else:
    with create_engine(database_url(), poolclass=NullPool).connect() as own:
        run(own)
