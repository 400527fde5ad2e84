"""A plan of succession: which agency's work goes where, from which day, by which decision."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from engine.organisation import Workplace
from engine.procedure import Source


@dataclass(frozen=True, slots=True)
class Merge:
    """Agencies that end and go into one; of one alone: it has a successor."""

    sources: tuple[str, ...]
    into: str
    where: str


@dataclass(frozen=True, slots=True)
class Part:
    """What one heir of a split takes: dossiers of these units, fields and places.

    All that is stated must hold; what is left empty is not asked. `rest` takes what no part took.
    """

    agency: str
    units: frozenset[str]
    fields: frozenset[str]
    places: frozenset[str]
    rest: bool
    where: str

    def takes(self, unit: str | None, field: str, place: str | None) -> bool:
        """Whether a dossier of that unit, field and place is of this part by what it states."""
        return (
            not self.rest
            and (not self.units or unit in self.units)
            and (not self.fields or field in self.fields)
            and (not self.places or place in self.places)
        )


@dataclass(frozen=True, slots=True)
class Split:
    """An agency that ends and goes into several."""

    source: str
    parts: tuple[Part, ...]
    where: str

    def part(self, unit: str | None, field: str, place: str | None) -> Part | None:
        """The first part that takes it, else the one for the rest."""
        named = (part for part in self.parts if part.takes(unit, field, place))
        return next(named, next((part for part in self.parts if part.rest), None))


@dataclass(frozen=True, slots=True)
class Rename:
    """An agency that goes on under another name."""

    agency: str
    name: str
    since: date
    where: str


@dataclass(frozen=True, slots=True)
class FieldMove:
    """A field of work that goes from one agency to another; both go on."""

    field: str
    source: str
    to: str
    where: str


Move: TypeAlias = Merge | Split | Rename | FieldMove


@dataclass(frozen=True, slots=True)
class Plan:
    """The moves of one decision. `units` and `officers` say who goes along where names differ.

    Without a word in `units` a dossier goes to the unit that handles its matter; without one in
    `officers` it stays with its officer if the same person sits in the new unit.
    """

    name: str
    day: date
    decision: str
    sources: tuple[Source, ...]
    moves: tuple[Move, ...]
    units: Mapping[Workplace, Workplace]
    officers: Mapping[str, str]

    @property
    def agencies(self) -> frozenset[str]:
        """The agencies whose dossiers have to be looked at."""
        return frozenset(agency for agency, _ in self.ways)

    @property
    def ways(self) -> frozenset[tuple[str, str]]:
        """From which agency work goes to which."""
        return frozenset(way for move in self.moves for way in _ways(move))


def _ways(move: Move) -> Iterator[tuple[str, str]]:
    match move:
        case Merge(sources, into):
            yield from ((source, into) for source in sources)
        case Split(source, parts):
            yield from ((source, part.agency) for part in parts)
        case FieldMove(_, source, to):
            yield source, to
