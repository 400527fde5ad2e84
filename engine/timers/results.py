"""What time has to say of results: nobody fetches one, nobody acknowledges a copy.

Neither is ever late: the clock of the dossier has ended, and the promise was kept or not before.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from engine.actors import Role, Seat
from engine.desk.draft import Draft
from engine.desk.seats import receiver
from engine.desk.waiting import Waiting
from engine.fold.results import ARCHIVING
from engine.ledger import Kind
from engine.timeline import Result, Timeline
from engine.timers.signal import Signal

UNCOLLECTED = "uncollected"
UNACKNOWLEDGED = "unacknowledged"


@dataclass(frozen=True, slots=True)
class _Batch:
    """The results that one entry brought to the counter: the applicant hears of them together."""

    placed: int
    since: datetime
    results: tuple[Result, ...]

    @property
    def numbers(self) -> list[int]:
        return [one.no for one in self.results]


def of_results(line: Timeline, at: datetime, waiting: Waiting) -> Iterator[Signal]:
    """What is due to be said, whether the dossier is over or not."""
    for batch in _batches(line):
        yield from _remind(batch, at, waiting)
        yield from _put_away(line, batch, at, waiting)
    for one in line.results:
        yield from _unacknowledged(one, at, waiting)


def _batches(line: Timeline) -> list[_Batch]:
    waits = [one for one in line.results if one.waits and not one.phase]
    return [
        _Batch(placed, since, tuple(one for one in waits if one.placed == placed))
        for placed, since in dict.fromkeys((one.placed, one.placed_at) for one in waits)
    ]


def _remind(batch: _Batch, at: datetime, waiting: Waiting) -> Iterator[Signal]:
    """The last reminder that is due; one that was missed is not made up for."""
    due = [days for days in waiting.remind if at >= batch.since + timedelta(days=days)]
    if due:
        about = f"{batch.placed}:{max(due)}"
        facts = {"what": UNCOLLECTED, "about": about, "days": max(due), "results": batch.numbers}
        told = ((UNCOLLECTED, "applicant"),)
        yield Signal(UNCOLLECTED, about, Draft(Kind.WARNED, facts, tells=told))


def _put_away(line: Timeline, batch: _Batch, at: datetime, waiting: Waiting) -> Iterator[Signal]:
    """A person decides: the counter where the result is fetched is asked."""
    if at >= batch.since + timedelta(days=waiting.archive):
        facts = {"what": ARCHIVING, "about": str(batch.placed), "action": ARCHIVING}
        told = (("proposed", receiver(Seat(Role.COUNTER, line.return_at))),)
        yield Signal(ARCHIVING, str(batch.placed), Draft(Kind.PROPOSED, facts, tells=told))


def _unacknowledged(one: Result, at: datetime, waiting: Waiting) -> Iterator[Signal]:
    if one.seat is None or one.left_at is None or not one.unacknowledged:
        return
    if at >= one.left_at + timedelta(days=waiting.acknowledge):
        facts = {"what": UNACKNOWLEDGED, "about": str(one.no), "results": [one.no]}
        told = ((UNACKNOWLEDGED, receiver(one.seat)),)
        yield Signal(UNACKNOWLEDGED, str(one.no), Draft(Kind.WARNED, facts, tells=told))
