"""Reading what was promised of a result by itself, and when it was kept."""

from dataclasses import replace

from engine.canonical import read_moment
from engine.facts import Facts
from engine.fold.folding import Folding
from engine.ledger import Entry
from engine.passing import passings
from engine.timeline import Phase


def moved(folding: Folding, entry: Entry, facts: Facts) -> None:
    """A move ends phases, begins others, stops their clocks, or sets them going again."""
    if "phases" not in facts and not folding.phases:
        return
    _end(folding)
    _note_stop(folding, entry)
    for one in facts.get("phases", ()):
        _promise(folding, entry, one)


def _end(folding: Folding) -> None:
    """A phase is done while its result stands: one that is called back is open again."""
    issued = {one.kind: one.ready_at for one in folding.results if not one.replaced}
    folding.phases = {
        name: replace(one, done_at=issued.get(name)) for name, one in folding.phases.items()
    }


def _note_stop(folding: Folding, entry: Entry) -> None:
    """A promise that had passed when the clock was stopped stays broken, as for the dossier."""
    stop = folding.stops[-1] if folding.stops else None
    if stop is None or stop.until is not None or stop.since != entry.happened_at:
        return
    for name, one in folding.phases.items():
        if one.done_at is None:
            known = dict(one.passed)
            for by, at in passings(folding.calendar, one.due, entry):
                known.setdefault(by, at)
            folding.phases[name] = replace(one, passed=tuple(known.items()))


def _promise(folding: Folding, entry: Entry, facts: Facts) -> None:
    name, due, raw = facts["result"], read_moment(facts["due"]), read_moment(facts["raw"])
    known = folding.phases.get(name)
    folding.phases[name] = (
        Phase(name, entry.happened_at, due, due, raw)
        if known is None
        else replace(known, due=due, raw=raw)
    )
