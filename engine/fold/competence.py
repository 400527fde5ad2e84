"""Reading a change of competence: another agency, unit or person has the dossier now."""

from dataclasses import replace

from engine.actors import Seat
from engine.facts import Facts, seat_from
from engine.fold.folding import Folding
from engine.fold.moved import enter
from engine.ledger import Entry, Kind
from engine.timeline import WorkItem


def _transferred(folding: Folding, entry: Entry, facts: Facts) -> None:
    """Same state, other hands: `competent`, `unit`, `seat`, `officer` and `return_at` as given.

    `items` are open consultations that somebody else is asked from now on.
    """
    if (competent := facts.get("competent")) is not None:
        folding.competent = competent
        folding.competences.append((entry.happened_at, competent))
    folding.unit = facts.get("unit", folding.unit)
    folding.return_at = facts.get("return_at", folding.return_at)
    if "seat" in facts:
        enter(folding, folding.procedure.states[folding.state], entry, facts)
    asked = {one["item"]: seat_from(one["seat"]) for one in facts.get("items", ())}
    folding.items = [_asked_of(one, asked.get(one.id), entry) for one in folding.items]


def _asked_of(item: WorkItem, seat: Seat | None, entry: Entry) -> WorkItem:
    """The consultation, asked from now on of whoever sits there."""
    if seat is None:
        return item
    before = (*item.asked_before, (item.seat, entry.happened_at))
    return replace(item, seat=seat, asked_before=before)


READS = {Kind.TRANSFERRED: _transferred}
