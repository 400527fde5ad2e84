"""From ledger to timeline: the one reading of every kind of entry."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, ClassVar, Protocol, Self, TypeVar

from engine.actors import Seat
from engine.canonical import read_moment
from engine.errors import RecordBroken
from engine.facts import (
    Facts,
    child_from,
    fees_from,
    item_from,
    limit_from,
    origin_from,
    promise_from,
    seat_from,
)
from engine.ledger import Entry, Kind, standing
from engine.passing import ENTERED_AFTER_PROMISE, is_overtaken, passings
from engine.procedure import ClockMode, Final, Instant, Limit, Procedure, State
from engine.timeline import (
    ByClock,
    Cause,
    Child,
    FeeLine,
    Origin,
    Outage,
    PromiseLine,
    Stop,
    Timeline,
    Visit,
    WorkItem,
)
from engine.working_calendar import WorkingCalendar

T = TypeVar("T", WorkItem, Child, FeeLine)


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
    opened_at: datetime
    last_at: datetime
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
    outages: list[Outage] = field(default_factory=list)
    completeness: list[tuple[datetime, bool]] = field(default_factory=list)
    instants: dict[Instant, datetime] = field(default_factory=dict)
    ended_at: datetime | None = None
    returned_at: datetime | None = None
    outcome: str | None = None
    proposal: str | None = None
    took: dict[str, str] = field(default_factory=dict)
    marks: dict[str, int] = field(default_factory=dict)
    passed: dict[ByClock, datetime] = field(default_factory=dict)
    competences: list[tuple[datetime, str]] = field(default_factory=list)
    voided: bool = False
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
            opened_at=opening.happened_at,
            last_at=opening.happened_at,
        )

    def add(self, entry: Entry) -> None:
        """Read one entry more; the first must be the opening one."""
        self.length = entry.seq
        self.last_at = max(self.last_at, entry.happened_at)
        facts: Facts = entry.facts
        late = is_overtaken(self.calendar, self._running(), entry)
        self._read[entry.kind](self, entry, facts)
        for mark in (*facts.get("marks", ()), *((ENTERED_AFTER_PROMISE,) if late else ())):
            self.marks[mark] = self.marks.get(mark, 0) + 1

    def _moved(self, entry: Entry, facts: Facts) -> None:
        """An action: the opening one too."""
        state = self.procedure.states[facts["to"]]
        self.took[facts["action"]] = entry.actor
        self.outcome = facts.get("outcome", self.outcome)
        if "competent" in facts:
            self.competent = facts["competent"]
            self.competences.append((entry.happened_at, self.competent))
        self.proposal = None
        if "unit" in facts:
            self.unit = facts["unit"]
        if "papers_complete" in facts:
            self.completeness.append((entry.happened_at, facts["papers_complete"]))
        if "limit" in facts:
            self.limit = limit_from(facts["limit"])
        self.fees += fees_from(facts, entry.happened_at)
        self._enter(state, entry, facts)
        self._promise(entry, facts)
        self._reach(state, entry, facts)
        self._ask(entry, facts)

    def _enter(self, state: State, entry: Entry, facts: Facts) -> None:
        seat = seat_from(facts.get("seat"))
        officer = facts.get("officer")
        at = entry.happened_at
        if state.id == self.state and seat == self.seat:
            self.officer = officer or self.officer  # a self-loop does not end the visit
            return
        if self.visits:
            self.visits[-1] = replace(self.visits[-1], left=at, left_by=entry.actor)
        self._stop_or_go(state, seat, entry)
        left = None if state.final is None else at
        self.visits.append(Visit(state.id, seat, officer, at, left, entry.seq, self.edition))
        self.state, self.seat, self.officer = state.id, seat, officer

    def _stop_or_go(self, state: State, seat: Seat | None, entry: Entry) -> None:
        at = entry.happened_at
        standing = self.stops[-1] if self.stops and self.stops[-1].until is None else None
        if standing is not None and standing.reason != state.stop:
            self.stops[-1] = replace(standing, until=at)
            standing = None
        if state.stop is not None and standing is None and seat is not None:
            self._note_passing(entry)
            self.stops.append(Stop(state.stop, seat, at, None))

    def _running(self) -> datetime | None:
        """What the clock now runs towards; None while it stands, or without a promise."""
        stopped = self.stops and self.stops[-1].until is None
        runs = self.promises and not stopped and self.ended_at is None
        return self.promises[-1].due if runs else None

    def _note_passing(self, entry: Entry) -> None:
        """A promise that passed stays broken, also by what is written down afterwards."""
        for by, at in passings(self.calendar, self._running(), entry):
            self.passed.setdefault(by, at)

    def _promise(self, entry: Entry, facts: Facts) -> None:
        promise = facts.get("promise")
        state = self.procedure.states[self.state]
        if self.accepted_at is None and state.clock is ClockMode.ON and state.final is None:
            self.accepted_at = entry.happened_at
        if promise is None:
            return
        line = promise_from(promise, entry.happened_at, entry.seq)
        if line.cause is not Cause.STOP:  # a stop's own beginning was looked at when it began
            self._note_passing(entry)
        self.promises.append(line)

    def _reach(self, state: State, entry: Entry, facts: Facts) -> None:
        at = entry.happened_at
        if state.clock is ClockMode.ON and state.final is None and self.ended_at is not None:
            self.instants.clear()  # sent back after its end: the result did not stand
            self.ended_at = None
        marks = facts.get("instant")
        if marks is not None:
            self.instants[Instant(marks)] = at
        if state.clock is ClockMode.ENDED or state.final is Final.COMPLETED:
            self.instants.setdefault(Instant.AT_COUNTER, at)
        if self.ended_at is None:
            self.ended_at = self.instants.get(self.procedure.clock_end)
        if state.final is not None:
            self.final = state.final
            self.ended_at = self.ended_at or at
            self.returned_at = at if state.final is Final.COMPLETED else None

    def _ask(self, entry: Entry, facts: Facts) -> None:
        for ask in facts.get("asks", ()):
            self.items.append(item_from(ask, entry.happened_at))
        if (opened := facts.get("opens")) is not None:
            self.children.append(child_from(opened, entry.happened_at))

    def _assigned(self, entry: Entry, facts: Facts) -> None:
        self.officer = facts["officer"]
        self.visits[-1] = replace(self.visits[-1], officer=self.officer)
        del entry

    def _answered(self, entry: Entry, facts: Facts) -> None:
        told = {"answered_at": entry.happened_at, "answer": facts["answer"]}
        self.items = _changed(self.items, lambda item: item.id == facts["item"], told)

    def _child_ended(self, entry: Entry, facts: Facts) -> None:
        told = {"ended_at": entry.happened_at}
        self.children = _changed(self.children, lambda one: one.id == facts["dossier"], told)

    def _collected(self, entry: Entry, facts: Facts) -> None:
        told = {"collected_at": entry.happened_at}
        self.fees = _changed(self.fees, lambda fee: fee.no in facts["lines"], told)

    def _proposed(self, entry: Entry, facts: Facts) -> None:
        del entry
        self.proposal = facts["action"]

    def _outage(self, entry: Entry, facts: Facts) -> None:
        del entry
        self.outages.append(Outage(read_moment(facts["since"]), read_moment(facts["until"])))

    def _edition_changed(self, entry: Entry, facts: Facts) -> None:
        del entry
        if "edition" in facts:
            self.edition = facts["edition"]
            self.procedure = self.catalogue.procedure(self.edition)
        if "calendar" in facts:
            self.calendar = self.catalogue.calendar(facts["calendar"])

    def _void(self, entry: Entry, facts: Facts) -> None:
        del entry, facts
        self.voided = True

    def _erase(self, entry: Entry, facts: Facts) -> None:
        del entry, facts
        self.erased = True

    def _pass(self, entry: Entry, facts: Facts) -> None:
        """An entry that changes nothing that is folded."""

    _read: ClassVar[Mapping[Kind, Callable[["Folding", Entry, Facts], None]]] = {
        Kind.OPENED: _moved,
        Kind.MOVED: _moved,
        Kind.ASSIGNED: _assigned,
        Kind.EXTENDED: _promise,
        Kind.ANSWERED: _answered,
        Kind.CHILD_ENDED: _child_ended,
        Kind.COLLECTED: _collected,
        Kind.COMMENTED: _pass,
        Kind.PROPOSED: _proposed,
        Kind.WARNED: _pass,
        Kind.OUTAGE: _outage,
        Kind.CALENDAR_SHIFT: _promise,
        Kind.EDITION_CHANGED: _edition_changed,
        Kind.UNDONE: _pass,
        Kind.VOIDED: _void,
        Kind.ERASED: _erase,
    }

    def timeline(self) -> Timeline:
        """What the entries read so far say, frozen."""
        return Timeline(**{name: _frozen(getattr(self, name)) for name in _FIELDS})


def _changed(values: list[T], chosen: Callable[[T], bool], told: Facts) -> list[T]:
    """The values, those that are chosen with what was told of them."""
    return [replace(one, **told) if chosen(one) else one for one in values]


_FIELDS = tuple(field.name for field in fields(Timeline))


def _frozen(value: object) -> Any:  # noqa: ANN401  # whatever type the field has
    match value:
        case list():
            return tuple(value)
        case dict():
            return MappingProxyType(dict(value))
    return value


def fold(catalogue: Editions, entries: Iterable[Entry]) -> Timeline:
    """The timeline of one dossier. The entries begin with its opening and are in order."""
    kept = list(entries)
    if not kept or kept[0].kind is not Kind.OPENED:
        raise RecordBroken("Nhật ký hồ sơ không bắt đầu bằng việc tiếp nhận.")
    folding = Folding.begin(catalogue, kept[0])
    for entry in standing(kept):
        folding.add(entry)
    return folding.timeline()
