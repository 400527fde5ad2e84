"""Transit slips: one of them, those that are open at an agency, and all of them for the checks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, RowMapping, Select, and_, func, or_, select

from engine.ledger import DossierRef
from engine.store.ledgers import Reading
from engine.store.scope import Scope
from engine.store.write import BOOK
from engine.tables.office import transit_item, transit_slip
from engine.tables.record import dossier, entry, serial

BOOK_OF_SLIPS = "transit"


class Ends(NamedTuple):
    """Whom a slip names: the sender and the receiver, each with a unit if there is one."""

    agency: str
    unit: str | None
    to_agency: str
    to_unit: str | None


class Item(NamedTuple):
    """One item of a slip; `arrived` None as long as the other end has said nothing."""

    number: int
    ref: DossierRef
    what: str
    sent_seq: int
    arrived: bool | None


@dataclass(frozen=True, slots=True)
class OpenSlip:
    """A slip with items that have not arrived, of those that the person may see.

    `other` is the agency at the other end; `lost` counts the items of which that end said that
    they did not come.
    """

    agency: str
    year: int
    number: int
    outgoing: bool
    other: str
    sent_at: datetime
    codes: tuple[str, ...]
    lost: int


_OF_SLIP = and_(
    transit_item.c.agency_id == transit_slip.c.agency_id,
    transit_item.c.year == transit_slip.c.year,
    transit_item.c.slip == transit_slip.c.no,
)
_OF_DOSSIER = and_(
    dossier.c.agency_id == transit_item.c.dossier_agency,
    dossier.c.dossier_id == transit_item.c.dossier_id,
)
_OPEN = transit_item.c.arrived.is_not(True)


def ends(connection: Connection, agency: str, year: int, number: int) -> Ends | None:
    """The two ends of a slip; None if there is none of that number."""
    slip = transit_slip.c
    wanted = select(slip.agency_id, slip.from_unit, slip.to_agency, slip.to_unit).where(
        slip.agency_id == agency, slip.year == year, slip.no == number
    )
    row = connection.execute(wanted).one_or_none()
    return None if row is None else Ends(*row)


def items(connection: Connection, scope: Scope, agency: str, year: int, number: int) -> list[Item]:
    """The items of a slip, in their order, as far as the person may see the dossiers."""
    item = transit_item.c
    wanted = (
        select(
            item.no,
            item.dossier_agency,
            item.dossier_id,
            item.what,
            item.sent_seq,
            item.arrived,
        )
        .join(dossier, _OF_DOSSIER)
        .where(item.agency_id == agency, item.year == year, item.slip == number, scope.clause())
        .order_by(item.no)
    )
    return [
        Item(row.no, DossierRef(row.dossier_agency, row.dossier_id), *row[3:])
        for row in connection.execute(wanted)
    ]


def open_slips(reading: Reading, scope: Scope, agency: str) -> list[OpenSlip]:
    """What is on its way from an agency and to it, the longest under way first.

    A slip of which the person may see no dossier is not there.
    """
    here = or_(transit_slip.c.agency_id == agency, transit_slip.c.to_agency == agency)
    wanted = (
        select(transit_slip, transit_item.c.arrived, dossier.c.code)
        .join(transit_item, _OF_SLIP)
        .join(dossier, _OF_DOSSIER)
        .where(here, _OPEN, scope.clause())
        .order_by(
            transit_slip.c.sent_at,
            transit_slip.c.agency_id,
            transit_slip.c.no,
            transit_item.c.no,
        )
    )
    found: dict[tuple[str, int, int], list[RowMapping]] = {}
    for row in reading.execute(wanted).mappings():
        found.setdefault((row["agency_id"], row["year"], row["no"]), []).append(row)
    return [_open(agency, rows) for rows in found.values()]


def _open(agency: str, rows: list[RowMapping]) -> OpenSlip:
    first = rows[0]
    outgoing = first["agency_id"] == agency
    return OpenSlip(
        agency=first["agency_id"],
        year=first["year"],
        number=first["no"],
        outgoing=outgoing,
        other=first["to_agency"] if outgoing else first["agency_id"],
        sent_at=first["sent_at"],
        codes=tuple(row["code"] for row in rows),
        lost=sum(row["arrived"] is False for row in rows),
    )


def last_numbers(reading: Reading, agency: str) -> dict[int, int]:
    """By year, the last number that the book of slips gave out."""
    wanted = select(serial.c.scope, serial.c.last).where(
        serial.c.agency_id == agency, serial.c.scheme == BOOK + BOOK_OF_SLIPS
    )
    return {int(row.scope): row.last for row in reading.execute(wanted)}


def signed(reading: Reading, agency: str) -> Iterator[RowMapping]:
    """Every slip of an agency with each item and the facts of the entry that sent it."""
    said = and_(
        entry.c.agency_id == transit_item.c.dossier_agency,
        entry.c.dossier_id == transit_item.c.dossier_id,
        entry.c.seq == transit_item.c.sent_seq,
    )
    wanted: Select[Any] = (
        select(
            transit_slip,
            transit_item.c.no.label("item"),
            entry.c.facts,
            entry.c.actor,
            entry.c.happened_at,
        )
        .outerjoin(transit_item, _OF_SLIP)
        .outerjoin(entry, said)
        .where(transit_slip.c.agency_id == agency)
        .order_by(transit_slip.c.year, transit_slip.c.no, transit_item.c.no)
    )
    yield from reading.execute(wanted.execution_options(yield_per=1_000)).mappings()


def count_items(connection: Connection, agency: str, year: int, number: int) -> tuple[int, int]:
    """How many items a slip has, and how many of them have not arrived."""
    item = transit_item.c
    wanted = select(func.count(), func.count().filter(_OPEN)).where(
        item.agency_id == agency, item.year == year, item.slip == number
    )
    total, left = connection.execute(wanted).one()
    return total, left
