"""Which column of a file is which, found by the words of its header row."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import zip_longest
from typing import TypeAlias

from engine.errors import BadInput
from engine.fields import Fields

# What a cell of CSV (a text) or XLSX holds.
Cell: TypeAlias = str | int | float | bool | datetime | date | time | None
Line: TypeAlias = tuple[int, Sequence[Cell]]  # its number in the file, from 1, and its cells

# Every meaning that a column can have.
MEANINGS = frozenset(
    {
        "case",
        "procedure",
        "competent",
        "channel",
        "received",
        "result",
        "returned",
        "return_by",
        "deadline",
        "planned",
        "owner",
        "identity",
        "address",
        "phone",
        "email",
        "event",
        "at",
        "resource",
        "group",
        "instance",
    }
)
PERSONAL = frozenset({"owner", "identity", "address", "phone", "email"})
_NUMBERED = 3  # columns that a row which numbers them has at least
_SEARCHED = 50  # lines above which the header row must stand


@dataclass(frozen=True, slots=True)
class Heading:
    """The names that one column may have; a file without an optional one is read all the same."""

    names: tuple[str, ...]
    optional: bool = False


Wanted: TypeAlias = Mapping[str, Heading]  # by meaning


def wanted_columns(fields: Fields) -> Wanted:
    """The `columns` of a mapping: each a name, several names, or `{header, optional}`."""
    found = {}
    for meaning in sorted(MEANINGS):
        if meaning in fields:
            found[meaning] = _heading(fields, meaning)
    fields.finish()
    return found


def _heading(fields: Fields, meaning: str) -> Heading:
    value = fields.take(meaning)
    if not isinstance(value, dict):
        names = fields.texts(meaning)
        return Heading(_named(fields, meaning, names))
    inner = Fields(value, f"{fields.where}.{meaning}")
    heading = Heading(_named(inner, "header", inner.texts("header")), inner.flag("optional"))
    inner.finish()
    return heading


def _named(fields: Fields, key: str, names: tuple[str, ...]) -> tuple[str, ...]:
    if not names:
        raise fields.fault(key, "phải nêu tên cột")
    return names


def plain(cell: Cell) -> str:
    """A heading as it is compared: one spelling of spaces, letters and accents."""
    return " ".join(unicodedata.normalize("NFC", str(cell or "")).casefold().split())


def is_numbering(cells: Iterable[Cell]) -> bool:
    """Whether it is the row of a form that numbers its columns: (1), (2), (3) and so on."""
    said = [cell for cell in cells if cell not in (None, "")]
    if len(said) < _NUMBERED or str(said[0]).strip("() ") != "1":
        return False
    return [str(cell).strip("() ") for cell in said] == [str(n + 1) for n in range(len(said))]


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each meaning stands in a row, and how the file itself calls it."""

    line: int
    places: Mapping[str, int]
    names: Mapping[str, str]
    header: tuple[str, ...]

    def cell(self, cells: Sequence[Cell], meaning: str) -> Cell:
        """The cell of a row, None where the column or the end of the row is missing."""
        place = self.places.get(meaning)
        return cells[place] if place is not None and place < len(cells) else None


def find_columns(wanted: Wanted, lines: Iterable[Line]) -> Columns:
    """The header row: the first with every needed name; titles above it are passed over.

    A heading may stand in two rows, the lower one naming the parts of a merged cell of the upper.
    BadInput (`missing_column`) names what the row that comes nearest lacks.
    """
    best: tuple[int, list[str]] = (-1, [wanted["case"].names[0]])
    above: Sequence[Cell] = ()
    for line, cells in lines:
        if line > _SEARCHED:
            break
        for header in (cells, _merged(above, cells)):
            found = _match(wanted, line, header)
            lacking = _lacking(wanted, found)
            if not lacking:
                return found
            if len(found.places) > best[0]:
                best = len(found.places), lacking
        above = cells
    raise BadInput(
        f"Tệp không có cột {', '.join(f'“{name}”' for name in best[1])}. "
        "Kiểm tra dòng tiêu đề của tệp và mục columns của tệp ánh xạ.",
        code="missing_column",
        columns=best[1],
    )


def _merged(above: Sequence[Cell], below: Sequence[Cell]) -> list[Cell]:
    """Two rows of a heading as one: what stands below names the column more exactly."""
    both = zip_longest(above, below)
    return [lower if lower not in (None, "") else upper for upper, lower in both]


def _lacking(wanted: Wanted, found: Columns) -> list[str]:
    return [
        heading.names[0]
        for meaning, heading in wanted.items()
        if not heading.optional and meaning not in found.places
    ]


def _match(wanted: Wanted, line: int, cells: Sequence[Cell]) -> Columns:
    header = tuple("" if cell is None else str(cell) for cell in cells)
    at = {plain(name): place for place, name in reversed(list(enumerate(header))) if name}
    places: dict[str, int] = {}
    for meaning, heading in wanted.items():
        place = next((at[plain(name)] for name in heading.names if plain(name) in at), None)
        if place is not None:
            places[meaning] = place
    names = {meaning: header[place] for meaning, place in places.items()}
    return Columns(line, places, names, header)
