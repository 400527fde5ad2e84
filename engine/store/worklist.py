"""The inbox as a page shows it: narrowed, counted and paged in the database."""

from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from sqlalchemy import ColumnElement, Row, and_, case, false, func, null, or_, select, true

from engine.ledger import DossierRef
from engine.store.accepting import told_at, unaccepted
from engine.store.ledgers import Reading
from engine.store.lists import PAGE, Listed
from engine.store.paging import After, beyond
from engine.store.results import put_away
from engine.store.scope import Clause, Scope
from engine.tables.record import dossier


class Urgency(StrEnum):
    """How a promise stands, as lists are narrowed by it."""

    LATE = "late"
    SOON = "soon"
    IN_TIME = "in_time"
    STANDING = "standing"  # the clock stands still, or there is no limit


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What of an inbox is wanted; empty is all. `mine`: given to the person alone.

    `agency` is where the dossiers were handed in.
    """

    state: str = ""
    procedure: str = ""
    agency: str = ""
    urgency: Urgency | None = None
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Bounds:
    """Late is what was promised before `today` began; soon what is promised until `soon`.

    What waits to be accepted has no promise: it is late if submitted until `accept_late`, soon
    if until `accept_soon`. Without these moments it is in time.
    """

    today: datetime
    soon: datetime
    accept_late: datetime | None = None
    accept_soon: datetime | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row of the inbox: `version` is what the person saw when they ticked it.

    `ended_at` is when its clock ended. `unaccepted`: it came online and waits to be accepted;
    `told_at` is then when its applicant was told what lacks. Lists stand by `urgent_at`.
    """

    listed: Listed
    version: int
    role: str
    edition: str
    ended_at: datetime | None
    unaccepted: bool
    told_at: datetime | None
    urgent_at: datetime | None

    @classmethod
    def of(cls, row: Row[*tuple[Any, ...]]) -> Self:
        """The row of a query over `columns`."""
        listed = Listed(DossierRef(row.agency_id, row.dossier_id), *row[2 : len(_NAMES)])
        return cls(listed, *row[len(_NAMES) :])


@dataclass(frozen=True, slots=True)
class Heap:
    """How many dossiers wait at one step of one procedure, handed in at one agency."""

    procedure: str
    state: str
    agency: str
    count: int
    late: int
    soon: int
    mine: int


def worklist(
    reading: Reading,
    scope: Scope,
    narrowed: Narrowed,
    bounds: Bounds,
    *,
    after: After | None = None,
    limit: int = PAGE,
) -> list[Waiting]:
    """A page of the inbox, the most urgent first; what only waits to be fetched comes last.

    What waits to be accepted stands by when it was submitted: at most a day of work too early.
    """
    urgent_at = _urgent_at()
    wanted = (
        select(*columns())
        .where(
            _here(scope),
            _narrow(scope, narrowed, bounds),
            beyond(after, urgent_at, dossier.c.dossier_id),
        )
        .order_by(urgent_at.is_(None), urgent_at, dossier.c.dossier_id)
        .limit(limit)
    )
    return [Waiting.of(row) for row in reading.execute(wanted)]


def columns() -> list[ColumnElement[Any]]:
    """What a row of a list of work is made of."""
    return [
        *(dossier.c[name] for name in _NAMES),
        dossier.c.version,
        dossier.c.holder_role,
        dossier.c.edition,
        dossier.c.ended_at,
        unaccepted().label("unaccepted"),
        told_at().label("told_at"),
        _urgent_at().label("urgent_at"),
    ]


def heaps(reading: Reading, scope: Scope, bounds: Bounds) -> list[Heap]:
    """The whole inbox by procedure, step and agency, with what is late or soon to be."""
    by = (dossier.c.procedure, dossier.c.state, dossier.c.agency_id)
    wanted = (
        select(
            *by,
            func.count(),
            *(
                func.sum(case((clause, 1), else_=0))
                for clause in (
                    _urgent(Urgency.LATE, bounds),
                    _urgent(Urgency.SOON, bounds),
                    dossier.c.officer.in_(scope.ids),
                )
            ),
        )
        .where(_here(scope))
        .group_by(*by)
        .order_by(*by)
    )
    return [Heap(*row) for row in reading.execute(wanted)]


def open_by_officer(reading: Reading, scope: Scope, agency: str) -> dict[str, int]:
    """How many open dossiers lie with each person at an agency, of those that the asker may see."""
    wanted = (
        select(dossier.c.officer, func.count())
        .where(
            dossier.c.holder_agency == agency,
            dossier.c.officer.is_not(None),
            dossier.c.final.is_(None),
            ~dossier.c.voided,
            scope.clause(),
        )
        .group_by(dossier.c.officer)
    )
    return {str(officer): count for officer, count in reading.execute(wanted)}


# The columns of a listed dossier, in the order of its fields.
_NAMES = (
    "agency_id",
    "dossier_id",
    *("state_since" if one.name == "since" else one.name for one in fields(Listed)[1:]),
)


def _here(scope: Scope) -> Clause:
    """What stands at a seat of the person; a restricted one only if it is theirs or nobody's."""
    mine = or_(dossier.c.officer.is_(None), dossier.c.officer.in_(scope.ids))
    holder = (dossier.c.holder_agency, dossier.c.holder_role, dossier.c.holder_unit)
    open_ = and_(dossier.c.final.is_(None), ~dossier.c.voided, ~put_away())
    return and_(open_, scope.covers(holder), or_(~dossier.c.restricted, mine))


def _narrow(scope: Scope, narrowed: Narrowed, bounds: Bounds) -> Clause:
    return and_(
        true(),
        *([dossier.c.state == narrowed.state] if narrowed.state else []),
        *([dossier.c.procedure == narrowed.procedure] if narrowed.procedure else []),
        *([dossier.c.agency_id == narrowed.agency] if narrowed.agency else []),
        *([_urgent(narrowed.urgency, bounds)] if narrowed.urgency else []),
        *([dossier.c.officer.in_(scope.ids)] if narrowed.mine else []),
    )


def _urgent(urgency: Urgency, bounds: Bounds) -> Clause:
    """By the same rule as the words of a row: what ended or stands still is not urgent."""
    runs, due = and_(dossier.c.stop.is_(None), dossier.c.ended_at.is_(None)), dossier.c.due
    match urgency:
        case Urgency.LATE:
            return or_(and_(runs, due < bounds.today), _submitted(bounds.accept_late))
        case Urgency.SOON:
            soon = and_(_submitted(bounds.accept_soon), ~_submitted(bounds.accept_late))
            return or_(and_(runs, due >= bounds.today, due <= bounds.soon), soon)
        case Urgency.IN_TIME:
            return or_(
                and_(runs, due > bounds.soon), and_(_waits(), ~_submitted(bounds.accept_soon))
            )
        case Urgency.STANDING:
            return and_(or_(~runs, due.is_(None)), ~_waits())


def _waits() -> Clause:
    """Its clock of acceptance runs."""
    return and_(unaccepted(), told_at().is_(None))


def _submitted(until: datetime | None) -> Clause:
    return false() if until is None else and_(_waits(), dossier.c.state_since <= until)


def _urgent_at() -> ColumnElement[Any]:
    return case(
        (dossier.c.ended_at.is_not(None), null()),
        (_waits(), dossier.c.state_since),
        else_=dossier.c.due,
    )
