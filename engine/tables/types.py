"""Column types that mean the same on PostgreSQL and on SQLite, and the keys that all rows share."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    Dialect,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    String,
    TypeDecorator,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An instant in UTC with microseconds; a moment without a zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
Name = String(64)


def agency_key() -> Column[str]:
    """The agency that opened the record (or that must act): the key by which rows are placed."""
    return Column("agency_id", Name, primary_key=True)


def dossier_keys() -> tuple[Column[Any], Column[Any]]:
    """Every row of a dossier begins with these."""
    return agency_key(), Column("dossier_id", Uuid, primary_key=True)


def of_dossier() -> ForeignKeyConstraint:
    """A row cannot outlive its dossier, nor stand at another agency."""
    return ForeignKeyConstraint(
        ["agency_id", "dossier_id"], ["dossier.agency_id", "dossier.dossier_id"]
    )


def number(name: str = "no") -> Column[int]:
    """The order of a row among those of its dossier."""
    return Column(name, Integer, primary_key=True, autoincrement=False)
