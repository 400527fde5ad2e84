"""What clerks have typed and not saved yet: one row a person, counter and procedure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, select

from engine.store.ledgers import Reading
from engine.store.write import Write, upsert
from engine.tables.people import intake_draft

Content = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class DraftKey:
    """Whose draft it is, at which counter, of which procedure."""

    agency: str
    staff: str
    procedure: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft of a person; it names nobody."""

    key: DraftKey
    saved_at: datetime


def keep_draft(write: Write, key: DraftKey, content: Content) -> None:
    """In place of what was kept before."""
    fresh = {"saved_at": write.moment, "content": [list(pair) for pair in content]}
    of = {"agency_id": key.agency, "staff_id": key.staff, "procedure": key.procedure}
    wanted = upsert(write.connection, intake_draft).values({**of, **fresh})
    columns = [intake_draft.c[name] for name in of]
    write.connection.execute(wanted.on_conflict_do_update(index_elements=columns, set_=fresh))


def drop_draft(connection: Connection, key: DraftKey) -> None:
    connection.execute(delete(intake_draft).where(_is(key)))


def _is(key: DraftKey) -> ColumnElement[bool]:
    row = intake_draft.c
    return and_(
        row.agency_id == key.agency, row.staff_id == key.staff, row.procedure == key.procedure
    )


def drop_drafts_before(connection: Connection, moment: datetime) -> int:
    """Erase what nobody came back to; how many that were."""
    return connection.execute(delete(intake_draft).where(intake_draft.c.saved_at < moment)).rowcount


def draft_of(reading: Reading, key: DraftKey, since: datetime) -> Content | None:
    """What was typed since then; None if nothing is kept."""
    wanted = select(intake_draft.c.content).where(_is(key), intake_draft.c.saved_at >= since)
    content = reading.execute(wanted).scalar_one_or_none()
    return None if content is None else [(name, text) for name, text in content]


def drafts_of(reading: Reading, agency: str, staff: str, since: datetime) -> list[Kept]:
    """The drafts of a person at a counter since then, the latest first."""
    row = intake_draft.c
    wanted = (
        select(row.procedure, row.saved_at)
        .where(row.agency_id == agency, row.staff_id == staff, row.saved_at >= since)
        .order_by(row.saved_at.desc(), row.procedure)
    )
    found = reading.execute(wanted)
    return [Kept(DraftKey(agency, staff, one.procedure), one.saved_at) for one in found]
