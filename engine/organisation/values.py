"""Agencies and units as frozen values. Every validity includes both its days."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from engine.procedure import Source, Tier

WHOLE_PROVINCE = "*"  # in `serves`: every place of the province
EVERYTHING = "*"  # in `handles`: what no other unit of the agency handles


class LineageKind(StrEnum):
    """How an agency passed on its work: into one with others, into several, or to one heir."""

    MERGE = "merge"
    SPLIT = "split"
    SUCCEED = "succeed"


class Workplace(NamedTuple):
    """Where an address leads: an agency, and the unit in it where the address names one."""

    agency: str
    unit: str | None


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name and the days on which it is used."""

    name: str
    valid_from: date = date.min
    valid_to: date = date.max


def name_valid_on(names: tuple[DatedName, ...], day: date) -> str:
    """The name in use on `day`; before the first one the first, in a gap the last one before."""
    begun = [dated for dated in names if dated.valid_from <= day]
    last = max(begun, key=lambda dated: dated.valid_from) if begun else names[0]
    return last.name


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of an agency (phòng, ban). `handles`: fields and procedure codes, or `*`."""

    id: str
    names: tuple[DatedName, ...]
    handles: frozenset[str] = frozenset()
    valid_from: date = date.min
    valid_to: date = date.max

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day <= self.valid_to

    def name_on(self, day: date) -> str:
        return name_valid_on(self.names, day)


@dataclass(frozen=True, slots=True)
class Lineage:
    """Who took over from an agency, from which day, and by which document."""

    kind: LineageKind
    successor: str
    day: date
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Agency:
    """A state agency. `serves`: codes of the places it serves, old ones included, or `*`.

    `identifiers` are those of the code schemes (`qcvn102`, `qd20`, `qd3582_unit`, …); `offices`
    the dated names of its one-stop office; `province` the code of its province.
    """

    id: str
    province: str
    tier: Tier
    names: tuple[DatedName, ...]
    units: tuple[Unit, ...]
    offices: tuple[DatedName, ...]
    serves: frozenset[str]
    parent: str | None = None
    identifiers: Mapping[str, str] = field(default_factory=dict, hash=False)
    lineage: tuple[Lineage, ...] = ()
    valid_from: date = date.min
    valid_to: date = date.max
    sources: tuple[Source, ...] = ()

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day <= self.valid_to

    def name_on(self, day: date) -> str:
        return name_valid_on(self.names, day)

    def office_on(self, day: date) -> str:
        """What the one-stop office is called on that day."""
        return name_valid_on(self.offices, day)

    def covers(self, place: str | None) -> bool:
        """Whether the agency serves that place; a provincial one also serves an unknown place."""
        return WHOLE_PROVINCE in self.serves or place in self.serves

    def unit(self, unit: str) -> Unit | None:
        return next((candidate for candidate in self.units if candidate.id == unit), None)

    def has_unit(self, unit: str, day: date) -> bool:
        found = self.unit(unit)
        return found is not None and found.in_force(day)
