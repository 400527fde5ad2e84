"""One dossier as the record has it: locked for an act, or only looked at."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, select

from engine.canonical import read_moment
from engine.errors import RecordBroken, UnknownDossier
from engine.ledger import DossierRef, Entry
from engine.store.ledgers import entries_of
from engine.tables.record import dossier


@dataclass(frozen=True, slots=True)
class Held:
    """A dossier with its ledger, and the database's own moment at which it was found so."""

    ref: DossierRef
    version: int
    head: bytes
    restricted: bool
    entries: list[Entry]
    moment: datetime


def look(connection: Connection, ref: DossierRef) -> Held:
    """The dossier as it is; refused if there is none."""
    return _found(connection, ref, locked=False)


def lock(connection: Connection, ref: DossierRef) -> Held:
    """The dossier, which nobody else can act on until this transaction ends.

    Its ledger is read after the lock was had, so that it is the last word.
    """
    return _found(connection, ref, locked=True)


def database_moment(connection: Connection) -> datetime:
    """Now, by the database's own clock."""
    return _moment(connection.execute(select(_now(connection.dialect.name))).scalar_one())


def _now(dialect: str) -> ColumnElement[Any]:
    if dialect == "sqlite":
        return func.strftime("%Y-%m-%dT%H:%M:%fZ", "now")
    return func.clock_timestamp()


def _moment(value: str | datetime) -> datetime:
    return (read_moment(value) if isinstance(value, str) else value).astimezone(UTC)


@cache
def _wanted(dialect: str, *, locked: bool) -> Select[Any]:
    # The moment comes with the row: after a wait, PostgreSQL evaluates both anew.
    wanted = select(
        dossier.c.version, dossier.c.head, dossier.c.restricted, _now(dialect).label("moment")
    ).where(
        dossier.c.agency_id == bindparam("agency"), dossier.c.dossier_id == bindparam("dossier")
    )
    return wanted.with_for_update() if locked else wanted


def _found(connection: Connection, ref: DossierRef, *, locked: bool) -> Held:
    wanted = _wanted(connection.dialect.name, locked=locked)
    row = connection.execute(wanted, {"agency": ref.agency, "dossier": ref.id}).one_or_none()
    if row is None:
        raise UnknownDossier
    entries = entries_of(connection, ref)
    if len(entries) != row.version or entries[-1].hash != row.head:
        raise RecordBroken(
            "Nhật ký của hồ sơ không khớp với tình trạng đã ghi. Báo quản trị chạy kiểm tra.",
            code="head_differs",
            dossier=ref.id.hex,
        )
    return Held(ref, row.version, row.head, row.restricted, entries, _moment(row.moment))
