"""Long lists by pages: an opaque cursor says after which row the next page begins."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import Query
from pydantic import create_model

from api.rest.shapes import Answered
from engine.errors import BadInput
from engine.store.paging import After

R = TypeVar("R")
Limit = Annotated[int, Query(ge=1, le=200, description="Rows of a page.")]
Cursor = Annotated[
    str | None,
    Query(max_length=200, pattern="^[A-Za-z0-9_=-]+$", description="`next` of the page before."),
]
FIRST = 50


def after_of(cursor: str | None) -> After | None:
    """Where the page begins; BadInput for what no page of ours gave out."""
    if cursor is None:
        return None
    try:
        at, id_ = json.loads(urlsafe_b64decode(cursor.encode()))
        return After(None if at is None else datetime.fromisoformat(at).astimezone(UTC), UUID(id_))
    except (ValueError, TypeError, AttributeError, OverflowError):
        raise BadInput("Dấu trang không đúng. Đọc lại từ đầu.", code="malformed_cursor") from None


def paged(rows: Sequence[R], limit: int, place: Callable[[R], After]) -> dict[str, object]:
    """A page of a list that was asked for one row more than it shows."""
    shown = rows[:limit]
    return {"items": shown, "next": _cursor(place(shown[-1])) if len(rows) > limit else None}


def _cursor(after: After) -> str:
    at = after.at.isoformat() if after.at else None
    return urlsafe_b64encode(json.dumps([at, after.id.hex]).encode()).decode()


def page_of(row: type[Answered]) -> type[Answered]:
    """The model of a page of such rows."""
    return create_model(
        f"{row.__name__}Page",
        __base__=Answered,
        items=(list[row], ...),  # type: ignore[valid-type]
        next=(str | None, ...),
    )
