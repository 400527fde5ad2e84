"""What time has to look at: dossiers still on their way, and answers remembered for too long."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select

from engine.ledger import DossierRef, Entry
from engine.store.ledgers import Reading, entry_from
from engine.store.results import APPLICANT
from engine.store.write import Write
from engine.tables.papers import result
from engine.tables.record import dossier, entry, remembered
from engine.timeline import ResultState


def open_ledgers(reading: Reading) -> Iterator[tuple[DossierRef, list[Entry]]]:
    """The ledger of every dossier that is on its way, or has a result that waits; streamed.

    Not of one that was voided.
    """
    same = and_(
        entry.c.agency_id == dossier.c.agency_id, entry.c.dossier_id == dossier.c.dossier_id
    )
    wanted = (
        select(entry)
        .join(dossier, same)
        .where(or_(dossier.c.final.is_(None), _result_waits()), dossier.c.voided.is_(False))
        .order_by(entry.c.agency_id, entry.c.dossier_id, entry.c.seq)
        .execution_options(yield_per=1_000)
    )
    rows = reading.execute(wanted).mappings()
    for (agency, dossier_id), group in groupby(rows, itemgetter("agency_id", "dossier_id")):
        yield DossierRef(agency, dossier_id), [entry_from(row) for row in group]


def _result_waits() -> ColumnElement[bool]:
    """A result is at the counter again, or a copy is out that nobody has acknowledged."""
    again = result.c.state == str(ResultState.COME_BACK)
    unacknowledged = and_(
        result.c.recipient != APPLICANT,
        result.c.state.in_([str(ResultState.POSTED), str(ResultState.HANDED)]),
        result.c.acknowledged_at.is_(None),
    )
    return exists().where(
        result.c.agency_id == dossier.c.agency_id,
        result.c.dossier_id == dossier.c.dossier_id,
        ~result.c.replaced,
        or_(again, unacknowledged),
    )


def forget(write: Write, before: datetime) -> int:
    """Drop the answers remembered before then; how many that were."""
    old = delete(remembered).where(remembered.c.at < before)
    return write.connection.execute(old).rowcount
