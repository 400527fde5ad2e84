"""A dossier that is being opened: all that is known of it then."""

from dataclasses import dataclass
from datetime import date, datetime

from engine.actors import Actor
from engine.desk.office import Office
from engine.desk.provenance import HANDED_IN, Provenance
from engine.desk.requests import Reception
from engine.ledger import DossierRef
from engine.procedure import Action, Procedure
from engine.working_calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Opening:
    """All that is known of a dossier when it is opened. `parent` only if another opened it.

    `today` is the office day on which it is written down, which may be after that of `at`.
    """

    office: Office
    ref: DossierRef
    request: Reception
    procedure: Procedure
    calendar: WorkingCalendar
    at: datetime
    by: Actor
    today: date
    pepper: bytes
    parent: DossierRef | None = None
    provenance: Provenance = HANDED_IN

    @property
    def authorised(self) -> bool:
        """Whether another dossier's act, which was looked at already, opens it."""
        return self.parent is not None or self.provenance.replaces

    @property
    def day(self) -> date:
        return self.calendar.local_day(self.at)

    @property
    def action(self) -> Action:
        return self.procedure.opening(self.request.channel)

    @property
    def competent(self) -> str:
        return self.request.competent or self.request.agency


@dataclass(frozen=True, slots=True)
class Number:
    """The receipt code that the record gave out, with the serial that it counted."""

    scheme: str
    scope: str
    serial: int
    code: str
