"""A dossier's timeline: everything that its ledger says, as frozen values.

`fold(catalogue, entries)` is a pure function of the ledger and the editions that it names. It
evaluates no expression and reads no side table: what was decided stands in the entries.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from engine.actors import Seat
from engine.procedure import Channel, Final, Instant, Limit, Procedure
from engine.working_calendar import WorkingCalendar


class ByClock(StrEnum):
    """Whether two instants are compared as office days or to the microsecond."""

    DATE = "date"
    MOMENT = "moment"


class Cause(StrEnum):
    """Why a promise was set. The first is never overwritten; each later one is a line more."""

    RECEIPT = "receipt"
    STOP = "stop"
    EXTENSION = "extension"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A date that the citizen was given, and when and why. `raw` is before a move off a day off."""

    due: datetime
    raw: datetime
    cause: Cause
    set_at: datetime
    seq: int


@dataclass(frozen=True, slots=True)
class Visit:
    """One stay in a state. `left` is None while the dossier is there; `left_by` took it on."""

    state: str
    seat: Seat | None
    officer: str | None
    entered: datetime
    left: datetime | None
    seq: int
    edition: str
    left_by: str | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """A span in which the clock stands still; `until` None while it does."""

    reason: str
    seat: Seat
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class WorkItem:
    """A consultation: who was asked, until when, and what came back."""

    id: str
    row: str  # of the agency's inbox
    seat: Seat
    asked_at: datetime
    due: datetime | None
    proceeds: bool  # silence beyond the limit lets the dossier go on
    answered_at: datetime | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Child:
    """A dossier that this one opened at another procedure."""

    agency: str
    id: str
    procedure: str
    opened_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One fee: assessed amount in đồng after reduction, and whether it was taken."""

    no: int
    kind: str
    name: str
    amount: int
    moment: str
    collected_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Outage:
    """A declared span in which the office could not work; it moves no promise by itself."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Origin:
    """What the opening entry fixed: it never changes, whatever becomes of the dossier."""

    procedure: str
    code: str
    channel: Channel
    parent: tuple[str, str] | None
    return_at: str
    return_by: Channel
    place: str | None

    @property
    def linked(self) -> bool:
        """Opened by another dossier: province and channel figures count the parent alone."""
        return self.parent is not None


@dataclass(frozen=True, slots=True)
class Timeline:
    """All that the ledger of one dossier says up to its last entry.

    `competent` is the agency that decides, `unit` the unit of it that has the dossier. `ended_at`
    is the instant that ends the clock (or the final act before it), `returned_at` the hand-over.
    `marks` counts irregularities by code. `passed` names the clocks by which a promise had passed
    when it was moved or stopped, or when that was written down, and the moment of it: by those the
    dossier is late for good.
    `competences` are the agencies that were competent, each with the moment that made it so.
    """

    origin: Origin
    edition: str
    procedure: Procedure
    calendar: WorkingCalendar
    competent: str
    unit: str | None
    opened_at: datetime
    last_at: datetime
    limit: Limit | None
    state: str
    seat: Seat | None
    officer: str | None
    final: Final | None
    accepted_at: datetime | None
    promises: tuple[PromiseLine, ...]
    visits: tuple[Visit, ...]
    stops: tuple[Stop, ...]
    items: tuple[WorkItem, ...]
    children: tuple[Child, ...]
    fees: tuple[FeeLine, ...]
    outages: tuple[Outage, ...]
    completeness: tuple[tuple[datetime, bool], ...]
    instants: Mapping[Instant, datetime]
    ended_at: datetime | None
    returned_at: datetime | None
    outcome: str | None
    proposal: str | None
    took: Mapping[str, str]
    marks: Mapping[str, int]
    passed: Mapping[ByClock, datetime]
    competences: tuple[tuple[datetime, str], ...]
    voided: bool
    erased: bool
    length: int

    @property
    def first(self) -> PromiseLine | None:
        """What the receipt said."""
        return self.promises[0] if self.promises else None

    @property
    def current(self) -> PromiseLine | None:
        """What holds now."""
        return self.promises[-1] if self.promises else None

    @property
    def stopped(self) -> Stop | None:
        """The stop that is open now, if any."""
        return self.stops[-1] if self.stops and self.stops[-1].until is None else None

    @property
    def open_items(self) -> tuple[WorkItem, ...]:
        return tuple(item for item in self.items if item.answered_at is None)

    @property
    def open_children(self) -> tuple[Child, ...]:
        return tuple(child for child in self.children if child.ended_at is None)

    @property
    def papers_complete(self) -> bool:
        return bool(self.completeness) and self.completeness[-1][1]

    @property
    def unpaid(self) -> tuple[FeeLine, ...]:
        return tuple(fee for fee in self.fees if fee.collected_at is None and fee.amount > 0)

    def competent_at(self, moment: datetime) -> str:
        """The agency that was competent just before `moment`; the first one before that."""
        held = (agency for since, agency in reversed(self.competences) if since < moment)
        return next(held, self.competences[0][1])

    def promise_at(self, moment: datetime) -> PromiseLine | None:
        """The promise that was in force just before `moment`."""
        return next((p for p in reversed(self.promises) if p.set_at < moment), None)

    def day(self, moment: datetime) -> date:
        """The office day of an instant."""
        return self.calendar.local_day(moment)
