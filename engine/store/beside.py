"""What stands beside the ledger: answers, parties, originals, records of the post."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, and_, exists, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from engine.errors import Conflict, Outrun
from engine.ledger import DossierRef
from engine.store.act import Change, Insert, Remembered
from engine.store.write import Write, as_refusal, remembered_row
from engine.tables.office import handover_item, handover_record
from engine.tables.papers import external_ref
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


def file_names_of(connection: Connection, ref: DossierRef) -> Mapping[str, str]:
    """What people called the files of the dossier, by the beginning of the file's address."""
    wanted = select(private_record.c.slot, private_record.c.content).where(
        private_record.c.agency_id == ref.agency,
        private_record.c.dossier_id == ref.id,
        private_record.c.slot.startswith("file:", autoescape=True),
    )
    rows = connection.execute(wanted)
    return {row.slot.partition(":")[2]: str(row.content) for row in rows}


def private_of(connection: Connection, ref: DossierRef) -> dict[tuple[int, str], object]:
    """All that the entries seal, by entry and slot; empty once erased."""
    wanted = select(private_record.c.seq, private_record.c.slot, private_record.c.content).where(
        private_record.c.agency_id == ref.agency, private_record.c.dossier_id == ref.id
    )
    return {(row.seq, row.slot): row.content for row in connection.execute(wanted)}


def external_code(connection: Connection, ref: DossierRef, system: str) -> str | None:
    """The code that the dossier bears in another system, if it is known; None once erased."""
    wanted = select(external_ref.c.code).where(
        external_ref.c.agency_id == ref.agency,
        external_ref.c.dossier_id == ref.id,
        external_ref.c.system == system,
    )
    return connection.execute(wanted).scalar_one_or_none()


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


def write_rows(write: Write, rows: Sequence[Insert | Change], kept: Remembered | None) -> None:
    """Rows of an act that belong to no one dossier."""
    for row in rows:
        _write_row(write.connection, row)
    if kept is not None:
        write.connection.execute(insert(remembered), remembered_row(kept, write.moment))


def _write_row(connection: Connection, row: Insert | Change) -> None:
    if isinstance(row, Change):
        where = [row.table.c[name] == value for name, value in row.key.items()]
        connection.execute(update(row.table).where(*where).values(dict(row.values)))
        return
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
