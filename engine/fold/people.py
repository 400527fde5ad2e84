"""Reading who came into a dossier later, and whose authorisation ended."""

from engine.facts import Facts, parties_from
from engine.fold.changing import changed
from engine.fold.folding import Folding
from engine.ledger import Entry, Kind


def _parties_changed(folding: Folding, entry: Entry, facts: Facts) -> None:
    ended = frozenset(facts.get("ends", ()))
    told = {"ended_at": entry.happened_at}
    folding.parties = changed(folding.parties, lambda one: one.no in ended, told)
    folding.parties += parties_from(facts)


READS = {Kind.PARTIES_CHANGED: _parties_changed}
