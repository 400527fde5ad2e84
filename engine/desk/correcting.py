"""A corrected calendar: open dossiers count by it from now on, and no promise moves earlier.

A printed promise stays unless it falls on a day that is now off; then it stands on the next
working day, and the citizen is told. One that has already passed stays as it is.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from engine.actors import SYSTEM
from engine.catalogue import Catalogue
from engine.counting import Promise, move_off_closed
from engine.desk.draft import Draft, happened
from engine.desk.writing import Ledgered, Pen
from engine.errors import OutsideCalendar
from engine.facts import promise_facts
from engine.fold import fold
from engine.ledger import DossierRef, Kind
from engine.store.write import Write
from engine.timeline import Cause, Timeline
from engine.working_calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Shift:
    """A promise that a corrected calendar moves to a later day; `closed` is what its day is now."""

    ref: DossierRef
    code: str
    before: datetime
    after: datetime
    closed: str


def moved(line: Timeline, calendar: WorkingCalendar, at: datetime) -> Promise | None:
    """Where the promise stands by this calendar, if that is later; None if it stays."""
    current, limit = line.current, line.limit
    if current is None or limit is None or line.ended_at is not None or current.due < at:
        return None
    promise = move_off_closed(calendar, limit, Promise(current.due, current.raw))
    return promise if promise.due > current.due else None


def shift(ref: DossierRef, line: Timeline, calendar: WorkingCalendar, at: datetime) -> Shift | None:
    """What the correction does to one dossier's promise; OutsideCalendar names the dossier."""
    code, current = line.origin.code, line.current
    try:
        promise = moved(line, calendar, at)
    except OutsideCalendar as outside:
        raise OutsideCalendar(f"Hồ sơ {code}: {outside.message}", dossier=code) from outside
    if promise is None or current is None:
        return None
    named = calendar.named(calendar.local_day(current.due))
    return Shift(ref, code, current.due, promise.due, named.name if named else "")


@dataclass(frozen=True, slots=True)
class Correction:
    """Puts open dossiers on the calendars in force; `catalogue` knows the old ones too."""

    catalogue: Catalogue
    entropy: Callable[[int], bytes]

    def follow(self, write: Write, ref: DossierRef) -> Shift | None:
        """The dossier follows the present edition of its calendar; its promise, if it moved."""
        held = write.hold(ref)
        line = fold(self.catalogue, held.entries)
        calendar = self.catalogue.calendar_of(line.calendar.id)
        at = happened(None, write.moment, line.last_at)
        found = shift(ref, line, calendar, at)
        before = Ledgered(ref, held.entries, held.head, held.restricted)
        pen = Pen(self.catalogue, self.entropy)
        for draft in _drafts(line, calendar, at):
            pen.write(write, before, draft, at=at, by=SYSTEM)
            held = write.hold(ref)
            before = Ledgered(ref, held.entries, held.head, held.restricted)
        return found


def _drafts(line: Timeline, calendar: WorkingCalendar, at: datetime) -> Iterator[Draft]:
    old_and_new = {"calendar_before": line.calendar.edition, "calendar": calendar.edition}
    yield Draft(Kind.EDITION_CHANGED, old_and_new)
    promise = moved(line, calendar, at)
    if promise is not None:
        facts = {"promise": promise_facts(promise, Cause.CALENDAR)}
        yield Draft(Kind.CALENDAR_SHIFT, facts, tells=(("calendar_shift", "applicant"),))
