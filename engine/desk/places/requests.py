"""What is asked of the desk about places: frozen values, already parsed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from engine.ledger import DossierRef
from engine.timeline.places import PAPERS


@dataclass(frozen=True, slots=True)
class Transfer:
    """A dossier that another agency has to decide; `to` is that agency."""

    to: str
    reason: str
    note: str | None = None
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The applicant wants to fetch the result at the one-stop office of another agency."""

    to: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """What goes along of one dossier: `papers` (the file) or `result`, with these originals."""

    ref: DossierRef
    what: str = PAPERS
    originals: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sending:
    """A transit slip: who sends what to whom."""

    agency: str
    to: str
    parcels: tuple[Parcel, ...]
    unit: str | None = None
    to_unit: str | None = None


@dataclass(frozen=True, slots=True)
class SlipName:
    """A transit slip as people name it: the sender's number of the year."""

    agency: str
    year: int
    number: int

    def facts(self) -> dict[str, object]:
        return {"agency": self.agency, "year": self.year, "number": self.number}


@dataclass(frozen=True, slots=True)
class Arrival:
    """What the other end says of one item: there or not, and which originals lack."""

    item: int
    arrived: bool = True
    missing: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taking:
    """The answer of the other end, item by item.

    `at` is the agency at which the papers are now: the receiver, or the sender for what turned up
    there after it had not arrived.
    """

    slip: SlipName
    arrivals: tuple[Arrival, ...]
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """A slip after one end has signed it; `open` counts the items that have not arrived."""

    slip: SlipName
    items: int
    open: int

    def facts(self) -> dict[str, object]:
        return {**self.slip.facts(), "items": self.items, "open": self.open}

    @classmethod
    def read(cls, facts: Mapping[str, Any]) -> Self:
        slip = SlipName(facts["agency"], facts["year"], facts["number"])
        return cls(slip, facts["items"], facts["open"])
