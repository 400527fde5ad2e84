"""What is asked when a wrong procedure was chosen, and what is answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from engine.desk.requests import Claim, Outcome, PaperCount


@dataclass(frozen=True, slots=True)
class Reclassify:
    """The right procedure, and what of the dossier is to be said anew for it.

    `papers` and `answers` None: those of the old dossier that the right procedure asks for too.
    `competent` None: the agency that had it. The other fields are those of a reception.
    """

    procedure: str
    reason: str
    papers: Mapping[str, PaperCount] | None = None
    answers: Mapping[str, object] | None = None
    competent: str | None = None
    place: str | None = None
    paid: bool = False
    method: str | None = None
    reductions: Mapping[str, Claim] = field(default_factory=dict)
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Reclassified:
    """The dossier of the wrong procedure, which is voided, and the one in its place."""

    old: Outcome
    new: Outcome

    def facts(self) -> dict[str, object]:
        return {"old": self.old.facts(), "new": self.new.facts()}

    @classmethod
    def read(cls, facts: Mapping[str, Any]) -> Self:
        return cls(Outcome.read(facts["old"]), Outcome.read(facts["new"]))
