"""A dossier's timeline: everything that its ledger says, as frozen values.

`fold(catalogue, entries)` is a pure function of the ledger and the editions that it names. It
evaluates no expression and reads no side table: what was decided stands in the entries.
"""

from engine.timeline.mistakes import BackEntry, Other, Voiding
from engine.timeline.money import FeeLine, ReceiptNumber
from engine.timeline.originals import HERE, Custody, Offered, Original, Passage
from engine.timeline.people import PartyLine
from engine.timeline.places import Going, Site, Whereabouts
from engine.timeline.promises import ByClock, Cause, PromiseLine
from engine.timeline.results import AT_COUNTER, Phase, Result, ResultState, Signing
from engine.timeline.steps import Child, Outage, Stop, Visit, WorkItem
from engine.timeline.timeline import Origin, Timeline

__all__ = [
    "AT_COUNTER",
    "HERE",
    "BackEntry",
    "ByClock",
    "Cause",
    "Child",
    "Custody",
    "FeeLine",
    "Going",
    "Offered",
    "Origin",
    "Original",
    "Other",
    "Outage",
    "PartyLine",
    "Passage",
    "Phase",
    "PromiseLine",
    "ReceiptNumber",
    "Result",
    "ResultState",
    "Signing",
    "Site",
    "Stop",
    "Timeline",
    "Visit",
    "Voiding",
    "Whereabouts",
    "WorkItem",
]
