"""What the reading of a foreign definition gives: ours, and what was wrong with theirs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

from engine.store.finding import search_key

Plain: TypeAlias = dict[str, object]  # a definition or a form as our YAML says it

_FILE_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,99}")
_HALF, _NOMINAL_HOURS = Decimal("0.5"), 8
_OTHER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Problem:
    """A defect of the source. `code` is stable; `where` names the file and the place in it."""

    code: str
    where: str
    message: str


@dataclass(slots=True)
class Findings:
    """Collects the problems of one file, in the order in which they are come upon."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, code: str, message: str, at: str = "") -> None:
        where = f"{self.file}, {at}" if at else self.file
        problem = Problem(code, where, message)
        if problem not in self.problems:
            self.problems.append(problem)


@dataclass(frozen=True, slots=True)
class Imported:
    """One procedure of another system.

    `limit` is in working days, None where none is stated or it cannot be read. `handovers` counts
    the changes of unit on the main way. `definition` is None for a text that cannot be read at all.
    """

    code: str
    name: str = ""
    limit: Decimal | None = None
    handovers: int = 0
    inter_agency: bool = False
    problems: tuple[Problem, ...] = ()
    definition: Plain | None = None
    form: Plain | None = None

    @property
    def states(self) -> int:
        return len(self._part("states"))

    @property
    def actions(self) -> int:
        return len(self._part("actions"))

    @property
    def clock_stops(self) -> int:
        """How many steps of the definition stop the clock."""
        states = self._part("states").values()
        return sum(isinstance(state, dict) and "stop" in state for state in states)

    def _part(self, key: str) -> Mapping[object, object]:
        part = (self.definition or {}).get(key)
        return part if isinstance(part, dict) else {}


def is_file_name(code: str) -> bool:
    """Whether a definition may be named after the code, as all of ours are."""
    return _FILE_NAME.fullmatch(code) is not None


def span_limit(days: Decimal) -> Plain:
    """So many working days as a limit of ours; a day has the nominal eight hours."""
    if days % 1 == 0:
        return {"working_days": int(days)}
    if days % _HALF == 0:
        return {"half_days": int(days / _HALF)}
    return {"working_hours": (days * _NOMINAL_HOURS).normalize() + 0}


def days(number: Decimal) -> str:
    """A number of days as people write it: 11,5."""
    return f"{number.normalize() + 0:f}".replace(".", ",")


def word(text: str, otherwise: str = "muc") -> str:
    """A text as a key of our files: small letters without accents, digits, underscores."""
    found = _OTHER.sub("_", search_key(text)).strip("_")
    if not found:
        return otherwise
    return found if found[0].isalpha() else f"{otherwise}_{found}"


def distinct(wanted: str, taken: Mapping[str, object] | set[str]) -> str:
    """The wanted key, or the first of `wanted_2`, `wanted_3` … that is free."""
    number, found = 2, wanted
    while found in taken:
        found = f"{wanted}_{number}"
        number += 1
    return found
