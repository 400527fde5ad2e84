"""The town of the desk's tests with a printer: what somebody prints, and what stands on it."""

from dataclasses import dataclass
from functools import cache

from api.papers import Printer, Said, printed
from api.papers.letters import PAPERS
from engine.actors import Actor
from engine.ledger import DossierRef
from receipts.letters import Letter
from tests.engine.desk.town import COUNTER, Town
from tests.receipts.letters.reading import text_of
from workflows.published import Published, publish

SITE = "https://motcua.dongnai.gov.vn"


@cache
def published() -> Published:
    return publish()


@dataclass(frozen=True, slots=True)
class PrintingTown(Town):
    """A town with a printer."""

    def printer(self, by: Actor = COUNTER) -> Printer:
        return Printer(self.desk, published(), by, SITE, self.clock())

    def said(self, ref: DossierRef, paper: str, by: Actor = COUNTER) -> Said:
        return self.printer(by).opened_for(ref, paper)

    def pdf(self, ref: DossierRef, paper: str, by: Actor = COUNTER) -> bytes:
        return printed(self.said(ref, paper, by), paper)

    def text(self, ref: DossierRef, paper: str, by: Actor = COUNTER) -> str:
        """All words of the paper, as a reader of PDFs finds them."""
        return text_of(self.pdf(ref, paper, by))

    def letter(self, ref: DossierRef, paper: str, by: Actor = COUNTER) -> Letter:
        (letter,) = PAPERS[paper](self.said(ref, paper, by))
        return letter
