"""Which dossiers an outage touches, and what it says in their ledgers."""

from datetime import datetime, timedelta

from engine.canonical import moment_text
from engine.desk.draft import Draft
from engine.ledger import Kind
from engine.store.outages import Declared
from engine.timeline import Timeline

_INSTANT = timedelta(microseconds=1)


def touches(line: Timeline, outage: Declared) -> bool:
    """Whether the dossier's time ran in the span while the agency decided it or had it.

    A dossier's time runs from its acceptance to its result. Not one that was voided, nor one that
    says it already.
    """
    if line.voided or line.accepted_at is None:
        return False
    if any(one.id == outage.id.hex for one in line.outages):
        return False
    since = max(line.accepted_at, outage.since)
    until = min(line.ended_at or outage.until, outage.until)
    return since < until and _was_at(line, outage.agency, since, until)


def _was_at(line: Timeline, agency: str, since: datetime, until: datetime) -> bool:
    """Whether it was the agency's to decide, or lay there, at some time of the span."""
    decided = {line.competent_at(since + _INSTANT)}
    decided |= {one for at, one in line.competences if since < at < until}
    return agency in decided or any(
        visit.seat is not None
        and visit.seat.agency == agency
        and visit.entered < until
        and (visit.left is None or visit.left > since)
        for visit in line.visits
    )


def saying(outage: Declared) -> Draft:
    """The entry of a dossier that an outage touched; it moves no promise."""
    return Draft(
        Kind.OUTAGE,
        {
            "outage": outage.id.hex,
            "agency": outage.agency,
            "since": moment_text(outage.since),
            "until": moment_text(outage.until),
            "reason": outage.reason,
        },
    )
