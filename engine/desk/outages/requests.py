"""What is declared as an outage, and what is answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from engine.ledger import DossierRef


@dataclass(frozen=True, slots=True)
class Declaration:
    """That an agency could not work from `since` to `until`, and why.

    `evidence` is the number of the paper that proves it: a record of the incident, a notice of
    the power company.
    """

    agency: str
    since: datetime
    until: datetime
    reason: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Touched:
    """A dossier whose time ran in the span, at that agency."""

    ref: DossierRef
    code: str

    def facts(self) -> dict[str, object]:
        return {"agency": self.ref.agency, "dossier": self.ref.id.hex, "code": self.code}

    @classmethod
    def read(cls, facts: Mapping[str, Any]) -> Self:
        return cls(DossierRef.read(facts["agency"], facts["dossier"]), facts["code"])


@dataclass(frozen=True, slots=True)
class Decided:
    """How a declaration stands after an act, with the dossiers that it touches.

    Only those are named that the person may see.
    """

    id: UUID
    agency: str
    state: str
    dossiers: tuple[Touched, ...] = ()

    def facts(self) -> dict[str, object]:
        return {
            "id": self.id.hex,
            "agency": self.agency,
            "state": self.state,
            "dossiers": [one.facts() for one in self.dossiers],
        }

    @classmethod
    def read(cls, facts: Mapping[str, Any]) -> Self:
        dossiers = tuple(Touched.read(one) for one in facts["dossiers"])
        return cls(UUID(facts["id"]), facts["agency"], facts["state"], dossiers)
