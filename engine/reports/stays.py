"""Stays: one row per visit to a state, with what it was allowed and what it took."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from engine.canonical import moment_text
from engine.clock import Verdict
from engine.reports.budgets import Budgets
from engine.reports.periods import Period
from engine.timeline import Timeline, Visit


@dataclass(frozen=True, slots=True)
class Stay:
    """One visit. `budget` and `spent` are working time; `left` None: still there at the end."""

    code: str
    procedure: str
    state: str
    label: str
    role: str | None
    agency: str
    unit: str | None
    officer: str | None
    entered: datetime
    left: datetime | None
    budget: timedelta | None
    spent: timedelta

    @property
    def verdict(self) -> Verdict | None:
        """On time or late against the budget; None for a step without one.

        A step has no “early”: what it did not use is the next one's gain.
        """
        if self.budget is None:
            return None
        return Verdict.LATE if self.spent > self.budget else Verdict.ON_TIME

    def to_json(self) -> dict[str, object]:
        return {
            "code": self.code,
            "procedure": self.procedure,
            "state": self.state,
            "label": self.label,
            "role": self.role,
            "agency": self.agency,
            "unit": self.unit,
            "officer": self.officer,
            "entered": moment_text(self.entered),
            "left": None if self.left is None else moment_text(self.left),
            "budget": _seconds(self.budget),
            "spent": _seconds(self.spent),
            "verdict": None if self.verdict is None else str(self.verdict),
        }


@dataclass(frozen=True, slots=True)
class StaysSheet:
    """Every stay that touched the period, in the order of entering."""

    period: Period
    known_at: datetime | None
    rows: tuple[Stay, ...]

    def to_json(self) -> dict[str, object]:
        return {
            "definition": {"figure": "stays"},
            "period": self.period.to_json(),
            "known_at": None if self.known_at is None else moment_text(self.known_at),
            "rows": [stay.to_json() for stay in self.rows],
        }


def stays(
    lines: Iterable[Timeline], period: Period, known_at: datetime | None = None
) -> StaysSheet:
    """The visits that were open at some time of the period, judged at the end of its last day.

    Final states are no stays; voided dossiers are left out, and restricted ones, for a row tells
    of one dossier to whoever reads the report.
    """
    budgets = Budgets()
    shown = (line for line in lines if not line.voided and not line.procedure.restricted)
    rows = [stay for line in shown for stay in _of(line, period, budgets)]
    return StaysSheet(
        period, known_at, tuple(sorted(rows, key=lambda stay: (stay.entered, stay.code)))
    )


def _of(line: Timeline, period: Period, budgets: Budgets) -> Iterator[Stay]:
    start, end = period.begins(line.calendar.zone), period.ends(line.calendar.zone)
    for visit in line.visits:
        state = line.procedure_of(visit).states[visit.state]
        gone = visit.left is not None and visit.left < start
        if visit.entered < end and not gone and not state.final:
            yield _stay(line, visit, end, budgets)


def _stay(line: Timeline, visit: Visit, end: datetime, budgets: Budgets) -> Stay:
    state = line.procedure_of(visit).states[visit.state]
    left = visit.left if visit.left is not None and visit.left < end else None
    seat = visit.seat
    return Stay(
        code=line.origin.code,
        procedure=line.origin.procedure,
        state=visit.state,
        label=state.label,
        role=str(seat.role) if seat else None,
        agency=seat.agency if seat else line.competent_at(end),
        unit=seat.unit if seat else None,
        officer=visit.officer or visit.left_by,
        entered=visit.entered,
        left=left,
        budget=budgets.of(line, state, line.procedure_of(visit)),
        spent=line.calendar.between(visit.entered, left or end),
    )


def _seconds(span: timedelta | None) -> int | None:
    return None if span is None else round(span.total_seconds())
