"""A dossier that is entered after an outage was approved, and was received in it or before."""

from engine.actors import SYSTEM
from engine.desk.outages.touching import saying, touches
from engine.desk.writing import Ledgered, Pen
from engine.ledger import DossierRef
from engine.store.outages import approved, count
from engine.store.write import Write
from engine.timeline import Timeline


def enter_outages(pen: Pen, write: Write, ref: DossierRef, line: Timeline) -> Timeline:
    """Say in its ledger every approved outage that touches it; the timeline after that."""
    agencies = {one for _, one in line.competences}
    agencies |= {visit.seat.agency for visit in line.visits if visit.seat is not None}
    for outage in approved(write, agencies, line.opened_at):
        if touches(line, outage):
            held = write.hold(ref)
            before = Ledgered(ref, held.entries, held.head, held.restricted)
            at = max(write.moment, line.last_at)
            line = pen.write(write, before, saying(outage), at=at, by=SYSTEM)
            count(write, outage, outage.dossiers + 1)
    return line
