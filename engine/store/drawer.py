"""Saved filters of a person, and the summaries of what they asked for over many dossiers."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select

from engine.errors import BadInput, Conflict
from engine.tables.drawer import batch, saved_filter

MOST = 20  # filters of one person (assumption: more would be searched themselves)
LONGEST_NAME, LONGEST_QUERY = 80, 400


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter of the inbox under the name that the person gave it."""

    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one dossier in an act over many; `refused` is None if it went.

    `refused` holds the code of the refusal, `why` its words. `number` is what was given to it.
    """

    agency: str
    dossier: str
    code: str
    refused: str | None = None
    why: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """One request over many dossiers; `action` is of the definition, or the verb `reassign`."""

    id: UUID
    at: datetime
    action: str
    results: tuple[Done, ...]

    @property
    def went(self) -> tuple[Done, ...]:
        return tuple(one for one in self.results if one.refused is None)

    @property
    def stayed(self) -> tuple[Done, ...]:
        return tuple(one for one in self.results if one.refused is not None)


def filters_of(connection: Connection, staff: str) -> list[SavedFilter]:
    wanted = (
        select(saved_filter.c.name, saved_filter.c.query)
        .where(saved_filter.c.staff_id == staff)
        .order_by(saved_filter.c.name)
    )
    return [SavedFilter(row.name, row.query) for row in connection.execute(wanted)]


def save_filter(connection: Connection, staff: str, wanted: SavedFilter) -> None:
    """Keep a filter; one of the same name is replaced."""
    if not 0 < len(wanted.name) <= LONGEST_NAME or len(wanted.query) > LONGEST_QUERY:
        raise BadInput(
            f"Đặt tên cho bộ lọc, tối đa {LONGEST_NAME} ký tự.", code="filter_name", at="name"
        )
    known = {one.name for one in filters_of(connection, staff)}
    if len(known | {wanted.name}) > MOST:
        raise Conflict(f"Đã lưu {MOST} bộ lọc. Xóa bớt rồi lưu.", code="too_many_filters")
    drop_filter(connection, staff, wanted.name)
    connection.execute(insert(saved_filter), {"staff_id": staff, **asdict(wanted)})


def drop_filter(connection: Connection, staff: str, name: str) -> None:
    connection.execute(
        delete(saved_filter).where(saved_filter.c.staff_id == staff, saved_filter.c.name == name)
    )


def batch_of(connection: Connection, staff: str, batch_id: UUID) -> Batch | None:
    """What became of a request, if this person made it and it is done."""
    wanted = select(batch).where(batch.c.staff_id == staff, batch.c.batch_id == batch_id)
    row = connection.execute(wanted).one_or_none()
    if row is None:
        return None
    return Batch(row.batch_id, row.at, row.action, tuple(Done(**one) for one in row.results))


def keep_batch(connection: Connection, staff: str, done: Batch) -> None:
    """Write the summary; the first one of an id stays."""
    if batch_of(connection, staff, done.id) is None:
        row = {
            "staff_id": staff,
            "batch_id": done.id,
            "at": done.at,
            "action": done.action,
            "results": _plain(done.results),
        }
        connection.execute(insert(batch), row)


def _plain(results: Iterable[Done]) -> list[dict[str, str | None]]:
    return [asdict(one) for one in results]
