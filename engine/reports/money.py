"""What an auditor looks at first: fees reduced, money given back, tills that did not come out even.

A reduction stands in the period in which the amount was set, a refund in that of the refund.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from engine.reports.periods import Period
from engine.timeline import Timeline


class Lost(StrEnum):
    """Why the office did not take, or did not keep, a fee."""

    REDUCED = "reduced"
    REFUNDED = "refunded"


@dataclass(frozen=True, slots=True, order=True)
class MoneyRow:
    """Lines of one agency: how many, and how many đồng less for it.

    `ground` is that of a reduction, as the tariff words it. A reduction is the competent agency's,
    a refund that of the counter which had taken the money.
    """

    agency: str
    what: Lost
    ground: str
    count: int
    amount: int

    def to_json(self) -> dict[str, object]:
        return {
            "agency": self.agency,
            "what": str(self.what),
            "ground": self.ground,
            "count": self.count,
            "amount": self.amount,
        }


@dataclass(frozen=True, slots=True)
class Gap:
    """A till that did not come out even: what was counted less what was expected."""

    agency: str
    day: date
    counter: str
    method: str
    difference: int
    reason: str | None

    def to_json(self) -> dict[str, object]:
        return {
            "agency": self.agency,
            "day": self.day.isoformat(),
            "counter": self.counter,
            "method": self.method,
            "difference": self.difference,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class MoneySheet:
    """The rows in order, and the tills of the period that did not come out even."""

    period: Period
    rows: tuple[MoneyRow, ...]
    gaps: tuple[Gap, ...]

    def total(self, what: Lost) -> int:
        """In đồng."""
        return sum(row.amount for row in self.rows if row.what is what)

    def to_json(self) -> dict[str, object]:
        return {
            "definition": {"figure": "money"},
            "period": self.period.to_json(),
            "rows": [row.to_json() for row in self.rows],
            "gaps": [gap.to_json() for gap in self.gaps],
        }


Key = tuple[str, Lost, str]


def money(lines: Iterable[Timeline], period: Period, gaps: Iterable[Gap] = ()) -> MoneySheet:
    """The reductions and refunds of the period, with the gaps that were found in it."""
    counts: Counter[Key] = Counter()
    sums: Counter[Key] = Counter()
    for line in lines:
        for key, amount in _of(line, period):
            counts[key] += 1
            sums[key] += amount
    rows = sorted(MoneyRow(*key, count, sums[key]) for key, count in counts.items())
    within = (gap for gap in gaps if period.first <= gap.day <= period.last)
    return MoneySheet(period, tuple(rows), tuple(within))


def _of(line: Timeline, period: Period) -> Iterator[tuple[Key, int]]:
    for fee in line.fees:
        if fee.ground is not None and _within(line, fee.assessed_at, period):
            yield (line.competent, Lost.REDUCED, fee.ground), fee.tariff - fee.amount
        if fee.receipt and fee.refunded_at and _within(line, fee.refunded_at, period):
            yield (fee.receipt.agency, Lost.REFUNDED, ""), fee.amount


def _within(line: Timeline, moment: datetime, period: Period) -> bool:
    return period.first <= line.day(moment) <= period.last
