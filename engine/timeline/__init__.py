"""A dossier's timeline: everything that its ledger says, as frozen values.

`fold(catalogue, entries)` is a pure function of the ledger and the editions that it names. It
evaluates no expression and reads no side table: what was decided stands in the entries.
"""

from engine.timeline.money import FeeLine
from engine.timeline.promises import ByClock, Cause, PromiseLine
from engine.timeline.steps import Child, Outage, Stop, Visit, WorkItem
from engine.timeline.timeline import Origin, Timeline

__all__ = [
    "ByClock",
    "Cause",
    "Child",
    "FeeLine",
    "Origin",
    "Outage",
    "PromiseLine",
    "Stop",
    "Timeline",
    "Visit",
    "WorkItem",
]
