"""What the counter of an agency has before it: the online queue, the post, who fetches together.

No row names anybody of the public. Each list holds only what the person's scope shows.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from engine.ledger import DossierRef
from engine.procedure import Channel
from engine.store.accepting import told_at, unaccepted
from engine.store.ledgers import Reading
from engine.store.scope import Scope
from engine.tables.papers import fee_line, result
from engine.tables.people import party
from engine.tables.record import dossier
from engine.timeline import AT_COUNTER, ResultState

PAGE = 200
APPLICANT = "applicant"
Clause = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Submitted:
    """A dossier that came online and that no counter has accepted yet.

    `asked_at` is when the applicant was last told what lacks; None while nobody has looked.
    """

    ref: DossierRef
    code: str
    procedure: str
    edition: str
    state: str
    opened_at: datetime
    since: datetime
    version: int
    asked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Fetchable:
    """A dossier whose results lie at the counter. `owed` in đồng is still to be paid."""

    ref: DossierRef
    code: str
    procedure: str
    return_by: str
    since: datetime
    state: str
    final: str | None
    proposal: str | None
    owed: int

    @property
    def came_back(self) -> bool:
        """Whether the post brought it back."""
        return self.final is not None


@dataclass(frozen=True, slots=True)
class Away:
    """A result that is with the post."""

    ref: DossierRef
    code: str
    procedure: str
    since: datetime


def submitted(reading: Reading, scope: Scope, *, limit: int = PAGE) -> list[Submitted]:
    """The online queue of this person's counters, whoever waits longest first.

    Those that wait for their applicants to complete them come last.
    """
    asked = told_at()
    holder = (dossier.c.holder_agency, dossier.c.holder_role, dossier.c.holder_unit)
    wanted = (
        select(
            dossier.c.agency_id,
            dossier.c.dossier_id,
            dossier.c.code,
            dossier.c.procedure,
            dossier.c.edition,
            dossier.c.state,
            dossier.c.opened_at,
            dossier.c.state_since,
            dossier.c.version,
            asked,
        )
        .where(
            unaccepted(),
            scope.covers(holder),
            scope.clause(),
        )
        .order_by(asked.is_not(None), dossier.c.state_since, dossier.c.dossier_id)
        .limit(limit)
    )
    rows = reading.execute(wanted)
    return [Submitted(DossierRef(agency, one), *rest) for agency, one, *rest in rows]


def fetchable(
    reading: Reading,
    scope: Scope,
    agencies: Collection[str],
    *,
    return_by: Channel | None = None,
    limit: int = PAGE,
) -> list[Fetchable]:
    """The dossiers with results at the counter of these agencies, the oldest first."""
    asked = [] if return_by is None else [dossier.c.return_by == str(return_by)]
    return _fetchable(reading, scope, agencies, *asked, limit=limit)


def fetchable_with(
    reading: Reading, scope: Scope, agencies: Collection[str], ref: DossierRef, *, limit: int = PAGE
) -> list[Fetchable]:
    """What one person may fetch along with a dossier: of the same visit, or with a person of it."""
    mine, theirs = party.alias("mine"), party.alias("theirs")
    visit = (
        select(dossier.c.visit)
        .where(dossier.c.agency_id == ref.agency, dossier.c.dossier_id == ref.id)
        .scalar_subquery()
    )
    same = exists(
        select(theirs.c.no).where(
            theirs.c.agency_id == dossier.c.agency_id,
            theirs.c.dossier_id == dossier.c.dossier_id,
            theirs.c.identity_digest == mine.c.identity_digest,
            mine.c.agency_id == ref.agency,
            mine.c.dossier_id == ref.id,
        )
    )
    other = dossier.c.dossier_id != ref.id
    return _fetchable(
        reading, scope, agencies, other, or_(same, dossier.c.visit == visit), limit=limit
    )


def with_the_post(
    reading: Reading, scope: Scope, agencies: Collection[str], *, limit: int = PAGE
) -> list[Away]:
    """The dossiers whose results these agencies have posted, the last first."""
    wanted = (
        _dossiers(agencies, (str(ResultState.POSTED),))
        .where(scope.clause())
        .order_by(func.min(result.c.placed_at).desc(), dossier.c.dossier_id)
        .limit(limit)
    )
    return [
        Away(DossierRef(row.agency_id, row.dossier_id), row.code, row.procedure, row.since)
        for row in reading.execute(wanted)
    ]


def _fetchable(
    reading: Reading, scope: Scope, agencies: Collection[str], *where: Clause, limit: int
) -> list[Fetchable]:
    wanted = (
        _dossiers(agencies, tuple(str(state) for state in AT_COUNTER))
        .where(scope.clause(), *where)
        .order_by(func.min(result.c.placed_at), dossier.c.dossier_id)
        .limit(limit)
    )
    return [_read(row) for row in reading.execute(wanted)]


def _read(row: Any) -> Fetchable:  # noqa: ANN401 -- a row of `_dossiers`
    return Fetchable(
        DossierRef(row.agency_id, row.dossier_id),
        row.code,
        row.procedure,
        row.return_by,
        row.since,
        row.state,
        row.final,
        row.proposal,
        row.owed,
    )


def _dossiers(agencies: Collection[str], states: tuple[str, ...]) -> Select[Any]:
    """Dossiers with results of the applicant in these states, fetched at these agencies."""
    owed = (
        select(func.coalesce(func.sum(fee_line.c.amount), 0))
        .where(
            fee_line.c.agency_id == dossier.c.agency_id,
            fee_line.c.dossier_id == dossier.c.dossier_id,
            fee_line.c.collected_at.is_(None),
        )
        .scalar_subquery()
    )
    of = (
        dossier.c.agency_id,
        dossier.c.dossier_id,
        dossier.c.code,
        dossier.c.procedure,
        dossier.c.return_by,
        dossier.c.state,
        dossier.c.final,
        dossier.c.proposal,
    )
    same = and_(
        result.c.agency_id == dossier.c.agency_id, result.c.dossier_id == dossier.c.dossier_id
    )
    return (
        select(*of, func.min(result.c.placed_at).label("since"), owed.label("owed"))
        .join(result, same)
        .where(
            dossier.c.return_at.in_(agencies),
            ~dossier.c.voided,
            result.c.recipient == APPLICANT,
            result.c.state.in_(states),
            ~result.c.replaced,
            ~result.c.phase,
        )
        .group_by(*of)
    )
