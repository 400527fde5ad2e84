"""What a reception would come to, before it is saved: by the same code that then decides it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from engine.counting import Promise, due
from engine.desk.office import Office
from engine.desk.papers import lacking
from engine.desk.promising import begins_clock, limit_for
from engine.desk.questions import telling_what_is_missing
from engine.desk.reductions import Shown
from engine.desk.requests import Reception
from engine.desk.tariff import Assessed, Due, assess
from engine.errors import Refusal
from engine.procedure import Limit, Paper, Procedure
from engine.why import Line, explain

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Preview:
    """Limit, promise with its arithmetic, fees, and required papers that lack.

    `promise` is None where the clock begins later, or never. `unclear` are the refusals that keep
    a limit or a fee from being told yet.
    """

    limit: Limit | None
    promise: Promise | None
    why: tuple[Line, ...]
    fees: tuple[Assessed, ...]
    lacking: tuple[Paper, ...]
    unclear: tuple[Refusal, ...]

    @property
    def total(self) -> int:
        """What is due at the counter, in đồng."""
        return sum(fee.amount for fee in self.fees)


def preview(office: Office, request: Reception, at: datetime) -> Preview:
    """The reception as it would be at that moment; nothing is written and nobody is asked.

    Refused only if the procedure is not offered that day, or not by this channel.
    """
    calendar = office.calendar_of(request.competent or request.agency)
    procedure = office.catalogue.current(request.procedure, calendar.local_day(at))
    action = procedure.opening(request.channel)
    known: dict[str, object] = {"channel": str(request.channel), "answers": dict(request.answers)}
    unclear: list[Refusal] = []
    limit = _told(procedure, unclear, lambda: limit_for(procedure, known))
    asked = Due(known, request.reductions, Shown.of(request.papers), paid=False)
    fees = _told(procedure, unclear, lambda: assess(procedure, action, asked)) or ()
    begins = limit is not None and begins_clock(procedure.states[action.to])
    return Preview(
        limit,
        due(calendar, limit, at) if limit is not None and begins else None,
        explain(calendar, limit, at, short=True) if limit is not None and begins else (),
        fees,
        lacking(procedure, request.papers),
        tuple(unclear),
    )


def _told(procedure: Procedure, unclear: list[Refusal], decide: Callable[[], T]) -> T | None:
    try:
        with telling_what_is_missing(procedure):
            return decide()
    except Refusal as refusal:
        unclear.append(refusal)
        return None
