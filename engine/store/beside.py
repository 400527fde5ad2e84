"""What stands beside the ledger: answers, parties, originals, records of the post."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, exists, insert, select

from engine.ledger import DossierRef
from engine.store.act import Insert, Remembered
from engine.store.write import Write, remembered_row
from engine.tables.papers import original
from engine.tables.people import private_record
from engine.tables.record import remembered


def _slots(connection: Connection, ref: DossierRef, prefix: str) -> list[Any]:
    wanted = (
        select(private_record.c.content)
        .where(
            private_record.c.agency_id == ref.agency,
            private_record.c.dossier_id == ref.id,
            private_record.c.slot.startswith(prefix, autoescape=True),
        )
        .order_by(private_record.c.seq, private_record.c.slot)
    )
    return list(connection.execute(wanted).scalars())


def answers_of(connection: Connection, ref: DossierRef) -> Mapping[str, object]:
    """What the applicant filled in, the latest of each field; empty once erased."""
    answers: dict[str, object] = {}
    for content in _slots(connection, ref, "answers"):
        answers |= content
    return answers


def parties_of(connection: Connection, ref: DossierRef) -> list[dict[str, Any]]:
    """The people of the dossier as they were written down."""
    return _slots(connection, ref, "party:")


def originals_out(connection: Connection, ref: DossierRef) -> bool:
    """Whether an original paper is still with somebody of the office."""
    out = select(original.c.no).where(
        original.c.agency_id == ref.agency,
        original.c.dossier_id == ref.id,
        original.c.state.in_(("held", "lent")),
    )
    return bool(connection.execute(select(exists(out))).scalar_one())


def write_rows(write: Write, rows: Sequence[Insert], kept: Remembered | None) -> None:
    """Rows of an act that belong to no one dossier."""
    for row in rows:
        write.connection.execute(insert(row.table), dict(row.values))
    if kept is not None:
        write.connection.execute(insert(remembered), remembered_row(kept, write.moment))
