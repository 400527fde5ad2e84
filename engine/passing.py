"""When a promise has passed: by what an entry says, and by when it was written down.

An entry may be typed in late from paper. What it says then counts, but for two things: it is
marked (`ENTERED_AFTER_PROMISE`), and it never moves or stops a promise that had passed before it
was written down. What an older system gave of its dossiers is exempt from both.
"""

from collections.abc import Iterator
from datetime import datetime

from engine.ledger import Entry
from engine.timeline import ByClock
from engine.working_calendar import WorkingCalendar

ENTERED_AFTER_PROMISE = "entered_after_promise"

# The fact of an entry that was brought in: it stands as the older system gave it, in any order.
AS_GIVEN = "as_given"


def is_overtaken(calendar: WorkingCalendar, due: datetime | None, entry: Entry) -> bool:
    """Whether it was written down after the promised day, and says that it was so by then."""
    if due is None or AS_GIVEN in entry.facts:
        return False
    day = calendar.local_day
    return day(entry.happened_at) <= day(due) < day(entry.recorded_at)


def passings(
    calendar: WorkingCalendar, due: datetime | None, entry: Entry
) -> Iterator[tuple[ByClock, datetime]]:
    """By which clocks the promise had passed, and by which moment of the entry, earliest first."""
    if due is None or AS_GIVEN in entry.facts:
        return
    for at in (entry.happened_at, entry.recorded_at):
        if at > due:
            yield ByClock.MOMENT, at
        if calendar.local_day(at) > calendar.local_day(due):
            yield ByClock.DATE, at
