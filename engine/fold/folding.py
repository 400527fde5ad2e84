"""A ledger being read: what its entries have said so far."""

from dataclasses import dataclass, field, fields
from datetime import datetime
from types import MappingProxyType
from typing import Any, Protocol, Self

from engine.actors import Seat
from engine.facts import Facts, back_entry_from, origin_from, other_from, parties_from
from engine.ledger import Entry
from engine.passing import passings
from engine.procedure import Final, Instant, Limit, Procedure
from engine.timeline import (
    BackEntry,
    ByClock,
    Child,
    FeeLine,
    Origin,
    Original,
    Other,
    Outage,
    PartyLine,
    Phase,
    PromiseLine,
    Result,
    Signing,
    Stop,
    Timeline,
    Visit,
    Voiding,
    Whereabouts,
    WorkItem,
)
from engine.working_calendar import WorkingCalendar


class Editions(Protocol):
    """What the fold asks of a catalogue."""

    def procedure(self, edition: str) -> Procedure: ...

    def calendar(self, edition: str) -> WorkingCalendar: ...


@dataclass(slots=True)
class Folding:
    """A ledger being read; `timeline()` gives what it has said so far."""

    catalogue: Editions
    origin: Origin
    edition: str
    procedure: Procedure
    calendar: WorkingCalendar
    competent: str
    unit: str | None
    return_at: str
    opened_at: datetime
    last_at: datetime
    followed: dict[str, Procedure] = field(default_factory=dict)
    limit: Limit | None = None
    state: str = ""
    seat: Seat | None = None
    officer: str | None = None
    final: Final | None = None
    accepted_at: datetime | None = None
    promises: list[PromiseLine] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    items: list[WorkItem] = field(default_factory=list)
    children: list[Child] = field(default_factory=list)
    fees: list[FeeLine] = field(default_factory=list)
    parties: list[PartyLine] = field(default_factory=list)
    originals: list[Original] = field(default_factory=list)
    digital: dict[str, frozenset[str]] = field(default_factory=dict)
    digital_result: datetime | None = None
    systems: dict[str, int] = field(default_factory=dict)
    outages: list[Outage] = field(default_factory=list)
    completeness: list[tuple[datetime, bool]] = field(default_factory=list)
    instants: dict[Instant, datetime] = field(default_factory=dict)
    ended_at: datetime | None = None
    returned_at: datetime | None = None
    outcome: str | None = None
    proposal: str | None = None
    took: dict[str, str] = field(default_factory=dict)
    signing: Signing | None = None
    results: list[Result] = field(default_factory=list)
    phases: dict[str, Phase] = field(default_factory=dict)
    marks: dict[str, int] = field(default_factory=dict)
    passed: dict[ByClock, datetime] = field(default_factory=dict)
    competences: list[tuple[datetime, str]] = field(default_factory=list)
    whereabouts: dict[str, Whereabouts] = field(default_factory=dict)
    voided: bool = False
    voiding: Voiding | None = None
    replaces: Other | None = None
    back_entry: BackEntry | None = None
    erased: bool = False
    length: int = 0

    @classmethod
    def begin(cls, catalogue: Editions, opening: Entry) -> Self:
        facts: Facts = opening.facts
        return cls(
            catalogue=catalogue,
            origin=origin_from(facts),
            edition=facts["edition"],
            procedure=catalogue.procedure(facts["edition"]),
            calendar=catalogue.calendar(facts["calendar"]),
            competent=facts["competent"],
            unit=facts.get("unit"),
            return_at=facts["return_at"],
            opened_at=opening.happened_at,
            last_at=opening.happened_at,
            replaces=other_from(facts.get("replaces")),
            back_entry=back_entry_from(opening),
            parties=parties_from(facts),
        )

    def running(self) -> datetime | None:
        """What the clock now runs towards; None while it stands, or without a promise."""
        stopped = self.stops and self.stops[-1].until is None
        runs = self.promises and not stopped and self.ended_at is None
        return self.promises[-1].due if runs else None

    def note_passing(self, entry: Entry) -> None:
        """A promise that passed stays broken, also by what is written down afterwards."""
        for by, at in passings(self.calendar, self.running(), entry):
            self.passed.setdefault(by, at)

    def timeline(self) -> Timeline:
        """What the entries read so far say, frozen."""
        return Timeline(**{name: _frozen(getattr(self, name)) for name in _FIELDS})


_FIELDS = tuple(field.name for field in fields(Timeline))


def _frozen(value: object) -> Any:  # noqa: ANN401  # whatever type the field has
    match value:
        case list():
            return tuple(value)
        case dict():
            return MappingProxyType(dict(value))
    return value
