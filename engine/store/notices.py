"""The outbox: who waits to be told what, taken by one sender at a time, never lost."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, tuple_, update

from engine.ledger import DossierRef
from engine.store.write import Write
from engine.tables.record import outbox

_KEY = (outbox.c.agency_id, outbox.c.notice_id)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A notice taken for delivery. `id` stays the same however often it is tried."""

    ref: DossierRef
    id: UUID
    kind: str
    receiver: str
    event: str
    attempts: int  # this one included


def take(write: Write, until: datetime, most: int) -> list[Waiting]:
    """Take the notices whose turn has come; nobody else is given them before `until`.

    Senders pass over what another one is taking (PostgreSQL) or wait for it (SQLite).
    """
    turn = (
        select(*_KEY)
        .where(
            outbox.c.delivered_at.is_(None),
            outbox.c.dead_at.is_(None),
            outbox.c.next_try_at <= write.moment,
        )
        .order_by(outbox.c.next_try_at)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    taken = (
        update(outbox)
        .where(tuple_(*_KEY).in_(turn))
        .values(next_try_at=until, attempts=outbox.c.attempts + 1)
        .returning(outbox)
    )
    return [
        Waiting(
            DossierRef(row.agency_id, row.dossier_id),
            row.notice_id,
            row.kind,
            row.receiver,
            row.event,
            row.attempts,
        )
        for row in write.connection.execute(taken)
    ]


def note_delivered(write: Write, one: Waiting) -> None:
    _note(write, one, {"delivered_at": write.moment, "error": None})


def note_failed(write: Write, one: Waiting, error: str, again: datetime | None) -> None:
    """It did not get through; `again` None gives it up. `error` is a type, never a message."""
    turn = ("dead_at", write.moment) if again is None else ("next_try_at", again)
    _note(write, one, {"error": error[:160], turn[0]: turn[1]})


def _note(write: Write, one: Waiting, values: dict[str, object]) -> None:
    mine = (outbox.c.agency_id == one.ref.agency, outbox.c.notice_id == one.id)
    write.connection.execute(update(outbox).where(*mine).values(values))
