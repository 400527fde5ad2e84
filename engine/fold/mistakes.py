"""Reading what an office put right: a dossier voided, one that replaces it, a paper receipt."""

from dataclasses import replace

from engine.facts import Facts
from engine.fold.folding import Folding
from engine.ledger import Entry, Kind
from engine.timeline import Other, Voiding


def _voided(folding: Folding, entry: Entry, facts: Facts) -> None:
    """From here on it is nobody's: it stands at no seat, and waits for nobody."""
    at, other = entry.happened_at, facts.get("replaced_by")
    folding.voided = True
    folding.voiding = Voiding(at, entry.actor, facts["reason"], Other(**other) if other else None)
    folding.visits[-1] = replace(folding.visits[-1], left=at, left_by=entry.actor)
    if folding.stops and folding.stops[-1].until is None:
        folding.stops[-1] = replace(folding.stops[-1], until=at)
    folding.seat = folding.officer = folding.proposal = None


READS = {Kind.VOIDED: _voided}
