"""What time does by itself: it proposes, warns and reminds. It decides nothing.

Each signal is one event of one dossier, entered in its ledger under the dossier's lock, so that
any number of ticks at once, and any number in a row, enter it once.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from secrets import token_bytes

from sqlalchemy import Engine

from engine.actors import AGENCY_WIDE, SYSTEM, Role, Seat
from engine.counting import due
from engine.desk.draft import Draft
from engine.desk.office import Office
from engine.desk.writing import Ledgered, Pen
from engine.errors import Conflict, Refusal
from engine.fold import fold
from engine.ledger import DossierRef, Entry, Kind
from engine.procedure import ClockMode
from engine.reports.budgets import Budgets
from engine.store.due import forget, open_ledgers
from engine.store.read import reading
from engine.store.write import Held, writing
from engine.timeline import Timeline

REMEMBERED = timedelta(days=30)
SOON_SHARE = 5  # assumption: “sắp đến hạn” is the last fifth of the time that was promised …
SOON_AT_MOST = 2  # … or the last working day, but never more than half of that time


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing that time has to say of a dossier: what, and about which line of its record."""

    what: str  # expired | due_soon | overdue | over_budget | silent
    about: str
    draft: Draft


@dataclass(frozen=True, slots=True)
class Ticked:
    """What a tick did: signals entered, by kind; answers forgotten; dossiers it could not read.

    `busy` counts dossiers that somebody was acting on; the next tick sees them again.
    """

    entered: Mapping[str, int]
    forgotten: int
    busy: int
    unreadable: tuple[DossierRef, ...]


def tick(
    engine: Engine,
    office: Office,
    clock: Callable[[], datetime] | None = None,
    entropy: Callable[[int], bytes] = token_bytes,
) -> Ticked:
    """Enter every signal that is due; `clock` stands for the database's own."""
    return _Tick(engine, office, clock, entropy).run()


@dataclass(slots=True)
class _Tick:
    engine: Engine
    office: Office
    clock: Callable[[], datetime] | None
    entropy: Callable[[int], bytes]
    budgets: Budgets = field(default_factory=Budgets)
    entered: Counter[str] = field(default_factory=Counter)
    busy: int = 0
    unreadable: list[DossierRef] = field(default_factory=list)

    def run(self) -> Ticked:
        with writing(self.engine, self.clock) as write:
            at = write.moment
            forgotten = forget(write, at - REMEMBERED)
        for ref in self._waiting(at):
            self._try(ref)
        return Ticked(self.entered, forgotten, self.busy, tuple(self.unreadable))

    def _waiting(self, at: datetime) -> list[DossierRef]:
        """The dossiers with something to say, looked at without a lock."""
        found = []
        with reading(self.engine) as snapshot:
            for ref, entries in open_ledgers(snapshot):
                try:
                    if next(self._signals(entries, at), None):
                        found.append(ref)
                except Refusal:
                    self.unreadable.append(ref)
        return found

    def _signals(self, entries: Sequence[Entry], at: datetime) -> Iterator[Signal]:
        return signals(fold(self.office.catalogue, entries), entries, at, self.budgets)

    def _try(self, ref: DossierRef) -> None:
        try:
            self._enter(ref)
        except Conflict:
            self.busy += 1

    def _enter(self, ref: DossierRef) -> None:
        """Look again under the lock: another tick or a person may have been here."""
        entered: list[str] = []
        with writing(self.engine, self.clock) as write:
            held = write.hold(ref)
            for signal in list(self._signals(held.entries, write.moment)):
                at = max(write.moment, held.entries[-1].happened_at)
                pen = Pen(self.office.catalogue, self.entropy)
                pen.write(write, _ledgered(held), signal.draft, at=at, by=SYSTEM)
                held = write.hold(ref)
                entered.append(signal.what)
        self.entered.update(entered)


def _ledgered(held: Held) -> Ledgered:
    return Ledgered(held.ref, held.entries, held.head, held.restricted)


def signals(
    line: Timeline, entries: Sequence[Entry], at: datetime, budgets: Budgets
) -> Iterator[Signal]:
    """What is due to be said of a dossier at an instant and has not been said yet."""
    if line.final is not None or line.voided:
        return
    said = {(entry.facts.get("what"), entry.facts.get("about")) for entry in entries}
    for signal in (
        *_expired(line, at),
        *_late(line, at),
        *_over_budget(line, at, budgets),
        *_silent(line, at),
    ):
        if (signal.what, signal.about) not in said:
            yield signal


def _expired(line: Timeline, at: datetime) -> Iterator[Signal]:
    """The state has lasted as long as its definition allows: an action is proposed."""
    expiry = line.procedure.states[line.state].expires
    visit = line.visits[-1]
    if expiry is None:
        return
    until = due(line.calendar, expiry.after, visit.entered)
    if until is None or at <= until.due:
        return
    facts = {"what": "expired", "about": str(visit.seq), "action": expiry.propose}
    tells = tuple(("proposed", one) for one in _proposed_to(line, expiry.propose))
    yield Signal("expired", str(visit.seq), Draft(Kind.PROPOSED, facts, tells=tells))


def _proposed_to(line: Timeline, action: str) -> list[str]:
    """Those who may take the action in the unit that has the dossier."""
    roles = dict.fromkeys(address.role for address in line.procedure.actions[action].by)
    staff = (role for role in roles if role not in {Role.APPLICANT, Role.SYSTEM})
    return [receiver(_at_home(line, role)) for role in staff]


def _late(line: Timeline, at: datetime) -> Iterator[Signal]:
    """The promise is near, or has passed, while the clock runs."""
    promise = line.current
    if promise is None or line.stopped is not None or line.ended_at is not None:
        return
    if at > promise.due:
        told = (("overdue", _head(line)), *_holder("overdue", line))
        yield _warning("overdue", str(promise.seq), told)
    elif line.calendar.between(at, promise.due) <= _soon(line):
        yield _warning("due_soon", str(promise.seq), _holder("due_soon", line))


def _soon(line: Timeline) -> timedelta:
    """How much counted time before the promise is “soon”."""
    promise, begun = line.current, line.accepted_at
    if promise is None or begun is None:
        return timedelta()
    whole = line.calendar.between(begun, promise.due)
    return max(whole / SOON_SHARE, min(line.calendar.nominal_day, whole / SOON_AT_MOST))


def _over_budget(line: Timeline, at: datetime, budgets: Budgets) -> Iterator[Signal]:
    """The step has used more than its share of the limit: its head hears of it."""
    state, visit = line.procedure.states[line.state], line.visits[-1]
    if state.clock is ClockMode.ENDED or state.stop is not None:
        return
    budget = budgets.of(line, state)
    if budget is not None and line.calendar.between(visit.entered, at) > budget:
        yield _warning("over_budget", str(visit.seq), (("over_budget", _head(line)),))


def _silent(line: Timeline, at: datetime) -> Iterator[Signal]:
    """A consultation is unanswered past its limit: whoever was asked is reminded."""
    for item in line.open_items:
        if item.due is not None and at > item.due and not item.proceeds:
            yield _warning("silent", item.id, (("reminder", receiver(item.seat)),))


def _warning(what: str, about: str, tells: tuple[tuple[str, str], ...]) -> Signal:
    facts = {"what": what, "about": about}
    return Signal(what, about, Draft(Kind.WARNED, facts, tells=tells))


def receiver(seat: Seat) -> str:
    """A seat as notices name it, `agency:unit/role`: who sits there is asked at delivery."""
    return f"{seat.agency}:{seat.unit or ''}/{seat.role}"


def _holder(kind: str, line: Timeline) -> tuple[tuple[str, str], ...]:
    """Whoever holds the step: the officer if it was given to one, else the seat."""
    if line.seat is None or line.seat.role is Role.APPLICANT:
        return ()
    named = f"staff:{line.officer}" if line.officer else receiver(line.seat)
    return ((kind, named),)


def _at_home(line: Timeline, role: Role) -> Seat:
    return Seat(role, line.competent, None if role in AGENCY_WIDE else line.unit)


def _head(line: Timeline) -> str:
    """Who answers for the step: the head of its unit; above a head, or at a counter, the leader."""
    seat = line.seat
    if seat is None or seat.unit is None or seat.role is Role.UNIT_HEAD:
        return receiver(Seat(Role.LEADER, seat.agency if seat else line.competent))
    return receiver(Seat(Role.UNIT_HEAD, seat.agency, seat.unit))
