"""Which verdict a report gives, and by it: how a dossier stands at the end of a period."""

from dataclasses import dataclass
from datetime import datetime

from engine.clock import Against, Standing, Verdict, standing_at, verdict, verdict_qd766
from engine.timeline import ByClock, Timeline

PENDING = frozenset({Standing.IN_TIME, Standing.OVERDUE, Standing.WAITING})


@dataclass(frozen=True, slots=True)
class Judging:
    """The choice of a verdict. As it stands it is the statutory one: by date, promise in force.

    With `qd766` the two other choices say nothing.
    """

    by: ByClock = ByClock.DATE
    against: Against = Against.CURRENT
    qd766: bool = False

    @property
    def name(self) -> str:
        """`date-current` …, or `qd766`."""
        return "qd766" if self.qd766 else f"{self.by}-{self.against}"

    def verdict(self, line: Timeline, at: datetime) -> Verdict | None:
        """The verdict on a dossier that was resolved before `at`."""
        return verdict_qd766(line, at) if self.qd766 else verdict(line, self.by, self.against)

    def standing(self, line: Timeline, at: datetime) -> Standing:
        """How the dossier stood just before `at`.

        QĐ 766 calls a dossier that is still open late or not late; one that is late is overdue even
        if it waits for the applicant (a second request).
        """
        if not self.qd766:
            return standing_at(line, at, self.by, self.against)
        standing = standing_at(line, at)
        if standing not in PENDING:
            return standing
        if verdict_qd766(line, at) is Verdict.LATE:
            return Standing.OVERDUE
        return Standing.IN_TIME if standing is Standing.OVERDUE else standing


STATUTORY = Judging()
