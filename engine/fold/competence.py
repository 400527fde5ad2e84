"""Reading a change of competence: another agency, unit or person has the dossier now."""

from engine.facts import Facts
from engine.fold.folding import Folding
from engine.fold.moved import enter
from engine.ledger import Entry, Kind


def _transferred(folding: Folding, entry: Entry, facts: Facts) -> None:
    """Same state, other hands: `competent`, `unit`, `seat`, `officer` and `return_at` as given."""
    if (competent := facts.get("competent")) is not None:
        folding.competent = competent
        folding.competences.append((entry.happened_at, competent))
    folding.unit = facts.get("unit", folding.unit)
    folding.return_at = facts.get("return_at", folding.return_at)
    if "seat" in facts:
        enter(folding, folding.procedure.states[folding.state], entry, facts)


READS = {Kind.TRANSFERRED: _transferred}
