"""What the checks of the record read: every row of a dossier beside its ledger, streamed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from heapq import merge
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, Select, Table, and_, exists, func, select

from engine.ledger import DossierRef, Entry, Kind
from engine.store.ledgers import Reading, entry_from
from engine.store.spans import Span
from engine.store.write import BOOK
from engine.tables.office import transit_item, work_item
from engine.tables.papers import (
    attachment,
    external_ref,
    fee_line,
    fee_receipt_line,
    fee_refund,
    original,
    original_move,
    paper,
    result,
)
from engine.tables.people import party, private_record
from engine.tables.record import code, dossier, entry, older_code, paper_receipt, serial

Values: TypeAlias = RowMapping

Side: TypeAlias = tuple[Table, str, tuple[str, ...]]

# Each with the column that names the agency of the dossier, and what orders its rows within one.
SIDES: tuple[Side, ...] = (
    (dossier, "agency_id", ()),
    (entry, "agency_id", ("seq",)),
    (code, "agency_id", ("code",)),
    (older_code, "agency_id", ("origin", "code")),
    (paper_receipt, "agency_id", ("number",)),
    (private_record, "agency_id", ("seq", "slot")),
    (party, "agency_id", ("no",)),
    (paper, "agency_id", ("seq", "paper")),
    (fee_line, "agency_id", ("no",)),
    (fee_receipt_line, "dossier_agency", ("agency_id", "series", "number", "no")),
    (fee_refund, "dossier_agency", ("no",)),
    (work_item, "dossier_agency", ("item", "item_id")),
    (transit_item, "dossier_agency", ("agency_id", "year", "slip", "no")),
    (result, "agency_id", ("no",)),
    (attachment, "agency_id", ("sha256",)),
    (original, "agency_id", ("no",)),
    (original_move, "agency_id", ("no", "move")),
    (external_ref, "agency_id", ("system",)),
)
_BATCH = 1_000  # rows of each table held in memory at a time


@dataclass(frozen=True, slots=True)
class Stored:
    """All rows of one dossier, by table name; a table without rows of it gives none."""

    ref: DossierRef
    rows: Mapping[str, list[Values]] = field(default_factory=dict)

    def of(self, table: str) -> list[Values]:
        return self.rows.get(table, [])

    def entries(self) -> list[Entry]:
        """The ledger; ValueError if an entry is of no kind that there is."""
        return [entry_from(row) for row in self.of("entry")]


def agencies(reading: Reading) -> list[str]:
    """Every agency that has a dossier, an entry or a series of numbers."""
    found = select(dossier.c.agency_id).union(select(entry.c.agency_id), select(serial.c.agency_id))
    return sorted(reading.execute(found).scalars())


def count_dossiers(reading: Reading, agency: str | None) -> int:
    """How many dossiers there are to look at."""
    wanted = select(func.count()).select_from(dossier)
    if agency is not None:
        wanted = wanted.where(dossier.c.agency_id == agency)
    return int(reading.execute(wanted).scalar_one())


def stored(reading: Reading, span: Span) -> Iterator[Stored]:
    """The dossiers of a span by id, each with all of its rows; memory stays flat.

    A value that its column cannot hold ends it: `engine.store.unreadable` goes on from there.
    """
    streams = (_rows(reading, span, side) for side in SIDES)
    current: UUID | None = None
    rows: dict[str, list[Values]] = {}
    for dossier_id, table, row in merge(*streams, key=lambda one: one[0].int):
        if dossier_id != current and current is not None:
            yield Stored(DossierRef(span.agency, current), rows)
            rows = {}
        current = dossier_id
        rows.setdefault(table, []).append(row)
    if current is not None:
        yield Stored(DossierRef(span.agency, current), rows)


def within(side: Side, span: Span) -> list[ColumnElement[bool]]:
    """Which rows of a table belong to a span."""
    table, owner, _ = side
    bounds = [table.c[owner] == span.agency]
    if span.first is not None:
        bounds.append(table.c.dossier_id >= span.first)
    if span.before is not None:
        bounds.append(table.c.dossier_id < span.before)
    return bounds


def ordered(side: Side, *which: ColumnElement[bool]) -> Select[Any]:
    """The rows of a table in the order in which they are held against the ledger."""
    table, _, order = side
    by: list[ColumnElement[Any]] = [table.c.dossier_id, *(table.c[name] for name in order)]
    return select(table).where(*which).order_by(*by)


def _rows(reading: Reading, span: Span, side: Side) -> Iterator[tuple[UUID, str, Values]]:
    table, wanted = side[0], ordered(side, *within(side, span))
    with reading.execute(wanted.execution_options(yield_per=_BATCH)) as found:
        for row in found.mappings():
            yield row["dossier_id"], table.name, row


def series(reading: Reading, agency: str) -> Iterator[tuple[str, str, int | None]]:
    """Every series of receipt codes: scheme, scope, last number given out (None: unknown)."""
    dossiers = ~serial.c.scheme.startswith(BOOK, autoescape=True)
    known = {
        (row.scheme, row.scope): row.last
        for row in reading.execute(select(serial).where(serial.c.agency_id == agency, dossiers))
    }
    used = select(code.c.scheme, code.c.scope).where(code.c.agency_id == agency).distinct()
    every = known.keys() | {(row.scheme, row.scope) for row in reading.execute(used)}
    for scheme, scope in sorted(every):
        yield scheme, scope, known.get((scheme, scope))


def numbered(reading: Reading, agency: str, scheme: str, scope: str) -> Iterator[tuple[int, str]]:
    """The codes of one series in the order of their serials."""
    wanted = (
        select(code.c.serial, code.c.code)
        .where(code.c.agency_id == agency, code.c.scheme == scheme, code.c.scope == scope)
        .order_by(code.c.serial)
    )
    for row in reading.execute(wanted.execution_options(yield_per=_BATCH)):
        yield row.serial, row.code


def last_entry(reading: Reading, ref: DossierRef, until: datetime) -> tuple[int, bytes] | None:
    """Number and hash of the last entry of a dossier recorded before `until`."""
    wanted = (
        select(entry.c.seq, entry.c.hash)
        .where(
            entry.c.agency_id == ref.agency,
            entry.c.dossier_id == ref.id,
            entry.c.recorded_at < until,
        )
        .order_by(entry.c.seq.desc())
        .limit(1)
    )
    found = reading.execute(wanted).one_or_none()
    return None if found is None else (found.seq, found.hash)


def entered_outages(reading: Reading) -> Iterator[tuple[DossierRef, int, dict[str, Any]]]:
    """Every entry that says an outage: dossier, number, facts."""
    wanted = (
        select(entry.c.agency_id, entry.c.dossier_id, entry.c.seq, entry.c.facts)
        .where(entry.c.kind == Kind.OUTAGE)
        .order_by(entry.c.agency_id, entry.c.dossier_id, entry.c.seq)
    )
    for row in reading.execute(wanted.execution_options(yield_per=_BATCH)):
        yield DossierRef(row.agency_id, row.dossier_id), row.seq, row.facts


def is_attached(reading: Reading, ref: DossierRef, sha256: bytes) -> bool:
    """Whether the record names that file of the dossier now."""
    wanted = select(attachment.c.size).where(
        attachment.c.agency_id == ref.agency,
        attachment.c.dossier_id == ref.id,
        attachment.c.sha256 == sha256,
    )
    return reading.execute(wanted).first() is not None


def is_without_files(reading: Reading, ref: DossierRef) -> bool:
    """Whether the dossier was erased and no file came to it since."""
    named = and_(
        attachment.c.agency_id == dossier.c.agency_id,
        attachment.c.dossier_id == dossier.c.dossier_id,
    )
    wanted = select(dossier.c.erased).where(
        dossier.c.agency_id == ref.agency,
        dossier.c.dossier_id == ref.id,
        dossier.c.erased,
        ~exists().where(named),
    )
    return reading.execute(wanted).first() is not None
