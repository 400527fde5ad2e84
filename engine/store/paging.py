"""A list by pages: each begins after a row that was seen, whatever came or went in between."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, true


@dataclass(frozen=True, slots=True)
class After:
    """The last row that was seen: the moment by which the list is ordered, and the row's id.

    It says where a page begins and nothing else: what may be seen is decided by the scope alone.
    """

    at: datetime | None
    id: UUID


def beyond(
    after: After | None, at: ColumnElement[datetime | None], id_: ColumnElement[UUID]
) -> ColumnElement[bool]:
    """Whether a row stands behind that one; rows without a moment come last."""
    if after is None:
        return true()
    if after.at is None:
        return and_(at.is_(None), id_ > after.id)
    return or_(at.is_(None), at > after.at, and_(at == after.at, id_ > after.id))
