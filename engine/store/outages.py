"""Declared outages: written, looked at, decided, and the dossiers that one may touch."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, exists, insert, or_, select, update

from engine.errors import NotFound
from engine.ledger import DossierRef, Kind
from engine.store.write import Write
from engine.tables.office import outage
from engine.tables.record import dossier, entry


@dataclass(frozen=True, slots=True)
class Declared:
    """A declaration as it stands: `state` is declared, approved, rejected or withdrawn.

    `dossiers` counts those whose ledger says it.
    """

    agency: str
    id: UUID
    since: datetime
    until: datetime
    reason: str
    evidence: str
    state: str
    declared_by: str
    declared_at: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
    dossiers: int = 0


_COLUMNS = (
    outage.c.agency_id,
    outage.c.outage_id,
    outage.c.since,
    outage.c.until,
    outage.c.reason,
    outage.c.evidence,
    outage.c.state,
    outage.c.declared_by,
    outage.c.declared_at,
    outage.c.decided_by,
    outage.c.decided_at,
    outage.c.dossiers,
)


def note(write: Write, one: Declared) -> None:
    """Write a declaration down."""
    values = (
        one.agency,
        one.id,
        one.since,
        one.until,
        one.reason,
        one.evidence,
        one.state,
        one.declared_by,
        one.declared_at,
        one.decided_by,
        one.decided_at,
        one.dossiers,
    )
    names = (column.name for column in _COLUMNS)
    write.connection.execute(insert(outage), dict(zip(names, values, strict=True)))


def decide(write: Write, one: Declared, state: str, by: str, dossiers: int) -> None:
    """Write down how it was decided, and how many dossiers say so."""
    told = {"state": state, "decided_by": by, "decided_at": write.moment, "dossiers": dossiers}
    write.connection.execute(update(outage).where(*_of(one)).values(told))


def count(write: Write, one: Declared, dossiers: int) -> None:
    """Write down how many dossiers say so now."""
    write.connection.execute(update(outage).where(*_of(one)).values(dossiers=dossiers))


def _of(one: Declared) -> tuple[Any, ...]:
    return outage.c.agency_id == one.agency, outage.c.outage_id == one.id


def hold_outage(write: Write, outage_id: UUID) -> Declared:
    """The declaration, which nobody else decides until this write ends; NotFound."""
    return _found(write.connection, outage_id, lock=True)


def look_at_outage(connection: Connection, outage_id: UUID) -> Declared:
    """The declaration as it stands; NotFound."""
    return _found(connection, outage_id, lock=False)


def _found(connection: Connection, outage_id: UUID, *, lock: bool) -> Declared:
    wanted = select(*_COLUMNS).where(outage.c.outage_id == outage_id)
    row = connection.execute(wanted.with_for_update() if lock else wanted).one_or_none()
    if row is None:
        raise NotFound("Không có sự cố nào mang mã này.", code="unknown_outage")
    return _read(row)


def outages_of(connection: Connection, agency: str | None = None) -> list[Declared]:
    """The declarations (of an agency), the latest span first."""
    wanted = select(*_COLUMNS).order_by(outage.c.since.desc(), outage.c.outage_id)
    if agency is not None:
        wanted = wanted.where(outage.c.agency_id == agency)
    return [_read(row) for row in connection.execute(wanted)]


def approved(write: Write, agencies: Collection[str], after: datetime) -> Sequence[Declared]:
    """The approved outages of these agencies that lasted beyond an instant, under lock, by id."""
    wanted = (
        select(*_COLUMNS)
        .where(
            outage.c.agency_id.in_(agencies),
            outage.c.state == "approved",
            outage.c.until > after,
        )
        .order_by(outage.c.agency_id, outage.c.outage_id)
        .with_for_update()
    )
    return [_read(row) for row in write.connection.execute(wanted)]


def candidates(
    connection: Connection, agency: str, since: datetime, until: datetime
) -> list[DossierRef]:
    """The dossiers that were with an agency at some time, and whose time may have run in a span.

    In the order in which they are to be locked.
    """
    there = exists().where(
        entry.c.agency_id == dossier.c.agency_id,
        entry.c.dossier_id == dossier.c.dossier_id,
        entry.c.kind.in_((Kind.OPENED, Kind.MOVED, Kind.TRANSFERRED)),
        or_(
            entry.c.facts[("seat", "agency")].as_string() == agency,
            entry.c.facts["competent"].as_string() == agency,
        ),
    )
    wanted = (
        select(dossier.c.agency_id, dossier.c.dossier_id)
        .where(
            ~dossier.c.voided,
            dossier.c.accepted_at < until,
            or_(dossier.c.ended_at.is_(None), dossier.c.ended_at > since),
            or_(dossier.c.competent_agency == agency, dossier.c.agency_id == agency, there),
        )
        .order_by(dossier.c.agency_id, dossier.c.dossier_id)
    )
    return [DossierRef(*row) for row in connection.execute(wanted)]


def _read(row: Sequence[Any]) -> Declared:
    return Declared(*row)
