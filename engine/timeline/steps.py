"""The steps of a dossier: where it has been, when the clock stood, who else was asked."""

from dataclasses import dataclass
from datetime import datetime

from engine.actors import Seat


@dataclass(frozen=True, slots=True)
class Visit:
    """One stay in a state. `left` is None while the dossier is there; `left_by` took it on."""

    state: str
    seat: Seat | None
    officer: str | None
    entered: datetime
    left: datetime | None
    seq: int
    edition: str
    left_by: str | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """A span in which the clock stands still; `until` None while it does."""

    reason: str
    seat: Seat
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class WorkItem:
    """A consultation: who was asked, until when, and what came back.

    `asked_before` are the seats of agencies that ended, each with the moment until which it was
    theirs to answer.
    """

    id: str
    row: str  # of the agency's inbox
    seat: Seat
    asked_at: datetime
    due: datetime | None
    proceeds: bool  # silence beyond the limit lets the dossier go on
    answered_at: datetime | None = None
    answer: str | None = None
    asked_before: tuple[tuple[Seat, datetime], ...] = ()

    def seat_at(self, moment: datetime) -> Seat:
        """Whose answer was waited for at that moment."""
        return next((seat for seat, until in self.asked_before if moment < until), self.seat)


@dataclass(frozen=True, slots=True)
class Child:
    """A dossier that this one opened at another procedure."""

    agency: str
    id: str
    procedure: str
    opened_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Outage:
    """A declared span in which `agency` could not work; it moves no promise by itself.

    `id` is that of the declaration, which a second person has approved.
    """

    since: datetime
    until: datetime
    agency: str | None = None
    id: str | None = None
