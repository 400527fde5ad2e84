"""A dossier opened to be printed: the access is recorded, a receipt gets a QR of its own."""

from dataclasses import dataclass, replace
from datetime import datetime

from api.papers.facts import Said
from api.papers.letters import printable
from api.papers.receipt import receipt
from engine.actors import Actor
from engine.desk import Desk
from engine.desk.tracking import prints_receipt
from engine.ledger import DossierRef
from engine.store.lists import of_visit
from engine.store.read import reading
from engine.store.scope import Scope
from workflows.published import Published

RECEIPT, COVER = "receipt", "cover_receipt"


def offered(said: Said, by: Actor) -> tuple[str, ...]:
    """The papers that this person may have printed of the dossier now."""
    at_counter = prints_receipt(by, said.seen.ref, said.line, said.line.day(said.now))
    return tuple(name for name in printable(said) if at_counter or name != RECEIPT)


@dataclass(frozen=True, slots=True)
class Printer:
    """Somebody at a printer; `site` is the address of the house, `now` the moment of printing."""

    desk: Desk
    published: Published
    by: Actor
    site: str
    now: datetime

    def open(self, ref: DossierRef) -> Said:
        """The dossier as papers say it; refused to whoever may not see it."""
        return Said(self.published, self.desk.seeing.open(ref, self.by), self.now, self.site)

    def opened_for(self, ref: DossierRef, paper: str) -> Said:
        """The dossier with all that this paper tells of.

        A receipt that is printed revokes the prints before it: the lost one opens nothing.
        """
        said = self.open(ref)
        if paper == RECEIPT and receipt(said):
            return replace(said, issued=self.desk.tracking.issue(ref, self.by))
        if paper == COVER:
            others = (one for one in self._visit(said) if one != ref)
            return replace(said, beside=tuple(self.open(one) for one in others))
        return said

    def _visit(self, said: Said) -> list[DossierRef]:
        """The dossiers that came in the same visit, as far as the person may see them."""
        visit, scope = said.line.origin.visit, Scope(self.by, said.line.day(self.now))
        if visit is None:
            return []
        with reading(self.desk.engine) as snapshot:
            return [one.ref for one in of_visit(snapshot, visit, scope)]
