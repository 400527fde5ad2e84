"""The cells of a timeliness sheet that one dossier is counted in.

A dossier that stands in a sheet came in exactly one way (carried over, or received by a channel)
and is in exactly one place at the end of the period; the identities of the sheet follow.
"""

from datetime import datetime
from enum import StrEnum

from engine.clock import Standing
from engine.procedure import Channel
from engine.reports.judging import PENDING, Judging
from engine.timeline import Timeline

DECLINED = "declined"  # the outcome of a refusal on the merits: a resolved dossier


class Measure(StrEnum):
    """The counts of a row, by the names that JSON has; in the order of the sheet."""

    CARRIED_OVER = "carried_over"
    RECEIVED = "received"
    ONLINE = "online"
    POSTAL = "postal"
    DIRECT = "direct"
    RESOLVED = "resolved"
    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    DECLINED = "declined"
    IN_TIME = "in_time"
    OVERDUE = "overdue"
    WAITING = "waiting"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"


def measures(
    line: Timeline, start: datetime, end: datetime, judging: Judging
) -> frozenset[Measure]:
    """What the dossier is counted as, from `start` to just before `end`; empty if it is not in it.

    `start` is the end of the period before: both are judged alike, so that what was pending there
    is carried over here.
    """
    before, after = judging.standing(line, start), judging.standing(line, end)
    if after is Standing.OUTSIDE or before not in {*PENDING, Standing.OUTSIDE}:
        return frozenset()
    came = _received(line) if before is Standing.OUTSIDE else {Measure.CARRIED_OVER}
    return frozenset(came | _at_end(line, after, end, judging))


def _received(line: Timeline) -> set[Measure]:
    """A linked dossier comes from another agency, by no citizen's channel: it counts as direct."""
    channel = Channel.DIRECT if line.origin.linked else line.origin.channel
    return {Measure.RECEIVED, Measure(str(channel))}


def _at_end(line: Timeline, after: Standing, end: datetime, judging: Judging) -> set[Measure]:
    cells = {Measure(str(after))}
    if after is Standing.RESOLVED:
        cells |= {Measure(str(verdict)) for verdict in (judging.verdict(line, end),) if verdict}
        cells |= {Measure.DECLINED} if line.outcome == DECLINED else set()
    return cells
