"""Digitisation as QĐ 766/QĐ-TTg scores it (group 4): shares with their numerators and denominators.

What is counted follows the published implementation of the index (confidence: verified, public
code): a paper counts once it is held as data in any way, a result once it is issued as data. Over
which dossiers a share is taken is not in what could be read: papers reused and fetched are over
those received in the period, results over those resolved in it (confidence: assumption).
4.5, sign-in with VNeID, is not known to the record and is left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from engine.clock import Standing, standing_at
from engine.procedure import Final
from engine.reports.periods import Period
from engine.reports.shares import as_number, percent
from engine.timeline import Timeline


class Figure(StrEnum):
    """A share of the group, by what its dossiers have."""

    E_RESULT = "e_result"  # 4.1: the result was issued as data
    DIGITISED = "digitised"  # 4.2: a paper and the result are held as data
    REUSED = "reused"  # 4.3: a paper was not asked for again, since it was data already
    FROM_STORE = "from_store"  # 4.4: a paper came from a national store


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole` dossiers; the codes of those that count open the figure."""

    figure: Figure
    part: int
    whole: int
    codes: tuple[str, ...]

    @property
    def share(self) -> Decimal | None:
        return percent(self.part, self.whole)


@dataclass(frozen=True, slots=True)
class DigitisationSheet:
    """The group's shares for a period."""

    period: Period
    received: int
    resolved: int
    shares: tuple[Share, ...]

    def to_json(self) -> dict[str, object]:
        return {
            "received": self.received,
            "resolved": self.resolved,
            "rows": [
                {
                    "figure": str(one.figure),
                    "part": one.part,
                    "whole": one.whole,
                    "share": as_number(one.share),
                    "codes": " ".join(one.codes),
                }
                for one in self.shares
            ],
        }


def digitisation(lines: Iterable[Timeline], period: Period) -> DigitisationSheet:
    """The shares of a period. Linked dossiers are left out, as in the figures by channel."""
    kept = [line for line in lines if not line.origin.linked and not line.voided]
    received = [line for line in kept if _received(line, period)]
    resolved = [line for line in kept if _resolved(line, period)]
    return DigitisationSheet(
        period,
        len(received),
        len(resolved),
        (
            _share(Figure.E_RESULT, resolved, period),
            _share(Figure.DIGITISED, resolved, period),
            _share(Figure.REUSED, received, period),
            _share(Figure.FROM_STORE, received, period),
        ),
    )


def _share(figure: Figure, lines: Sequence[Timeline], period: Period) -> Share:
    counted = [line.origin.code for line in lines if _has(figure, line, period)]
    return Share(figure, len(counted), len(lines), tuple(sorted(counted)))


def _has(figure: Figure, line: Timeline, period: Period) -> bool:
    match figure:
        case Figure.E_RESULT:
            return _issued(line, period)
        case Figure.DIGITISED:
            return bool(line.digital) and _issued(line, period)
    return any(str(figure) in ways for ways in line.digital.values())


def _issued(line: Timeline, period: Period) -> bool:
    """Issued as data by the end of the period: what is scanned later does not count for it."""
    at = line.digital_result
    return at is not None and at < period.ends(line.calendar.zone)


def _received(line: Timeline, period: Period) -> bool:
    inside = standing_at(line, period.ends(line.calendar.zone)) is not Standing.OUTSIDE
    return inside and _within(line.accepted_at, line, period)


def _resolved(line: Timeline, period: Period) -> bool:
    """Its clock ended in the period, with a result that stands."""
    over = line.final in {None, Final.COMPLETED}
    return over and _within(line.ended_at, line, period)


def _within(moment: datetime | None, line: Timeline, period: Period) -> bool:
    return moment is not None and period.first <= line.day(moment) <= period.last
