"""What is wrong in a text of the catalogue: where, which rule, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from engine.errors import DefinitionFault

# The way to a value inside a document: ("states", "examining", "budget").
Path: TypeAlias = tuple[str | int, ...]


class Severity(StrEnum):
    """Whether a defect keeps the catalogue from being published."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a named text; lines count from 1."""

    file: str
    line: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Flaw:
    """A defect of a value before its line is looked up: the path leads to the value."""

    path: Path
    code: str
    message: str
    fix: str
    severity: Severity = Severity.ERROR

    def at(self, place: Place) -> "Defect":
        return Defect(place, self.code, self.message, self.fix, self.severity)


@dataclass(frozen=True, slots=True)
class Defect:
    """One finding. `code` is stable; `message` says what is wrong and `fix` what to do."""

    place: Place
    code: str
    message: str
    fix: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.place}: [{self.code}] {self.message} {self.fix}"


class Unreadable(Exception):
    """A value cannot be read; carries every flaw found on the way."""

    def __init__(self, *flaws: Flaw) -> None:
        super().__init__(*flaws)
        self.flaws = flaws


def errors(defects: Iterable[Defect]) -> tuple[Defect, ...]:
    """The defects that keep the catalogue from being published."""
    return tuple(defect for defect in defects if defect.severity is Severity.ERROR)


class FaultyText(DefinitionFault):
    """A DefinitionFault that still has its defects as values."""

    def __init__(self, defects: Iterable[Defect]) -> None:
        self.defects = errors(defects)
        first, *others = self.defects
        more = f" (và {len(others)} lỗi khác)" if others else ""
        lines = [str(defect) for defect in self.defects]
        super().__init__(f"{first}{more}", rule=first.code, defects=lines)


def refuse(defects: Iterable[Defect]) -> None:
    """Raise FaultyText if there is an error among the defects; warnings pass."""
    found = errors(defects)
    if found:
        raise FaultyText(found)
