"""Sổ theo dõi hồ sơ: the book of a counter, numbered through the year."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from engine.ledger import DossierRef
from engine.store.ledgers import Reading
from engine.store.scope import Scope
from engine.tables.record import dossier

PAGE = 500


@dataclass(frozen=True, slots=True)
class BookLine:
    """One dossier in the book. `no` counts every dossier of the year, seen by the person or not."""

    no: int
    ref: DossierRef
    code: str
    procedure: str
    competent: str
    channel: str
    return_by: str
    state: str
    received_at: datetime
    due: datetime | None
    returned_at: datetime | None
    final: str | None
    voided: bool


@dataclass(frozen=True, slots=True)
class BookSpan:
    """Which part of the book: receptions from `since` until before `until`; `year` begins it."""

    year: datetime
    since: datetime
    until: datetime


def book(
    reading: Reading, scope: Scope, agency: str, span: BookSpan, *, limit: int = PAGE
) -> list[BookLine]:
    """What a counter received in a span, in the order of reception, as far as it is in scope.

    Dossiers that another dossier opened are in no book: nobody handed them in.
    """
    order = (dossier.c.accepted_at, dossier.c.dossier_id)
    numbered = (
        select(
            dossier.c.agency_id,
            dossier.c.dossier_id,
            func.row_number().over(order_by=order).label("no"),
        )
        .where(
            dossier.c.agency_id == agency,
            dossier.c.parent_id.is_(None),
            dossier.c.accepted_at >= span.year,
            dossier.c.accepted_at < span.until,
        )
        .subquery()
    )
    wanted = (
        select(
            numbered.c.no,
            dossier.c.agency_id,
            dossier.c.dossier_id,
            dossier.c.code,
            dossier.c.procedure,
            dossier.c.competent_agency,
            dossier.c.channel,
            dossier.c.return_by,
            dossier.c.state,
            dossier.c.accepted_at,
            dossier.c.due,
            dossier.c.returned_at,
            dossier.c.final,
            dossier.c.voided,
        )
        .join(
            numbered,
            (numbered.c.agency_id == dossier.c.agency_id)
            & (numbered.c.dossier_id == dossier.c.dossier_id),
        )
        .where(dossier.c.accepted_at >= span.since, scope.clause())
        .order_by(numbered.c.no)
        .limit(limit)
    )
    return [
        BookLine(row[0], DossierRef(row[1], row[2]), *row[3:])  # type: ignore[call-arg]  # as above
        for row in reading.execute(wanted)
    ]
