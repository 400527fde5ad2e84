"""Receiving many dossiers in one write: each with its code, the fees of all under one receipt."""

from collections.abc import Callable
from dataclasses import dataclass

from engine.actors import Actor
from engine.desk.acting import Acting
from engine.desk.fees.collecting import collect
from engine.desk.receipts import CASH
from engine.desk.receiving import Receiving
from engine.desk.requests import Outcome, Reception
from engine.desk.visits.requests import Settled, Visit
from engine.desk.visits.together import Sharing, check
from engine.ledger import DossierRef
from engine.store.write import Write
from engine.timeline import Timeline


@dataclass(frozen=True, slots=True)
class OpeningMany:
    """The dossiers of a visit, inside one write."""

    acting: Acting
    receiving: Receiving
    write: Write
    visit: Visit
    by: Actor

    def receive(self, entropy: Callable[[int], bytes]) -> Settled:
        """Open each in the order given, then take what is owed if it is paid now."""
        visit, office = self.visit, self.receiving.office
        check(visit, office, office.calendar_of(visit.agency).local_day(self.write.moment))
        sharing = Sharing(office, visit, entropy(16).hex(), {})
        opened = dict(self._open(sharing, one) for one in visit.receptions)
        amounts = tuple(sum(fee.amount for fee in line.fees) for line in opened.values())
        return Settled(self._paid(opened), amounts, visit.paid, sharing.id)

    def _open(self, sharing: Sharing, one: Reception) -> tuple[DossierRef, Timeline]:
        self.receiving.check_moment(self.write, one.agency, one.happened_at, self.by)
        calendar = self.receiving.office.calendar_of(one.agency)
        day = calendar.local_day(one.happened_at or self.write.moment)
        request, provenance = sharing.reception(one, day), sharing.provenance(one, day)
        ref, line = self.receiving.open(self.write, request, self.by, provenance=provenance)
        sharing.received(one, day, ref)
        return ref, line

    def _paid(self, opened: dict[DossierRef, Timeline]) -> tuple[Outcome, ...]:
        """Where each dossier stands once its fees are taken."""
        outcomes = {ref: Outcome.of(ref, line) for ref, line in opened.items()}
        owed = {ref: [fee.no for fee in line.unpaid] for ref, line in opened.items()}
        lines = {ref: numbers for ref, numbers in owed.items() if numbers}
        if self.visit.paid and lines:
            method = self.visit.method or CASH
            paid = collect(self.acting, self.write, lines, method, self.by)
            outcomes |= dict(zip(lines, paid, strict=True))
        return tuple(outcomes.values())
