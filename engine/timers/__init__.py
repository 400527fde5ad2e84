"""What time does by itself: it proposes, warns and reminds. It decides nothing.

Each signal is one event of one dossier, entered in its ledger under the dossier's lock, so that
any number of ticks at once, and any number in a row, enter it once.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from secrets import token_bytes

from sqlalchemy import Engine

from engine.actors import SYSTEM
from engine.desk.drafts import KEPT_FOR
from engine.desk.office import Office
from engine.desk.writing import Ledgered, Pen
from engine.errors import Conflict, Refusal
from engine.fold import fold
from engine.ledger import DossierRef, Entry
from engine.reports.budgets import Budgets
from engine.store.drafts import drop_drafts_before
from engine.store.due import forget, open_ledgers
from engine.store.read import reading
from engine.store.write import writing
from engine.timers.signals import Signal, signals

REMEMBERED = timedelta(days=30)


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
            drop_drafts_before(write.connection, at - KEPT_FOR)
        for ref in self._waiting(at):
            self._try(ref)
        return Ticked(self.entered, forgotten, self.busy, tuple(self.unreadable))

    def _waiting(self, at: datetime) -> list[DossierRef]:
        """The dossiers with something to say, looked at without a lock."""
        found = []
        with reading(self.engine) as snapshot:
            for ref, entries in open_ledgers(snapshot):
                try:
                    if self._signals(entries, at):
                        found.append(ref)
                except (Refusal, LookupError):
                    self.unreadable.append(ref)
        return found

    def _signals(self, entries: Sequence[Entry], at: datetime) -> list[Signal]:
        line = fold(self.office.catalogue, entries)
        return list(signals(line, entries, at, self.budgets, self.office.waiting))

    def _try(self, ref: DossierRef) -> None:
        try:
            self._enter(ref)
        except Conflict:
            self.busy += 1
        except Refusal:
            self.unreadable.append(ref)

    def _enter(self, ref: DossierRef) -> None:
        """Look again under the lock: another tick or a person may have been here."""
        entered: list[str] = []
        with writing(self.engine, self.clock) as write:
            held = write.hold(ref)
            for signal in self._signals(held.entries, write.moment):
                at = max(write.moment, held.entries[-1].happened_at)
                pen = Pen(self.office.catalogue, self.entropy)
                pen.write(write, Ledgered.of(held), signal.draft, at=at, by=SYSTEM)
                held = write.hold(ref)
                entered.append(signal.what)
        self.entered.update(entered)
