"""What the checks of the post's papers read: records, their items, the entries that name them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, and_, or_, select

from engine.ledger import DossierRef, Kind
from engine.store.ledgers import Reading
from engine.tables.office import handover_item, handover_record
from engine.tables.record import entry

_BATCH = 1_000
_SAID = (entry.c.seq, entry.c.actor, entry.c.happened_at, entry.c.recorded_at, entry.c.facts)

# The entries that may name an item of the carrier: the opening, papers that came, what left.
_NAMING = or_(entry.c.seq == 1, entry.c.kind.in_([Kind.MOVED, Kind.HANDED]))


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a record, with the entries of its dossier that may name it."""

    item: RowMapping
    entries: list[RowMapping]


@dataclass(frozen=True, slots=True)
class Signed:
    """A record with its items in their order."""

    record: RowMapping
    items: list[Item]


def signed(reading: Reading, agency: str) -> Iterator[Signed]:
    """The records of an agency; memory stays flat. Entries are those of its own dossiers."""
    wanted = (
        select(
            handover_record,
            handover_item.c.no,
            handover_item.c.item_code,
            handover_item.c.dossier_id,
            handover_item.c.supplied,
            *_SAID,
        )
        .select_from(
            handover_record.outerjoin(handover_item, _of_record()).outerjoin(entry, _own())
        )
        .where(handover_record.c.agency_id == agency)
        .order_by(handover_record.c.record_id, handover_item.c.no, entry.c.seq)
    )
    rows = reading.execute(wanted.execution_options(yield_per=_BATCH)).mappings()
    for _, same in groupby(rows, key=lambda row: row["record_id"]):
        lines = [list(of_item) for _, of_item in groupby(same, key=lambda row: row["no"])]
        items = [
            Item(one[0], [row for row in one if row["seq"] is not None])
            for one in lines
            if one[0]["no"] is not None
        ]
        yield Signed(lines[0][0], items)


def _own() -> ColumnElement[bool]:
    return and_(
        entry.c.agency_id == handover_item.c.agency_id,
        entry.c.dossier_id == handover_item.c.dossier_id,
        _NAMING,
    )


def entries_elsewhere(
    reading: Reading, agencies: Collection[str], dossier_id: UUID
) -> list[RowMapping]:
    """The same entries of a dossier that one of these agencies has opened."""
    wanted = select(*_SAID).where(
        entry.c.agency_id.in_(agencies), entry.c.dossier_id == dossier_id, _NAMING
    )
    return list(reading.execute(wanted).mappings())


def without_record(reading: Reading, agency: str) -> list[str]:
    """The codes of the items whose record is gone."""
    wanted = (
        select(handover_item.c.item_code)
        .select_from(handover_item.outerjoin(handover_record, _of_record()))
        .where(handover_item.c.agency_id == agency, handover_record.c.record_id.is_(None))
        .order_by(handover_item.c.item_code)
    )
    return list(reading.execute(wanted).scalars())


def is_brought(reading: Reading, ref: DossierRef, number: Any, item_code: Any) -> bool:  # noqa: ANN401  # of an entry
    """Whether a record of that number has the item as this dossier."""
    wanted = (
        select(handover_item.c.no)
        .join(handover_record, _of_record())
        .where(
            handover_item.c.agency_id == ref.agency,
            handover_item.c.item_code == str(item_code),
            handover_item.c.dossier_id == ref.id,
            handover_record.c.number == str(number),
        )
    )
    return reading.execute(wanted).first() is not None


def _of_record() -> ColumnElement[bool]:
    return and_(
        handover_record.c.agency_id == handover_item.c.agency_id,
        handover_record.c.record_id == handover_item.c.record_id,
    )
