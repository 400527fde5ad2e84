"""What stands beside the ledger: answers, parties, originals, records of the post."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, and_, exists, insert, or_, select
from sqlalchemy.exc import IntegrityError

from engine.errors import Conflict, Outrun
from engine.ledger import DossierRef
from engine.store.act import Insert, Remembered
from engine.store.write import Write, as_refusal, remembered_row
from engine.tables.office import handover_item, handover_record
from engine.tables.papers import original
from engine.tables.people import private_record
from engine.tables.record import outbox, remembered


def answers_of(connection: Connection, ref: DossierRef) -> Mapping[str, object]:
    """What the applicant filled in, the latest of each field; empty once erased."""
    wanted = (
        select(private_record.c.content)
        .where(
            private_record.c.agency_id == ref.agency,
            private_record.c.dossier_id == ref.id,
            private_record.c.slot == "answers",
        )
        .order_by(private_record.c.seq)
    )
    answers: dict[str, object] = {}
    for content in connection.execute(wanted).scalars():
        answers |= content
    return answers


def parties_of(connection: Connection, ref: DossierRef) -> list[dict[str, Any]]:
    """The people of the dossier as they were written down, in their order."""
    wanted = select(private_record.c.slot, private_record.c.content).where(
        private_record.c.agency_id == ref.agency,
        private_record.c.dossier_id == ref.id,
        private_record.c.slot.startswith("party:", autoescape=True),
    )
    by_number = {int(row.slot.partition(":")[2]): row.content for row in connection.execute(wanted)}
    return [by_number[number] for number in sorted(by_number)]


def originals_out(connection: Connection, ref: DossierRef) -> bool:
    """Whether an original paper is still with somebody of the office."""
    out = select(original.c.no).where(
        original.c.agency_id == ref.agency,
        original.c.dossier_id == ref.id,
        original.c.state.in_(("held", "lent")),
    )
    return bool(connection.execute(select(exists(out))).scalar_one())


def record_known(connection: Connection, agency: str, number: str) -> bool:
    """Whether the agency has signed a hand-over record of that number."""
    wanted = select(handover_record.c.record_id).where(
        handover_record.c.agency_id == agency, handover_record.c.number == number
    )
    return bool(connection.execute(select(exists(wanted))).scalar_one())


def items_known(connection: Connection, agency: str, codes: Sequence[str]) -> list[str]:
    """Which of the carrier's items have already become dossiers of the agency."""
    wanted = select(handover_item.c.item_code).where(
        handover_item.c.agency_id == agency,
        handover_item.c.item_code.in_(codes),
        handover_item.c.dossier_id.is_not(None),
    )
    return list(connection.execute(wanted).scalars())


def is_told(connection: Connection, ref: DossierRef, seq: int) -> bool:
    """Whether a notice of that entry has left the house, or may have.

    One that a sender has taken is told, though its delivery is not noted yet; one given up is not.
    """
    taken = and_(outbox.c.attempts > 0, outbox.c.dead_at.is_(None))
    told = select(outbox.c.notice_id).where(
        outbox.c.agency_id == ref.agency,
        outbox.c.dossier_id == ref.id,
        outbox.c.event.startswith(event_of(ref, seq), autoescape=True),
        or_(outbox.c.delivered_at.is_not(None), taken),
    )
    return bool(connection.execute(select(exists(told))).scalar_one())


def event_of(ref: DossierRef, seq: int) -> str:
    """How the notices of one entry begin to name their event."""
    return f"{ref.id.hex}:{seq}:"


def write_rows(write: Write, rows: Sequence[Insert], kept: Remembered | None) -> None:
    """Rows of an act that belong to no one dossier."""
    for row in rows:
        _write_row(write.connection, row)
    if kept is not None:
        write.connection.execute(insert(remembered), remembered_row(kept, write.moment))


def _write_row(connection: Connection, row: Insert) -> None:
    try:
        connection.execute(insert(row.table), dict(row.values))
    except IntegrityError as lost:
        if row.table is handover_item and isinstance(as_refusal(lost), Outrun):
            item = row.values["item_code"]
            raise Conflict(
                f"Bưu gửi {item} vừa được giao nhận bằng một biên bản khác. Xem lại biên bản.",
                code="item_known",
                item=item,
            ) from lost
        raise
