"""The kinds of question that a form may ask. A field knows neither page nor reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from forms.values import IdentityKind


class CardItem(StrEnum):
    """What the QR code of a citizen card can fill in."""

    IDENTITY = "identity"
    FULL_NAME = "full_name"
    BIRTH_DATE = "birth_date"
    SEX = "sex"
    ADDRESS = "address"
    ISSUE_DATE = "issue_date"


class When(StrEnum):
    """Which days a date may name, seen from the day of filling in."""

    ANY = "any"
    PAST = "past"  # today included
    FUTURE = "future"  # today included


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds when the earlier field has one of the values (codes of a choice, or true and false)."""

    field: str
    values: tuple[str | bool, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question. It is asked only when every condition of `shown_when` holds."""

    kind: ClassVar[str] = ""
    id: str
    label: str
    required: bool = False
    help: str = ""
    shown_when: tuple[Condition, ...] = ()
    from_card: CardItem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Field):
    """Free words, at most `most` characters; `lines` allows more than one line."""

    kind = "text"
    most: int = 500
    lines: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FullName(Field):
    """Họ, chữ đệm, tên of one person."""

    kind = "full_name"


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenIdentity(Field):
    """A paper that identifies; `born` and `sex` name the fields its 12 digits are compared with."""

    kind = "identity"
    kinds: tuple[IdentityKind, ...] = tuple(IdentityKind)
    born: str = ""
    sex: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxNumber(Field):
    kind = "tax_number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone(Field):
    """A Vietnamese number, or a foreign one with its +code; kept as E.164."""

    kind = "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Email(Field):
    kind = "email"


@dataclass(frozen=True, slots=True, kw_only=True)
class Money(Field):
    """đồng, whole; bounds included."""

    kind = "money"
    lowest: Decimal | None = None
    highest: Decimal | None = None
    unit: ClassVar[str] = "đồng"
    whole: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Field):
    """A number in `unit` with at most `decimals` decimals (0: an int); bounds included."""

    kind = "number"
    unit: str = ""
    decimals: int = 2
    lowest: Decimal | None = Decimal(0)
    highest: Decimal | None = None

    @property
    def whole(self) -> bool:
        return self.decimals == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Date(Field):
    """A day; `year_only` also takes the year alone."""

    kind = "date"
    when: When = When.ANY
    year_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Field):
    """One of the options (code → label)."""

    kind = "choice"
    options: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices(Field):
    """Any number of the options (code → label)."""

    kind = "choices"
    options: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNo(Field):
    kind = "yes_no"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressField(Field):
    """Administrative unit by code and street; with `abroad`, a country may stand for the unit.

    A code has 5 digits (commune), or 3 for the island districts that had no commune.
    """

    kind = "address"
    abroad: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Field):
    """Rows of the same questions, `least` to `most` of them."""

    kind = "table"
    columns: tuple[Field, ...]
    least: int = 0
    most: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class FileField(Field):
    """One file, already stored; `types` are media types, `most_bytes` its largest size."""

    kind = "file"
    types: tuple[str, ...] = ("application/pdf", "image/jpeg", "image/png")
    most_bytes: int = 10_000_000


KINDS: Mapping[str, type[Field]] = {
    field.kind: field
    for field in (
        Text, FullName, CitizenIdentity, TaxNumber, Phone, Email, Money, Number, Date, Choice,
        Choices, YesNo, AddressField, Table, FileField,
    )
}  # fmt: skip
