"""Original papers in lists: what stands on a hand-over list, who holds what, what is overdue."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Row, Table, and_, or_, select

from engine.ledger import DossierRef
from engine.store.ledgers import Reading
from engine.store.scope import Clause, Scope
from engine.tables.papers import original, original_move
from engine.tables.record import dossier
from engine.timeline import HERE


@dataclass(frozen=True, slots=True)
class HeldOriginal:
    """An original that the office has. `since` is when it came to its custodian."""

    ref: DossierRef
    code: str
    no: int
    paper: str
    procedure: str
    custodian: str
    state: str
    since: datetime
    due_back: date | None
    lender: str | None


@dataclass(frozen=True, slots=True)
class Passing:
    """An original on a hand-over list. `state`: offered, taken, missing or recalled."""

    ref: DossierRef
    code: str
    no: int
    paper: str
    procedure: str
    list: str
    kind: str
    state: str
    given_by: str
    taken_by: str
    given_at: datetime
    confirmed_at: datetime | None


def items_on_list(connection: Connection, number: str) -> list[tuple[DossierRef, int]]:
    """What stands on the list and waits to be confirmed, by dossier."""
    wanted = (
        select(original_move.c.agency_id, original_move.c.dossier_id, original_move.c.no)
        .where(original_move.c.list == number, original_move.c.state == "offered")
        .order_by(original_move.c.agency_id, original_move.c.dossier_id, original_move.c.no)
    )
    return [
        (DossierRef(row.agency_id, row.dossier_id), row.no) for row in connection.execute(wanted)
    ]


def originals_held(
    reading: Reading, scope: Scope, *, agency: str | None = None, custodian: str | None = None
) -> list[HeldOriginal]:
    """The originals that are with the office, by custodian, the oldest first.

    `agency` is the one that opened the dossiers.
    """
    where: list[Clause] = []
    if agency is not None:
        where.append(original.c.agency_id == agency)
    if custodian is not None:
        where.append(original.c.custodian == custodian)
    return _found(reading, scope, *where)


def loans_overdue(reading: Reading, scope: Scope, today: date) -> list[HeldOriginal]:
    """What was lent and should have been back before today."""
    return _found(reading, scope, original.c.state == "lent", original.c.due_back < today)


def passing(reading: Reading, scope: Scope, number: str | None = None) -> list[Passing]:
    """What stands on a list, whatever became of it; without a number, all that waits to be signed.

    Only of dossiers that the person may see.
    """
    listed = original_move.c.list == number if number else original_move.c.state == "offered"
    wanted = (
        select(original_move, original.c.paper, dossier.c.code, dossier.c.procedure)
        .join(original, _same(original_move, original, numbered=True))
        .join(dossier, _same(original_move, dossier))
        .where(listed, original_move.c.list.is_not(None), scope.clause())
        .order_by(original_move.c.given_at, original_move.c.list, dossier.c.code, original.c.no)
    )
    return [_passing(row) for row in reading.execute(wanted)]


def _same(one: Table, other: Table, *, numbered: bool = False) -> Clause:
    names = ("agency_id", "dossier_id", *(("no",) if numbered else ()))
    return and_(*(one.c[name] == other.c[name] for name in names))


def _passing(row: Row[tuple[object, ...]]) -> Passing:
    return Passing(
        DossierRef(row.agency_id, row.dossier_id),
        row.code,
        row.no,
        row.paper,
        row.procedure,
        row.list,
        row.kind,
        row.state,
        row.given_by,
        row.taken_by,
        row.given_at,
        row.confirmed_at,
    )


def _found(reading: Reading, scope: Scope, *where: Clause) -> list[HeldOriginal]:
    mine = original.c.custodian.in_(scope.ids)
    wanted = (
        select(original, dossier.c.code, dossier.c.procedure)
        .join(dossier, _same(original, dossier))
        .where(original.c.state.in_(HERE), or_(mine, scope.clause()), *where)
        .order_by(original.c.custodian, original.c.since, dossier.c.code, original.c.no)
    )
    return [_row(row) for row in reading.execute(wanted)]


def _row(row: Row[tuple[object, ...]]) -> HeldOriginal:
    return HeldOriginal(
        DossierRef(row.agency_id, row.dossier_id),
        row.code,
        row.no,
        row.paper,
        row.procedure,
        row.custodian,
        row.state,
        row.since,
        row.due_back,
        row.lender,
    )
