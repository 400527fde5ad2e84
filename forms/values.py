"""Typed answers: what a form holds once it has been read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias


class IdentityKind(StrEnum):
    """The papers by which a person or an organisation is known."""

    CITIZEN = "citizen"  # số định danh cá nhân, CCCD, thẻ căn cước: 12 digits
    OLD_CARD = "old_card"  # CMND: 9 digits
    PASSPORT = "passport"
    BIRTH_CERTIFICATE = "birth_certificate"
    TAX = "tax"
    OTHER = "other"  # `note` names the paper
    NONE = "none"  # `note` gives the reason


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"


@dataclass(frozen=True, slots=True)
class Identity:
    """A paper that identifies: its kind and number; `note` names another, or why there is none."""

    kind: IdentityKind
    number: str = ""
    note: str = ""
    issued_on: date | None = None
    issued_by: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """A place: `unit` is the code of the administrative unit, `street` all that is below it.

    A place abroad has no unit, but a `country`.
    """

    unit: str
    street: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file that was stored before: SHA-256 in hex, size in bytes, type, name as given."""

    sha256: str
    size: int
    media_type: str
    name: str


@dataclass(frozen=True, slots=True)
class YearOnly:
    """A date of which only the year is known, as in the papers of many old people."""

    year: int


Rows: TypeAlias = tuple[Mapping[str, "Value"], ...]
Scalar: TypeAlias = str | int | Decimal | bool | date
Value: TypeAlias = Scalar | YearOnly | Identity | Address | FileRef | tuple[str, ...] | Rows

Plain: TypeAlias = str | int | float | bool | list["Plain"] | dict[str, "Plain"] | None


def plain(value: Value) -> Plain:
    """The value as JSON would carry it: dates ISO, decimals float (at most 15 digits)."""
    match value:
        case bool() | str() | int():
            return value
        case Decimal():
            return float(value)
        case date():
            return value.isoformat()
        case YearOnly(year):
            return f"{year:04}"
        case tuple():
            return [_plain_item(item) for item in value]
        case _:
            return _plain_record(value)


def _plain_item(item: str | Mapping[str, Value]) -> Plain:
    if isinstance(item, str):
        return item
    return {key: plain(value) for key, value in item.items()}


def _plain_record(value: Identity | Address | FileRef) -> Plain:
    match value:
        case Identity(kind, number, note, issued_on, issued_by):
            return {
                "kind": str(kind),
                "number": number,
                "note": note,
                "issued_on": issued_on.isoformat() if issued_on else None,
                "issued_by": issued_by,
            }
        case Address(unit, street, country):
            return {"unit": unit, "street": street, "country": country}
        case FileRef(sha256, size, media_type, name):
            return {"sha256": sha256, "size": size, "media_type": media_type, "name": name}


def rows_of(value: Value | None) -> Rows:
    """The rows of a table's value; none for any other."""
    if not isinstance(value, tuple):
        return ()
    return tuple(row for row in value if not isinstance(row, str))
