"""What time has to look at: dossiers still on their way, and answers remembered for too long."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from sqlalchemy import and_, delete, select

from engine.ledger import DossierRef, Entry
from engine.store.ledgers import Reading, entry_from
from engine.store.write import Write
from engine.tables.record import dossier, entry, remembered


def open_ledgers(reading: Reading) -> Iterator[tuple[DossierRef, list[Entry]]]:
    """The ledger of every dossier that is neither over nor voided, streamed."""
    same = and_(
        entry.c.agency_id == dossier.c.agency_id, entry.c.dossier_id == dossier.c.dossier_id
    )
    wanted = (
        select(entry)
        .join(dossier, same)
        .where(dossier.c.final.is_(None), dossier.c.voided.is_(False))
        .order_by(entry.c.agency_id, entry.c.dossier_id, entry.c.seq)
        .execution_options(yield_per=1_000)
    )
    rows = reading.execute(wanted).mappings()
    for (agency, dossier_id), group in groupby(rows, itemgetter("agency_id", "dossier_id")):
        yield DossierRef(agency, dossier_id), [entry_from(row) for row in group]


def forget(write: Write, before: datetime) -> int:
    """Drop the answers remembered before then; how many that were."""
    old = delete(remembered).where(remembered.c.at < before)
    return write.connection.execute(old).rowcount
