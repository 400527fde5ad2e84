"""What is asked about people, and what is answered: frozen values, already parsed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from engine.actors import Role


@dataclass(frozen=True, slots=True)
class Delegation:
    """Phân công xử lý thay: `substitute` does the work of `absent`; both days count."""

    agency: str
    absent: str
    substitute: str
    first: date
    last: date
    reason: str


@dataclass(frozen=True, slots=True)
class Granting:
    """A role given through the desk. An acting head needs `last` and the number of `decision`."""

    agency: str
    staff: str
    role: Role
    unit: str | None = None
    first: date | None = None
    last: date | None = None
    decision: str | None = None


@dataclass(frozen=True, slots=True)
class Redistribution:
    """All open work of one person at an agency, to others.

    `to` get it in turn, each what they may sit on; `chosen` names by code who gets which dossier.
    One colleague in `to` takes all of it over.
    """

    agency: str
    staff: str
    to: tuple[str, ...]
    reason: str
    chosen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A staff act as it was written down; `id` is of the delegation, grant or person."""

    agency: str
    seq: int
    id: str

    def facts(self) -> dict[str, object]:
        return {"agency": self.agency, "seq": self.seq, "id": self.id}

    @classmethod
    def read(cls, facts: Mapping[str, Any]) -> Self:
        return cls(facts["agency"], facts["seq"], facts["id"])


@dataclass(frozen=True, slots=True)
class Given:
    """A dossier that went to another person."""

    agency: str
    dossier: str
    code: str
    officer: str


@dataclass(frozen=True, slots=True)
class ToHandOver:
    """An original paper that is still with the person, who must hand it over on a list."""

    agency: str
    dossier: str
    code: str
    no: int


@dataclass(frozen=True, slots=True)
class Redistributed:
    """Where the work went. Dossiers that are not for the asker's eyes are only counted."""

    agency: str
    seq: int
    given: tuple[Given, ...]
    unseen: int
    originals: tuple[ToHandOver, ...]
    originals_unseen: int

    @property
    def moved(self) -> int:
        return len(self.given) + self.unseen

    def facts(self) -> dict[str, object]:
        return {
            "agency": self.agency,
            "seq": self.seq,
            "given": [[one.agency, one.dossier, one.code, one.officer] for one in self.given],
            "unseen": self.unseen,
            "originals": [[one.agency, one.dossier, one.code, one.no] for one in self.originals],
            "originals_unseen": self.originals_unseen,
        }

    @classmethod
    def read(cls, facts: Mapping[str, Any]) -> Self:
        return cls(
            facts["agency"],
            facts["seq"],
            tuple(Given(*one) for one in facts["given"]),
            facts["unseen"],
            tuple(ToHandOver(*one) for one in facts["originals"]),
            facts["originals_unseen"],
        )
