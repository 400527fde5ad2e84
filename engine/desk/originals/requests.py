"""What is asked about original papers, and what a list answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from engine.ledger import DossierRef
from engine.timeline import Passage


@dataclass(frozen=True, slots=True)
class Item:
    """One original of one dossier, by its number there."""

    ref: DossierRef
    no: int

    def facts(self) -> list[object]:
        return [self.ref.agency, self.ref.id.hex, self.no]


@dataclass(frozen=True, slots=True)
class Offer:
    """A list of originals for somebody to take. `agency` is whose list it is, and numbers it.

    `to` is a staff id. A loan has a day by which it is due back, and may also be to an agency:
    whoever of it confirms answers for the papers. What was lent goes back to the lender's side.
    `on_behalf_of`: a colleague who has the papers and cannot sign any more, with the `reason`; the
    leader or the head of the unit hands them on.
    """

    agency: str
    items: tuple[Item, ...]
    to: str
    kind: Passage = Passage.HAND_OVER
    due_back: date | None = None
    on_behalf_of: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class GivingBack:
    """Originals that go back to the applicant. `taker` signed for them: a name, kept apart."""

    items: tuple[int, ...]
    taker: str | None = None


@dataclass(frozen=True, slots=True)
class Filing:
    """Originals that stay with the office for good (lưu theo quy định), and on what ground."""

    items: tuple[int, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A hand-over list after an act on it: its number, and the items that the act was about."""

    list: str
    items: tuple[Item, ...]
    missing: tuple[Item, ...] = ()

    def facts(self) -> dict[str, object]:
        return {
            "list": self.list,
            "items": [one.facts() for one in self.items],
            "missing": [one.facts() for one in self.missing],
        }

    @classmethod
    def read(cls, facts: Mapping[str, Any]) -> Self:
        return cls(facts["list"], _items(facts["items"]), _items(facts["missing"]))


def _items(written: Iterable[Any]) -> tuple[Item, ...]:
    return tuple(Item(DossierRef.read(agency, dossier), no) for agency, dossier, no in written)
