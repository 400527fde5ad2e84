"""What an agency receives most: the procedures that the counter offers first."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from engine.store.ledgers import Reading
from engine.store.scope import Scope
from engine.tables.record import dossier


@dataclass(frozen=True, slots=True)
class Used:
    """How often a procedure was received since a moment, and when last."""

    procedure: str
    count: int
    last: datetime


def procedures_used(
    reading: Reading, scope: Scope, agency: str, since: datetime, *, limit: int = 9
) -> list[Used]:
    """The procedures that this agency received since then, the most frequent first.

    Only dossiers that the person may see are counted; one received by mistake is not.
    """
    times, last = func.count().label("times"), func.max(dossier.c.opened_at).label("last")
    wanted = (
        select(dossier.c.procedure, times, last)
        .where(dossier.c.agency_id == agency, dossier.c.opened_at >= since)
        .where(~dossier.c.voided, scope.clause())
        .group_by(dossier.c.procedure)
        .order_by(times.desc(), last.desc(), dossier.c.procedure)
        .limit(limit)
    )
    return [Used(row.procedure, row.times, row.last) for row in reading.execute(wanted)]
