"""The limit and the promise by a new edition: counted from the same beginning, never earlier.

The promise is replayed: from acceptance, over every stop, by the limit of the new edition. One
that comes out earlier than what was promised, or whose day has passed, stays as it is; what was
given by an apology counts as promised.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from engine.counting import Promise, after_stop, due
from engine.desk.migrating.fates import Anew
from engine.desk.promising import limit_for
from engine.procedure import Limit, OnReturn, Procedure, Unit
from engine.timeline import Stop, Timeline


def counted_anew(
    line: Timeline, procedure: Procedure, answers: Callable[[], Mapping[str, object]], at: datetime
) -> Anew:
    """What the edition makes of the limit and the promise; BadInput if no limit can be chosen."""
    by_case = any(case.when for case in procedure.limits)
    known: dict[str, object] = {"channel": str(line.origin.channel)}
    known["answers"] = answers() if by_case else {}
    limit = limit_for(procedure, known)
    if line.limit is None or limit == line.limit:
        return Anew()
    if limit.unit is Unit.NONE and line.current is not None:
        return Anew()  # what was promised is kept, by the limit that promised it
    return Anew(limit, _later(line, limit, at))


def _later(line: Timeline, limit: Limit, at: datetime) -> Promise | None:
    """The promise by that limit, if it is later than the one that still runs."""
    current, accepted = line.current, line.accepted_at
    if current is None or accepted is None or current.due < _running_until(line, at):
        return None
    promise = due(line.calendar, limit, accepted)
    for stop in line.stops:
        if promise is not None and stop.until is not None:
            promise = after_stop(
                line.calendar,
                limit,
                _on_return(line, stop),
                stopped_at=stop.since,
                returned_at=stop.until,
                current=promise,
            )
    return promise if promise is not None and promise.due > current.due else None


def _running_until(line: Timeline, at: datetime) -> datetime:
    return line.stopped.since if line.stopped else at


def _on_return(line: Timeline, stop: Stop) -> OnReturn:
    visit = next(one for one in line.visits if one.entered == stop.since)
    return line.procedure_of(visit).states[visit.state].on_return or OnReturn.RESUME
