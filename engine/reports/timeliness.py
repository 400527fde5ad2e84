"""On time or not: what came in, what was resolved, and what is pending at the end of a period."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import NamedTuple, Self

from engine.canonical import moment_text
from engine.reports.grouping import (
    By,
    Organised,
    Successor,
    agency_of,
    key_of,
    received_at,
    then_or_now,
)
from engine.reports.judging import STATUTORY, Judging
from engine.reports.measures import Measure, measures
from engine.reports.periods import Period
from engine.reports.shares import as_number, percent
from engine.timeline import Timeline

TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Question:
    """What a timeliness report is asked. `agencies`: only their dossiers; None for all.

    `known_at` only labels the sheet: the timelines given were folded from what was known then.
    `tiers` tells the tier of each agency; one that it lacks has the tier of the procedure.
    """

    period: Period
    by: By = By.AGENCY
    judging: Judging = STATUTORY
    organised: Organised = Organised.THEN
    agencies: frozenset[str] | None = None
    known_at: datetime | None = None
    tiers: Mapping[str, str] = field(default_factory=dict)

    def definition(self) -> dict[str, object]:
        """The choices that make the figure, for whoever reads the numbers later."""
        return {
            "figure": "timeliness",
            "by": str(self.by),
            "verdict": self.judging.name,
            "organisation": str(self.organised),
            "agencies": None if self.agencies is None else sorted(self.agencies),
        }


@dataclass(frozen=True, slots=True)
class Row:
    """The counts of one key; the identities of `docs/figures.md` hold between them."""

    key: str
    carried_over: int = 0
    received: int = 0
    online: int = 0
    postal: int = 0
    direct: int = 0
    resolved: int = 0
    early: int = 0
    on_time: int = 0
    late: int = 0
    declined: int = 0
    in_time: int = 0
    overdue: int = 0
    waiting: int = 0
    stopped: int = 0
    withdrawn: int = 0

    @classmethod
    def of(cls, key: str, counts: Counter[Measure]) -> Self:
        return cls(key, **{str(measure): count for measure, count in counts.items()})

    @property
    def pending(self) -> int:
        """Still open at the end of the period; the next one carries it over."""
        return self.in_time + self.overdue + self.waiting

    @property
    def on_time_rate(self) -> float | None:
        """Resolved early or on time, of all resolved, in percent."""
        return as_number(percent(self.early + self.on_time, self.resolved))

    @property
    def index_2_1(self) -> float | None:
        """QĐ 766, indicator 2.1: resolved or running in time, of all that was in hand, in percent.

        It means something in a sheet judged by QĐ 766 alone.
        """
        good = self.early + self.on_time + self.in_time + self.waiting
        return as_number(percent(good, self.resolved + self.pending))

    def to_json(self) -> dict[str, object]:
        return {**asdict(self), "on_time_rate": self.on_time_rate}


@dataclass(frozen=True, slots=True)
class TimelinessSheet:
    """Rows in the order of their keys, and a total that counts no dossier twice."""

    question: Question
    rows: tuple[Row, ...]
    total: Row

    def to_json(self) -> dict[str, object]:
        return {
            "definition": self.question.definition(),
            "period": self.question.period.to_json(),
            "known_at": moment_text(self.question.known_at) if self.question.known_at else None,
            "rows": [row.to_json() for row in self.rows],
            "total": self.total.to_json(),
        }


class Counted(NamedTuple):
    """A dossier and where the sheet has it. `in_total` is false where its parent stands for it."""

    line: Timeline
    key: str
    cells: frozenset[Measure]
    in_total: bool


def timeliness(
    lines: Iterable[Timeline], question: Question, successor: Successor | None = None
) -> TimelinessSheet:
    """The sheet. `successor` is needed for the agencies of today (`Organised.NOW`)."""
    rows: dict[str, Counter[Measure]] = {}
    total: Counter[Measure] = Counter()
    for counted in _counted(lines, question, successor):
        if counted.in_total:
            total.update(counted.cells)
        if counted.in_total or question.by is By.AGENCY:
            rows.setdefault(counted.key, Counter()).update(counted.cells)
    return TimelinessSheet(
        question, tuple(Row.of(key, rows[key]) for key in sorted(rows)), Row.of(TOTAL, total)
    )


def dossiers(
    lines: Iterable[Timeline],
    question: Question,
    measure: Measure,
    key: str | None = None,
    successor: Successor | None = None,
) -> list[Timeline]:
    """The dossiers that one cell counts: that of the row `key`, or of the total for None."""
    return [
        counted.line
        for counted in _counted(lines, question, successor)
        if measure in counted.cells
        and (counted.in_total if key is None else counted.key == key)
        and (counted.in_total or question.by is By.AGENCY)
    ]


def _counted(
    lines: Iterable[Timeline], question: Question, successor: Successor | None
) -> Iterator[Counted]:
    for line in lines:
        start = question.period.begins(line.calendar.zone)
        end = question.period.ends(line.calendar.zone)
        agency = agency_of(line, end, question.organised, successor)
        if question.agencies is None or agency in question.agencies:
            cells = measures(line, start, end, question.judging)
            if cells:
                taken_in = received_at(line, question.organised, successor)
                key = key_of(line, question.by, agency, question.tiers, taken_in)
                yield Counted(line, key, cells, _counts_itself(line, question, successor))


def _counts_itself(line: Timeline, question: Question, successor: Successor | None) -> bool:
    """Whether no parent stands for the dossier among those that the report is about."""
    parent, agencies = line.origin.parent, question.agencies
    if parent is None or agencies is None:
        return parent is None
    return then_or_now(line, parent[0], question.organised, successor) not in agencies
