"""Reading what is entered beside the moves: work given, answers, what time did, what is over."""

from dataclasses import replace

from engine.canonical import read_moment
from engine.facts import Facts
from engine.fold.changing import changed
from engine.fold.folding import Folding
from engine.fold.moved import promise
from engine.ledger import Entry, Kind
from engine.timeline import Outage


def _assigned(folding: Folding, entry: Entry, facts: Facts) -> None:
    folding.officer = facts["officer"]
    folding.visits[-1] = replace(folding.visits[-1], officer=folding.officer)
    del entry


def _answered(folding: Folding, entry: Entry, facts: Facts) -> None:
    told = {"answered_at": entry.happened_at, "answer": facts["answer"]}
    folding.items = changed(folding.items, lambda item: item.id == facts["item"], told)


def _child_ended(folding: Folding, entry: Entry, facts: Facts) -> None:
    told = {"ended_at": entry.happened_at}
    folding.children = changed(folding.children, lambda one: one.id == facts["dossier"], told)


def _proposed(folding: Folding, entry: Entry, facts: Facts) -> None:
    del entry
    folding.proposal = facts["action"]


def _outage(folding: Folding, entry: Entry, facts: Facts) -> None:
    del entry
    since, until = read_moment(facts["since"]), read_moment(facts["until"])
    folding.outages.append(Outage(since, until, facts.get("agency"), facts.get("outage")))


def _erase(folding: Folding, entry: Entry, facts: Facts) -> None:
    del entry, facts
    folding.erased = True
    folding.systems.clear()  # their codes led to the person


def _given(folding: Folding, entry: Entry, facts: Facts) -> None:
    """A step of an older system moves nothing here; its later promise stands beside the first."""
    if "promise" in facts:
        promise(folding, entry, facts)


def _pass(folding: Folding, entry: Entry, facts: Facts) -> None:
    """An entry that changes nothing that is folded."""


READS = {
    Kind.ASSIGNED: _assigned,
    Kind.ANSWERED: _answered,
    Kind.CHILD_ENDED: _child_ended,
    Kind.PROPOSED: _proposed,
    Kind.WARNED: _pass,
    Kind.OUTAGE: _outage,
    Kind.UNDONE: _pass,
    Kind.GIVEN: _given,
    Kind.ERASED: _erase,
}
