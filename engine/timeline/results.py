"""The results of a dossier: who signed them, where each is, what was promised of a phase."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from engine.actors import Seat
from engine.timeline.promises import ByClock


class ResultState(StrEnum):
    """Where a result is. A copy for a related unit or agency leaves with the act that makes it."""

    READY = "ready"  # at the counter
    HANDED = "handed"
    POSTED = "posted"
    COME_BACK = "come_back"  # at the counter again
    ARCHIVED = "archived"
    UNDONE = "undone"  # the act that made it was taken back


AT_COUNTER = frozenset({ResultState.READY, ResultState.COME_BACK})


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signed, in which capacity, and by which authority on that day.

    `decision` appoints an acting head; the validity is that of the grant, None where it is open.
    """

    signer: str
    capacity: str | None
    decision: str | None
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Result:
    """One result, or the copy of it for a related unit or agency (`seat`; None: the applicant).

    `placed` and `placed_at` name the entry that brought it where it is now. `replaced` says that
    another stands in its place: that of the dossier `replaced_by`, or a later one of this dossier.
    """

    no: int
    kind: str
    seat: Seat | None
    phase: bool  # issued on the way, not with the end of the clock
    number: str | None
    signing: Signing | None
    ready_at: datetime
    placed: int
    placed_at: datetime
    state: ResultState = ResultState.READY
    left_at: datetime | None = None
    acknowledged_at: datetime | None = None
    acknowledged_by: str | None = None
    replaced: bool = False
    replaced_by: tuple[str, str] | None = None

    @property
    def waits(self) -> bool:
        """Whether it lies at the counter for the applicant."""
        return self.seat is None and self.state in AT_COUNTER and not self.replaced

    @property
    def unacknowledged(self) -> bool:
        """Whether a related unit or agency has it and has not said so."""
        sent = self.state in {ResultState.POSTED, ResultState.HANDED}
        return self.seat is not None and sent and not self.replaced and not self.acknowledged_at


@dataclass(frozen=True, slots=True)
class Phase:
    """What was promised of one result by itself; `passed` as for the whole dossier."""

    result: str
    begun_at: datetime
    first_due: datetime
    due: datetime
    raw: datetime
    done_at: datetime | None = None
    passed: tuple[tuple[ByClock, datetime], ...] = ()
