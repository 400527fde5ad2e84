"""What a visit asks of the desk, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from engine.desk.requests import Outcome, PaperCount, Party, Reception, WithoutReceipt
from engine.ledger import DossierRef


@dataclass(frozen=True, slots=True)
class Visit:
    """One person brings many dossiers to a counter.

    `submitter` is said once and stands in each dossier, after the people of its own reception;
    `papers` are brought once for all: each dossier whose procedure lists one has it. `paid`: the
    fees of all are taken together, by `method`.
    """

    agency: str
    submitter: Party
    receptions: tuple[Reception, ...]
    papers: Mapping[str, PaperCount] = field(default_factory=dict)
    paid: bool = False
    method: str | None = None


@dataclass(frozen=True, slots=True)
class Collection:
    """One person fetches the results of many dossiers.

    `collector` is found again among the people of each dossier by their identity number, and
    entered where unknown; None if nobody asked who it is. `without_receipt`: the person has lost
    the receipt, and this is how identity was checked.
    """

    refs: tuple[DossierRef, ...]
    collector: Party | None = None
    paid: bool = False
    method: str | None = None
    without_receipt: WithoutReceipt | None = None


@dataclass(frozen=True, slots=True)
class AtOnce:
    """A dossier that is resolved while the person waits (NĐ 61/2018 Đ17.4).

    `outcome`, `number` and `capacity` are those of the result. `signer` is the member of staff who
    signed it on paper, where the definition lets the counter enter that. `receipt`: the person
    asked for one.
    """

    reception: Reception
    outcome: str = "granted"
    number: str | None = None
    capacity: str | None = None
    signer: str | None = None
    receipt: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """What one act over several dossiers came to: each with the đồng that it cost.

    `visit` is the id under which those that came together are found again. `paid`: the money was
    taken in the act.
    """

    outcomes: tuple[Outcome, ...]
    amounts: tuple[int, ...]
    paid: bool
    visit: str | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """The receipt codes, in order: what one cover receipt lists."""
        return tuple(one.code for one in self.outcomes)

    @property
    def total(self) -> int:
        """The one payment, in đồng."""
        return sum(self.amounts)

    def facts(self) -> dict[str, object]:
        return {
            "outcomes": [one.facts() for one in self.outcomes],
            "amounts": list(self.amounts),
            "paid": self.paid,
            "visit": self.visit,
        }

    @classmethod
    def read(cls, facts: Mapping[str, Any]) -> Self:
        outcomes = tuple(Outcome.read(one) for one in facts["outcomes"])
        return cls(outcomes, tuple(facts["amounts"]), facts["paid"], facts["visit"])
