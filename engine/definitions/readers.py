"""Reading plain values into typed ones, and saying in the same breath what the text may hold.

A `Reader` is a function and the JSON Schema of what it accepts, so that completion in an editor
and the loader can never disagree. Every flaw of a record is found, not only the first.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar

from engine.definitions.defects import Flaw, Path, Unreadable

T = TypeVar("T")
S = TypeVar("S")
Schema = Mapping[str, object]
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reader(Generic[T]):
    """How one kind of value is read. `read` raises Unreadable with the path of what is wrong."""

    read: Callable[[object, Path], T]
    schema: Schema

    def then(self, make: Callable[[T], S]) -> "Reader[S]":
        """Read, then make something of it."""
        return Reader(lambda value, path: make(self.read(value, path)), self.schema)


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a record. `into` is the name of the attribute, when it differs from the key."""

    reader: Reader[Any]
    required: bool = False
    says: str = ""
    into: str | None = None


def wrong(path: Path, message: str, fix: str, code: str = "wrong_type") -> Unreadable:
    return Unreadable(Flaw(path, code, message, fix))


def shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def plain(kind: type[T], name: str, says: str) -> Reader[T]:
    """A value that YAML already gives as `kind`."""

    def read(value: object, path: Path) -> T:
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise wrong(path, f"“{shown(value)}” không phải là {says}.", f"Ghi một {says}.")
        return value

    return Reader(read, {"type": name})


TEXT = plain(str, "string", "đoạn chữ")
WHOLE = plain(int, "integer", "số nguyên")
TRUTH = plain(bool, "boolean", "giá trị true hoặc false")


def pattern(regex: str, says: str, example: str) -> Reader[str]:
    """A text of a certain shape (the regex is both Python's and JSON Schema's)."""
    shape = re.compile(regex)

    def read(value: object, path: Path) -> str:
        if not isinstance(value, str) or not shape.fullmatch(value):
            message = f"“{shown(value)}” không phải là {says}."
            raise wrong(path, message, f"Ví dụ đúng: {example}.", "wrong_form")
        return value

    return Reader(read, {"type": "string", "pattern": regex})


WORD = pattern("^[a-z][a-z0-9_]*$", "tên khóa (chữ thường, số, gạch dưới)", "ask_more")


def choice(kind: type[StrEnum]) -> Reader[Any]:
    """One member of an enumeration."""
    names = [str(member) for member in kind]

    def read(value: object, path: Path) -> StrEnum:
        if value not in names:
            fix = f"Chọn một trong: {', '.join(names)}."
            raise wrong(path, f"Không có giá trị “{shown(value)}”.", fix, "unknown_value")
        return kind(str(value))

    return Reader(read, {"enum": names})


def _number(value: object, path: Path) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or value < 0:
        raise wrong(path, f"“{shown(value)}” không phải là số.", "Ghi một số không âm.")
    return Decimal(value)


def _day(value: object, path: Path) -> date:
    if not isinstance(value, date):
        raise wrong(path, f"“{shown(value)}” không phải là ngày.", "Ghi dạng 2021-03-03.")
    return value


NUMBER = Reader(_number, {"type": "number", "minimum": 0})
DAY = Reader(_day, {"type": "string", "format": "date"})
CLOCK_TIME = pattern("^([01][0-9]|2[0-3]):[0-5][0-9]$", "giờ trong ngày", "15:00").then(
    time.fromisoformat
)


def each(parts: Iterable[tuple[Path, Reader[T], object]]) -> list[T]:
    """Read every part; the flaws of all of them come in one Unreadable."""
    read: list[T] = []
    flaws: list[Flaw] = []
    for path, reader, value in parts:
        try:
            read.append(reader.read(value, path))
        except Unreadable as unreadable:
            flaws.extend(unreadable.flaws)
    if flaws:
        raise Unreadable(*flaws)
    return read


def items(reader: Reader[T]) -> Reader[tuple[T, ...]]:
    """A list; the flaws of every item are found."""

    def read(value: object, path: Path) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise wrong(path, f"“{shown(value)}” không phải là danh sách.", "Ghi dạng [a, b].")
        return tuple(each(((*path, i), reader, item) for i, item in enumerate(value)))

    return Reader(read, {"type": "array", "items": reader.schema})


def one_or_more(reader: Reader[T]) -> Reader[tuple[T, ...]]:
    """One value, or a list of them."""
    many = items(reader)

    def read(value: object, path: Path) -> tuple[T, ...]:
        return many.read(value, path) if isinstance(value, list) else (reader.read(value, path),)

    return Reader(read, {"anyOf": [reader.schema, many.schema]})


def table(key: Reader[str], reader: Reader[T]) -> Reader[dict[str, T]]:
    """Ids and what they stand for, in the order of the text."""

    def read(value: object, path: Path) -> dict[str, T]:
        given = as_mapping(value, path)
        each(((*path, name), key, name) for name in given)
        values = each(((*path, name), reader, part) for name, part in given.items())
        return dict(zip(given, values, strict=True))

    names = {"propertyNames": key.schema, "additionalProperties": reader.schema}
    return Reader(read, {"type": "object", **names})


def as_mapping(value: object, path: Path) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise wrong(path, f"“{shown(value)}” không phải là nhóm khóa.", "Ghi dạng {khóa: giá trị}.")
    return value


def words(*allowed: str) -> Reader[str]:
    """One of a few fixed words."""

    def read(value: object, path: Path) -> str:
        if not isinstance(value, str) or value not in allowed:
            fix = f"Chọn một trong: {', '.join(allowed)}."
            raise wrong(path, f"Không có giá trị “{shown(value)}”.", fix, "unknown_value")
        return value

    return Reader(read, {"enum": list(allowed)})
