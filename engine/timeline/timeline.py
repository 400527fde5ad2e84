"""All that a dossier's ledger says up to its last entry, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from engine.actors import Seat
from engine.procedure import Channel, Final, Instant, Limit, Procedure
from engine.timeline.mistakes import BackEntry, Other, Voiding
from engine.timeline.money import FeeLine
from engine.timeline.originals import Original
from engine.timeline.people import PartyLine
from engine.timeline.places import PAPERS, RESULT, Whereabouts
from engine.timeline.promises import ByClock, PromiseLine
from engine.timeline.results import Phase, Result, Signing
from engine.timeline.steps import Child, Outage, Stop, Visit, WorkItem
from engine.working_calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Origin:
    """What the opening entry fixed: it never changes, whatever becomes of the dossier.

    `visit` is the id of the visit in which it came together with others, `assisted` who filed it
    if it came online: self, at_counter, agent or post. `received_at` is the agency whose counter
    took it in, or the competent one where the ledger does not say.
    """

    procedure: str
    code: str
    channel: Channel
    parent: tuple[str, str] | None
    return_at: str
    return_by: Channel
    place: str | None
    visit: str | None = None
    assisted: str | None = None
    corrects: bool = False  # opened to give the right result in place of its parent's, free
    received_at: str = ""

    @property
    def linked(self) -> bool:
        """Opened by another dossier: province and channel figures count the parent alone."""
        return self.parent is not None


@dataclass(frozen=True, slots=True)
class Timeline:
    """All that the ledger of one dossier says up to its last entry.

    `competent` is the agency that decides, `unit` the unit of it that has the dossier, `return_at`
    where the result is fetched now. `ended_at`
    is the instant that ends the clock (or the final act before it), `returned_at` the hand-over.
    `marks` counts irregularities by code. `passed` names the clocks by which a promise had passed
    when it was moved or stopped, or when that was written down, and the moment of it: by those the
    dossier is late for good.
    `digital` says of papers how they came to be held as data, `digital_result` since when the
    result is, `systems` which entry last said what a ministry's system has of the matter.
    `competences` are the agencies that were competent, each with the moment that made it so.
    `replaces` is the dossier of a wrong procedure in whose place this one was opened.
    `followed` are the editions that it followed before the present one.
    """

    origin: Origin
    edition: str
    procedure: Procedure
    calendar: WorkingCalendar
    competent: str
    unit: str | None
    return_at: str
    opened_at: datetime
    last_at: datetime
    followed: Mapping[str, Procedure]
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
    parties: tuple[PartyLine, ...]
    originals: tuple[Original, ...]
    digital: Mapping[str, frozenset[str]]
    digital_result: datetime | None
    systems: Mapping[str, int]
    outages: tuple[Outage, ...]
    completeness: tuple[tuple[datetime, bool], ...]
    instants: Mapping[Instant, datetime]
    ended_at: datetime | None
    returned_at: datetime | None
    outcome: str | None
    proposal: str | None
    took: Mapping[str, str]
    signing: Signing | None
    results: tuple[Result, ...]
    phases: Mapping[str, Phase]
    marks: Mapping[str, int]
    passed: Mapping[ByClock, datetime]
    competences: tuple[tuple[datetime, str], ...]
    whereabouts: Mapping[str, Whereabouts]
    voided: bool
    voiding: Voiding | None
    replaces: Other | None
    back_entry: BackEntry | None
    erased: bool
    length: int

    @property
    def papers_at(self) -> Whereabouts | None:
        """Where the file is; None if it never left the place where it was handed in."""
        return self.whereabouts.get(PAPERS)

    @property
    def result_at(self) -> Whereabouts | None:
        """Where the result is; None if it never left the place where it was made."""
        return self.whereabouts.get(RESULT)

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
        return tuple(fee for fee in self.fees if fee.is_owed)

    def procedure_of(self, visit: Visit) -> Procedure:
        """What the dossier followed at the end of that stay."""
        return self.followed.get(visit.edition, self.procedure)

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
