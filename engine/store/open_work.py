"""The open work of a person or of a seat: what must go to others before somebody leaves."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, exists, func, or_, select

from engine.actors import Grant, Role, Seat
from engine.ledger import DossierRef
from engine.store.scope import Scope
from engine.tables.office import work_item
from engine.tables.papers import original
from engine.tables.record import dossier

_OPEN = and_(dossier.c.final.is_(None), ~dossier.c.voided)
_WITH_SOMEBODY = ("held", "lent", "waiting")  # an original that has not left the office


@dataclass(frozen=True, slots=True)
class Work:
    """An open dossier that lies with one person."""

    ref: DossierRef
    code: str
    seat: Seat
    place: str | None
    due: datetime | None
    seen: bool  # by the person who asks


@dataclass(frozen=True, slots=True)
class Kept:
    """An original paper that a person has in hand; `no` is its number in the dossier."""

    ref: DossierRef
    code: str
    no: int
    seen: bool


def work_of(
    connection: Connection, person: str, scope: Scope, agency: str | None = None
) -> list[Work]:
    """The open dossiers given to a person (at one agency), the most urgent first."""
    mine = [_OPEN, dossier.c.officer == person]
    if agency is not None:
        mine.append(dossier.c.holder_agency == agency)
    wanted = select(
        dossier.c.agency_id,
        dossier.c.dossier_id,
        dossier.c.code,
        dossier.c.holder_role,
        dossier.c.holder_agency,
        dossier.c.holder_unit,
        dossier.c.place,
        dossier.c.due,
        scope.clause().label("seen"),
    ).where(*mine)
    by_due = wanted.order_by(dossier.c.due.is_(None), dossier.c.due, dossier.c.dossier_id)
    return [
        Work(
            DossierRef(row.agency_id, row.dossier_id),
            row.code,
            Seat(Role(row.holder_role), row.holder_agency, row.holder_unit),
            row.place,
            row.due,
            bool(row.seen),
        )
        for row in connection.execute(by_due)
    ]


def originals_of(connection: Connection, person: str, scope: Scope) -> list[Kept]:
    """The original papers that a person has in hand."""
    of_dossier = and_(
        dossier.c.agency_id == original.c.agency_id, dossier.c.dossier_id == original.c.dossier_id
    )
    wanted = (
        select(
            original.c.agency_id,
            original.c.dossier_id,
            dossier.c.code,
            original.c.no,
            scope.clause().label("seen"),
        )
        .join(dossier, of_dossier)
        .where(original.c.custodian == person, original.c.state.in_(_WITH_SOMEBODY))
        .order_by(original.c.agency_id, original.c.dossier_id, original.c.no)
    )
    return [
        Kept(DossierRef(row.agency_id, row.dossier_id), row.code, row.no, bool(row.seen))
        for row in connection.execute(wanted)
    ]


def seats_at_work(connection: Connection, grant: Grant) -> list[tuple[Seat, int]]:
    """The seats of a grant at which dossiers or questions wait, each with how many."""
    waiting: dict[Seat, int] = {}
    held = dossier.c.holder_agency, dossier.c.holder_role, dossier.c.holder_unit
    over = exists().where(
        dossier.c.agency_id == work_item.c.dossier_agency,
        dossier.c.dossier_id == work_item.c.dossier_id,
        ~_OPEN,
    )
    asked = work_item.c.agency_id, work_item.c.role, work_item.c.unit
    for columns, still in ((held, _OPEN), (asked, and_(work_item.c.answered_at.is_(None), ~over))):
        agency, role, unit = columns
        here = [agency == grant.agency, role == str(grant.role), still]
        if grant.unit is not None:
            here.append(or_(unit.is_(None), unit == grant.unit))
        wanted = select(unit, func.count()).where(*here).group_by(unit)
        for row_unit, count in connection.execute(wanted):
            seat = Seat(grant.role, grant.agency, row_unit)
            waiting[seat] = waiting.get(seat, 0) + count
    return list(waiting.items())
