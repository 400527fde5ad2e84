"""Reading ledgers: one, or all of them in order, as known at an instant."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, NewType

from sqlalchemy import Connection, RowMapping, Select, bindparam, select

from engine.ledger import DossierRef, Entry, Kind
from engine.tables.record import entry

Reading = NewType("Reading", Connection)

_COLUMNS = (
    entry.c.seq,
    entry.c.kind,
    entry.c.happened_at,
    entry.c.recorded_at,
    entry.c.actor,
    entry.c.facts,
    entry.c.hash,
)


_OF_ONE = (
    select(*_COLUMNS)
    .where(entry.c.agency_id == bindparam("agency"), entry.c.dossier_id == bindparam("dossier"))
    .order_by(entry.c.seq)
)


def entry_from(row: RowMapping) -> Entry:
    """The entry that a row of `entry` holds; ValueError if it is of no kind that there is."""
    return Entry(
        row["seq"],
        Kind(row["kind"]),
        row["happened_at"],
        row["recorded_at"],
        row["actor"],
        row["facts"],
        row["hash"],
    )


def entries_of(reading: Connection, ref: DossierRef) -> list[Entry]:
    """The ledger of one dossier; empty if there is none."""
    found = reading.execute(_OF_ONE, {"agency": ref.agency, "dossier": ref.id})
    return [entry_from(row) for row in found.mappings()]


def _wanted(agency: str | None, known_at: datetime | None) -> Select[*tuple[Any, ...]]:
    wanted = select(entry.c.agency_id, entry.c.dossier_id, *_COLUMNS).order_by(
        entry.c.agency_id, entry.c.dossier_id, entry.c.seq
    )
    if agency is not None:
        wanted = wanted.where(entry.c.agency_id == agency)
    if known_at is not None:
        wanted = wanted.where(entry.c.recorded_at <= known_at)
    return wanted


def ledgers(
    reading: Connection, *, agency: str | None = None, known_at: datetime | None = None
) -> Iterator[tuple[DossierRef, list[Entry]]]:
    """Every dossier's ledger, streamed: memory does not grow with the number of dossiers.

    `known_at` selects the entries recorded by then.
    """
    wanted = _wanted(agency, known_at).execution_options(yield_per=5_000)
    rows = reading.execute(wanted).mappings()
    for (owner, dossier), group in groupby(rows, itemgetter("agency_id", "dossier_id")):
        yield DossierRef(owner, dossier), [entry_from(row) for row in group]
