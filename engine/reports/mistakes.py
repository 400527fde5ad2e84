"""What an office put right in a period: voided, reclassified, entered later from paper; by person.

These dossiers have figures of their own: a voided one is in no other, and one that replaces it is
counted once, by its own reception.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engine.canonical import moment_text
from engine.reports.periods import Period
from engine.timeline import Timeline

LATE_ENTERED = "late_entered_receipt"  # the mark of an ordinary reception written down days later


class Mistake(StrEnum):
    """What was put right."""

    VOIDED = "voided"
    RECLASSIFIED = "reclassified"
    BACK_ENTERED = "back_entered"


@dataclass(frozen=True, slots=True, order=True)
class MistakeRow:
    """How many dossiers one person put right so, for one reason."""

    what: Mistake
    reason: str
    person: str
    count: int

    def to_json(self) -> dict[str, object]:
        return {
            "what": str(self.what),
            "reason": self.reason,
            "person": self.person,
            "count": self.count,
        }


@dataclass(frozen=True, slots=True)
class MistakesSheet:
    """The rows in order, and how many receipts of the period were written down on a later day."""

    period: Period
    known_at: datetime | None
    rows: tuple[MistakeRow, ...]
    late_entered: int

    def total(self, what: Mistake) -> int:
        return sum(row.count for row in self.rows if row.what is what)

    def to_json(self) -> dict[str, object]:
        return {
            "definition": {"figure": "mistakes"},
            "period": self.period.to_json(),
            "known_at": None if self.known_at is None else moment_text(self.known_at),
            "rows": [row.to_json() for row in self.rows],
            "late_entered": self.late_entered,
        }


def mistakes(
    lines: Iterable[Timeline], period: Period, known_at: datetime | None = None
) -> MistakesSheet:
    """A dossier stands in the period in which it was put right; one received late, by reception."""
    counted: Counter[tuple[Mistake, str, str]] = Counter()
    late = 0
    for line in lines:
        counted.update(_of(line, period))
        late += _was_meant(line) and _within(line, line.opened_at, period) and _is_late(line)
    rows = sorted(MistakeRow(*key, count) for key, count in counted.items())
    return MistakesSheet(period, known_at, tuple(rows), late)


def _of(line: Timeline, period: Period) -> Iterator[tuple[Mistake, str, str]]:
    voiding, entry = line.voiding, line.back_entry
    if voiding is not None and _within(line, voiding.at, period):
        what = Mistake.RECLASSIFIED if voiding.replaced_by else Mistake.VOIDED
        yield what, voiding.reason, voiding.by
    once = _was_meant(line) and line.replaces is None
    if entry is not None and once and _within(line, entry.entered_at, period):
        yield Mistake.BACK_ENTERED, entry.reason, entry.by


def _was_meant(line: Timeline) -> bool:
    """Whether somebody did hand it in: a wrong procedure is no wrong reception."""
    return line.voiding is None or line.voiding.replaced_by is not None


def _is_late(line: Timeline) -> bool:
    return LATE_ENTERED in line.marks


def _within(line: Timeline, moment: datetime, period: Period) -> bool:
    return period.first <= line.day(moment) <= period.last
