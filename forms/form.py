"""A form: one definition for the page, the answers, the check, the paper and the schema."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from forms.fields import Field
from forms.values import Value


class Confidence(StrEnum):
    VERIFIED = "verified"
    RECALLED = "recalled"
    INFERRED = "inferred"
    ASSUMPTION = "assumption"


@dataclass(frozen=True, slots=True)
class Source:
    """Where the form comes from, and how sure that is."""

    law: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of the form, in the order of the paper."""

    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """A total that nobody types: `of` names fields (`fee`) and columns (`rows.fee`) of one unit.

    It is an int if all of them are `whole`, and a Decimal otherwise, whatever was answered.
    """

    id: str
    label: str
    of: tuple[str, ...]
    unit: str
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """`paper` is the official number of the form (Mẫu 18), `addressed_to` its Kính gửi line."""

    id: str
    title: str
    sections: tuple[Section, ...]
    source: tuple[Source, ...]
    sums: tuple[Sum, ...] = ()
    paper: str = ""
    addressed_to: str = ""
    pledge: str = ""

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field, in the order of the paper."""
        return tuple(chain.from_iterable(section.fields for section in self.sections))

    @property
    def names(self) -> frozenset[str]:
        """What a guard may call `answers.…`: the fields and the sums."""
        return frozenset(field.id for field in self.fields) | {total.id for total in self.sums}


def shown(field: Field, answers: Mapping[str, Value]) -> bool:
    """Whether the field is asked, given the answers before it."""
    return all(
        _holds(answers.get(condition.field), condition.values) for condition in field.shown_when
    )


def _holds(answer: Value | None, wanted: tuple[str | bool, ...]) -> bool:
    given = answer if isinstance(answer, tuple) else (answer,)
    return any(one in wanted for one in given)
