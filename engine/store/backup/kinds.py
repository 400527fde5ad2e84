"""The kinds of values that columns hold, and how each is written as JSON and read again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Date,
    Integer,
    LargeBinary,
    String,
    Text,
    Uuid,
)
from sqlalchemy.types import TypeEngine

from engine.canonical import moment_text, read_moment
from engine.tables.types import Json, Moment


@dataclass(frozen=True, slots=True)
class Kind:
    """`type` is what such a column is when it is filled again; None is null everywhere."""

    name: str
    types: tuple[type[TypeEngine[Any]], ...]
    type: TypeEngine[Any]
    write: Callable[[Any], Any] | None = None
    read: Callable[[Any], Any] | None = None


def _hex(value: UUID) -> str:
    return value.hex


KINDS = (
    Kind("moment", (Moment,), Moment(), moment_text, read_moment),
    Kind("date", (Date,), Date(), date.isoformat, date.fromisoformat),
    Kind("bytes", (LargeBinary,), LargeBinary(), bytes.hex, bytes.fromhex),
    Kind("uuid", (Uuid,), Uuid(), _hex, UUID),
    Kind("json", (JSON,), Json),
    Kind("boolean", (Boolean,), Boolean()),
    Kind("integer", (Integer,), BigInteger()),
    Kind("text", (String,), Text()),
)
BY_NAME = {kind.name: kind for kind in KINDS}


def kind_of(column: TypeEngine[Any]) -> Kind:
    """The kind of a column; LookupError for a type that no table has had so far."""
    for kind in KINDS:
        if isinstance(column, kind.types):
            return kind
    raise LookupError(f"no kind for {column!r}")
