"""Dossiers coming in, one by one: at the counter, online, of a hand-over record, a child."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from engine.actors import Actor
from engine.desk import admitting, opening, post
from engine.desk.backdating import check_backdating
from engine.desk.coming_in import Number, Opening
from engine.desk.draft import dossier_id, happened
from engine.desk.office import Office
from engine.desk.provenance import HANDED_IN, Provenance
from engine.desk.receipts import Cashier
from engine.desk.requests import Outcome, Reception
from engine.desk.writing import Ask, Ledgered, Pen
from engine.ledger import DossierRef
from engine.store.act import Remembered
from engine.store.write import Write
from engine.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Receiving:
    """Opens dossiers inside a write; `pepper` keys the digests by which people are found."""

    office: Office
    pen: Pen
    pepper: bytes
    entropy: Callable[[int], bytes]

    def receive(self, write: Write, request: Reception, ask: Ask) -> Outcome:
        """One dossier, or what was answered to this key before."""
        known = ask.answered(write, request.agency)
        if known is not None:
            return Outcome.read(known)
        self.check_moment(write, request.agency, request.happened_at, ask.by)
        post.check_item(write.connection, request)
        return Outcome.of(*self.open(write, request, ask.by, ask))

    def check_moment(self, write: Write, agency: str, wished: datetime | None, by: Actor) -> None:
        happened(wished, write.moment, None)
        day = self.office.calendar_of(agency).local_day(write.moment)
        check_backdating(self.office, by, agency, day, wished=wished, now=write.moment)

    def open(
        self,
        write: Write,
        request: Reception,
        by: Actor,
        ask: Ask | None = None,
        parent: DossierRef | None = None,
        provenance: Provenance = HANDED_IN,
    ) -> tuple[DossierRef, Timeline]:
        """The opening entry of a dossier, with the code that only this write gives out."""
        opened = replace(self._opening(write, request, by, parent), provenance=provenance)
        admitting.check(opened)
        ref = opened.ref
        draft = opening.draft(opened, self._number(write, opened), Cashier(write, self.office, by))

        def remember(line: Timeline) -> Remembered | None:
            return ask.remember(ref.agency, Outcome.of(ref, line).facts()) if ask else None

        before = Ledgered(ref, (), restricted=opened.procedure.restricted)
        return ref, self.pen.write(write, before, draft, at=opened.at, by=by, remember=remember)

    def _opening(
        self, write: Write, request: Reception, by: Actor, parent: DossierRef | None
    ) -> Opening:
        # A child comes into being with its parent's act, whose moment was looked at already.
        at = happened(request.happened_at, write.moment, None) if parent is None else None
        moment = at or request.happened_at or write.moment
        calendar = self.office.calendar_of(request.competent or request.agency)
        return Opening(
            self.office,
            DossierRef(request.agency, dossier_id(moment, self.entropy(10))),
            request,
            self.office.catalogue.current(request.procedure, calendar.local_day(moment)),
            calendar,
            moment,
            by,
            today=calendar.local_day(write.moment),
            pepper=self.pepper,
            parent=parent,
        )

    def _number(self, write: Write, opened: Opening) -> Number:
        agency, day, numbering = opened.ref.agency, opened.day, self.office.numbering
        scheme, scope = numbering.scope(agency, day)
        serial = write.next_serial(agency, scheme, scope)
        return Number(scheme, scope, serial, numbering.code(agency, day, serial))
