"""What open work needs of the files: people who hold it, seats at which it waits, agencies."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, select, union

from engine.actors import Role, Seat
from engine.tables.office import work_item
from engine.tables.papers import original
from engine.tables.record import dossier

_OPEN = and_(dossier.c.final.is_(None), ~dossier.c.voided)
_WITH_SOMEBODY = ("held", "lent", "waiting")  # an original that has not left the office


@dataclass(frozen=True, slots=True)
class Held:
    """Open dossiers at one seat, given to one person or to nobody; `code` is one of them."""

    seat: Seat
    officer: str | None
    dossiers: int
    code: str


def held(connection: Connection) -> Iterator[Held]:
    """Where the open dossiers lie."""
    where = dossier.c.holder_role, dossier.c.holder_agency, dossier.c.holder_unit
    wanted = (
        select(*where, dossier.c.officer, func.count(), func.min(dossier.c.code))
        .where(_OPEN, dossier.c.holder_role.is_not(None))
        .group_by(*where, dossier.c.officer)
        .order_by(*where, dossier.c.officer)
    )
    for role, agency, unit, officer, count, code in connection.execute(wanted):
        yield Held(Seat(Role(role), agency, unit), officer, count, code)


def asked(connection: Connection) -> Iterator[Held]:
    """The seats whose answer open dossiers wait for."""
    where = work_item.c.role, work_item.c.agency_id, work_item.c.unit
    of_dossier = and_(
        dossier.c.agency_id == work_item.c.dossier_agency,
        dossier.c.dossier_id == work_item.c.dossier_id,
    )
    wanted = (
        select(*where, func.count(), func.min(dossier.c.code))
        .join(dossier, of_dossier)
        .where(_OPEN, work_item.c.answered_at.is_(None))
        .group_by(*where)
        .order_by(*where)
    )
    for role, agency, unit, count, code in connection.execute(wanted):
        yield Held(Seat(Role(role), agency, unit), None, count, code)


def originals_with(connection: Connection, person: str) -> int:
    """How many original papers of the office the person has in hand."""
    wanted = select(func.count()).where(
        original.c.custodian == person, original.c.state.in_(_WITH_SOMEBODY)
    )
    return int(connection.execute(wanted).scalar_one())


def agencies_in_use(connection: Connection, agencies: Collection[str]) -> list[str]:
    """Those of the agencies that a dossier names, open or over: as its own, or as its place."""
    columns = (dossier.c.agency_id, dossier.c.competent_agency, dossier.c.return_at)
    each = [select(column.label("agency")).where(column.in_(agencies)) for column in columns]
    return sorted(row.agency for row in connection.execute(union(*each)))


def units_in_use(connection: Connection) -> set[tuple[str, str]]:
    """The units that have open dossiers: agency and unit."""
    wanted = select(dossier.c.competent_agency, dossier.c.unit).where(
        _OPEN, dossier.c.unit.is_not(None)
    )
    return {(row[0], row[1]) for row in connection.execute(wanted.distinct())}
