"""The hand-over records between an agency and the post, as they were signed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, select

from engine.ledger import DossierRef
from engine.store.ledgers import Reading
from engine.store.scope import Scope
from engine.tables.office import handover_item, handover_record
from engine.tables.papers import paper
from engine.tables.record import dossier

PAGE = 50


@dataclass(frozen=True, slots=True)
class Record:
    """A record; `outgoing` when the agency gave results to the post. `items` counts them."""

    agency: str
    id: UUID
    outgoing: bool
    number: str
    signed_at: datetime
    post_clerk: str
    counter_clerk: str
    items: int


@dataclass(frozen=True, slots=True)
class RecordItem:
    """An item of a record; no `ref` for one that was turned back, or that is out of sight.

    `supplies`: it completed a dossier that was there before.

    `papers` counts what was handed in with the dossier or to complete it, in pieces.
    """

    no: int
    item_code: str
    remark: str | None
    ref: DossierRef | None
    code: str | None
    procedure: str | None
    papers: int
    supplies: bool = False


_count = (
    select(func.coalesce(func.sum(paper.c.originals + paper.c.copies + paper.c.certified), 0))
    .where(paper.c.agency_id == dossier.c.agency_id, paper.c.dossier_id == dossier.c.dossier_id)
    .scalar_subquery()
)


def records(reading: Reading, agency: str, *, limit: int = PAGE) -> list[Record]:
    """The records of an agency, the last signed first. They name nobody but those who signed."""
    return _records(reading, agency, limit=limit)


def record(reading: Reading, agency: str, number: str) -> Record | None:
    """The record of that number; an agency signs each number once."""
    return next(iter(_records(reading, agency, number)), None)


def _records(
    reading: Reading, agency: str, number: str | None = None, *, limit: int = 1
) -> list[Record]:
    row = handover_record.c
    count = (
        select(func.count())
        .select_from(handover_item)
        .where(
            handover_item.c.agency_id == row.agency_id, handover_item.c.record_id == row.record_id
        )
        .scalar_subquery()
    )
    wanted = select(handover_record, count.label("items")).where(row.agency_id == agency)
    if number is not None:
        wanted = wanted.where(row.number == number)
    wanted = wanted.order_by(row.signed_at.desc(), row.record_id).limit(limit)
    return [
        Record(
            one.agency_id,
            one.record_id,
            one.direction == "out",
            one.number,
            one.signed_at,
            one.post_clerk,
            one.counter_clerk,
            one.items,
        )
        for one in reading.execute(wanted)
    ]


def items(reading: Reading, scope: Scope, found: Record) -> list[RecordItem]:
    """The items of a record in their order; of dossiers as far as the person may see them."""
    item = handover_item.c
    seen = and_(dossier.c.dossier_id == item.dossier_id, scope.clause())
    wanted = (
        select(
            item.no,
            item.item_code,
            item.remark,
            item.supplied,
            dossier.c.agency_id,
            dossier.c.dossier_id,
            dossier.c.code,
            dossier.c.procedure,
            _count.label("papers"),
        )
        .select_from(handover_item)
        .outerjoin(dossier, seen)
        .where(item.agency_id == found.agency, item.record_id == found.id)
        .order_by(item.no)
    )
    return [
        RecordItem(
            row.no,
            row.item_code,
            row.remark,
            DossierRef(row.agency_id, row.dossier_id) if row.agency_id else None,
            row.code,
            row.procedure,
            row.papers if row.supplied is None else row.supplied,
            row.supplied is not None,
        )
        for row in reading.execute(wanted)
    ]
