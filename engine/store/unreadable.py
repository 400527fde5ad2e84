"""Values that are not what their column holds: found and named, and the others read all the same.

A database takes them from whoever writes past the product: SQLite nearly anything, PostgreSQL
moments beyond our calendar. No verb writes one.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, String, Table, cast, select
from sqlalchemy.exc import DataError, DBAPIError

from engine.ledger import DossierRef
from engine.store.checks import SIDES, Stored, Values, ordered, stored, within
from engine.store.ledgers import Reading
from engine.store.spans import Span, spans
from engine.tables.record import entry

_BATCH = 1_000
_OF_A_VALUE = ("could not decode", "malformed json")  # said by SQLite of a text, as a failure


class Undecoded(Exception):
    """A stored value is not what its column holds."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Rows of a dossier that cannot be read: in which table, and which of its columns.

    `written` is the id of the dossier as it stands there; no `ref` if that is none.
    """

    agency: str
    written: str
    ref: DossierRef | None
    table: str
    columns: tuple[str, ...]


@contextmanager
def decoding() -> Iterator[None]:
    """Tells a value at fault (`Undecoded`) from a database that failed, which passes as it is."""
    try:
        yield
    except DBAPIError as error:
        said = str(error.orig).lower()
        if not isinstance(error, DataError) and not any(words in said for words in _OF_A_VALUE):
            raise
        raise Undecoded from error
    except (ValueError, TypeError, AttributeError, ArithmeticError) as error:
        raise Undecoded from error


def parted(reading: Reading, agency: str, size: int) -> list[Span]:
    """The spans of an agency; one of everything if an id that would begin one cannot be read."""
    try:
        with decoding():
            return list(spans(reading, agency, size))
    except Undecoded:
        return [Span(agency)]


def readable(reading: Reading, span: Span) -> Iterator[Stored | Unreadable]:
    """The dossiers of a span by id; those that cannot be read are named in their place.

    From the first such value on, the dossiers of the span are read one at a time.
    """
    last: int | None = -1
    try:
        with decoding():
            for one in stored(reading, span):
                yield one
                last = one.ref.id.int
        last = None
    except Undecoded:
        pass  # what was read so far is let go before the rest is read
    if last is not None:
        yield from _one_by_one(reading, span, last)


def ledgers_of(reading: Reading, agency: str) -> list[DossierRef]:
    """The dossiers of an agency that have a ledger, by id; an id that is none is left out."""
    column = cast(entry.c.dossier_id, String)
    written = select(column).where(entry.c.agency_id == agency).distinct()
    ids = (_id(str(one)) for one in reading.execute(written).scalars())
    return [DossierRef(agency, one) for one in sorted(one for one in ids if one is not None)]


def _one_by_one(reading: Reading, span: Span, last: int) -> Iterator[Stored | Unreadable]:
    for written, tables in sorted(_written(reading, span).items()):
        dossier_id = _id(written)
        if dossier_id is None:
            for table in tables:
                yield Unreadable(span.agency, written, None, table, ("dossier_id",))
        elif dossier_id.int > last:
            yield from _of_one(reading, DossierRef(span.agency, dossier_id))


def _written(reading: Reading, span: Span) -> dict[str, list[str]]:
    """Every id of the span as it stands in the tables, with their names."""
    found: dict[str, list[str]] = {}
    for side in SIDES:
        column = cast(side[0].c.dossier_id, String)
        for one in reading.execute(select(column).where(*within(side, span)).distinct()).scalars():
            found.setdefault(str(one), []).append(side[0].name)
    return found


def _id(written: str) -> UUID | None:
    """The id, if it is written as the product writes it: otherwise its rows are not found by it."""
    try:
        found = UUID(written)
    except ValueError:
        return None
    return found if written in {found.hex, str(found)} else None


def _of_one(reading: Reading, ref: DossierRef) -> Iterator[Stored | Unreadable]:
    rows: dict[str, list[Values]] = {}
    faults = []
    for side in SIDES:
        table, owner, _ = side
        mine = (table.c[owner] == ref.agency, table.c.dossier_id == ref.id)
        try:
            with decoding():
                rows[table.name] = list(reading.execute(ordered(side, *mine)).mappings())
        except Undecoded:
            columns = tuple(unreadable_columns(reading, table, *mine))
            faults.append(Unreadable(ref.agency, ref.id.hex, ref, table.name, columns))
    if faults:
        yield from faults
    else:
        yield Stored(ref, rows)


def unreadable_columns(
    reading: Reading, table: Table, *which: ColumnElement[bool]
) -> Iterator[str]:
    """The columns of these rows in which a value cannot be read."""
    for column in table.columns:
        wanted = select(column).where(*which).execution_options(yield_per=_BATCH)
        try:
            with decoding(), reading.execute(wanted) as found:
                for _ in found:
                    pass
        except Undecoded:
            yield column.name


def unreadable_in(reading: Reading, tables: Iterable[Table]) -> list[str]:
    """What cannot be read in whole tables, as table.column."""
    return [f"{one.name}.{column}" for one in tables for column in unreadable_columns(reading, one)]
