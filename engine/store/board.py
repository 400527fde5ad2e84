"""The public board: how many dossiers each agency has, and where they stand; nobody is named."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, exists, func, or_, select

from engine.ledger import DossierRef
from engine.procedure import Channel, Final
from engine.store.ledgers import Reading
from engine.tables.papers import result
from engine.tables.record import dossier
from engine.timeline import AT_COUNTER

_STANDS = and_(
    ~dossier.c.voided,
    or_(dossier.c.final.is_(None), dossier.c.final != str(Final.NOT_ACCEPTED)),
)


@dataclass(frozen=True, slots=True)
class Load:
    """What a competent agency accepted since the beginning of a period, and what is open now."""

    agency: str
    received: int
    pending: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A dossier on the screen of a counter; `ready`: its result lies there to be fetched."""

    code: str
    procedure: str
    edition: str
    state: str
    since: datetime
    due: datetime | None
    ready: bool


def loads(reading: Reading, since: datetime, until: datetime) -> list[Load]:
    """By competent agency, as the timeliness report counts them; linked dossiers too."""
    came = and_(dossier.c.accepted_at >= since, dossier.c.accepted_at < until)
    wanted = (
        select(
            dossier.c.competent_agency,
            func.count().filter(came),
            func.count().filter(dossier.c.ended_at.is_(None)),
        )
        .where(_STANDS, dossier.c.accepted_at < until)
        .where(or_(came, dossier.c.ended_at.is_(None)))
        .group_by(dossier.c.competent_agency)
    )
    return [Load(*row) for row in reading.execute(wanted)]


def ended(reading: Reading, since: datetime) -> Iterator[tuple[DossierRef, int]]:
    """The dossiers whose clock ended since then, each with its version."""
    wanted = select(dossier.c.agency_id, dossier.c.dossier_id, dossier.c.version).where(
        _STANDS, dossier.c.ended_at >= since
    )
    for agency, one, version in reading.execute(wanted):
        yield DossierRef(agency, one), version


def on_screen(reading: Reading, agency: str, *, limit: int) -> list[Shown]:
    """The open dossiers whose results are fetched at this agency's counter.

    Those with a result to fetch come first, then what is in hand, each by its promise. A
    restricted dossier is never there.
    """
    waits = exists().where(
        result.c.agency_id == dossier.c.agency_id,
        result.c.dossier_id == dossier.c.dossier_id,
        result.c.recipient == "applicant",
        result.c.state.in_([str(one) for one in AT_COUNTER]),
        ~result.c.replaced,
    )
    ready = and_(waits, dossier.c.return_by == str(Channel.DIRECT))
    wanted = (
        select(
            dossier.c.code,
            dossier.c.procedure,
            dossier.c.edition,
            dossier.c.state,
            dossier.c.state_since,
            dossier.c.due,
            ready,
        )
        .where(_STANDS, dossier.c.return_at == agency, dossier.c.accepted_at.is_not(None))
        .where(dossier.c.final.is_(None), ~dossier.c.restricted)
        .order_by(ready.desc(), dossier.c.due.is_(None), dossier.c.due, dossier.c.dossier_id)
        .limit(limit)
    )
    return [Shown(*row) for row in reading.execute(wanted)]
