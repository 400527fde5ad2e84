"""What is asked of the desk, and what it answers: frozen values, already parsed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Self

from engine.canonical import moment_text, read_moment
from engine.ledger import DossierRef
from engine.procedure import Channel
from engine.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody of the dossier: owner, submitter, authorised person, collector.

    `identity_kind`: citizen, old_card, passport, birth_certificate, tax, other, none.
    """

    role: str
    name: str
    kind: str = "person"
    identity_kind: str = "none"
    identity: str | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None
    scope: tuple[str, ...] = ()
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class PaperCount:
    """How many originals and copies of one paper were handed in."""

    originals: int = 0
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Reception:
    """A dossier coming in. `agency` is where it is handed in; `competent` decides if another does.

    `place` is the administrative unit that the matter concerns. `return_by` is how the result
    leaves, `return_at` where it is fetched. `reductions` names, by fee name, the ground shown.
    """

    agency: str
    procedure: str
    channel: Channel
    parties: tuple[Party, ...]
    papers: Mapping[str, PaperCount] = field(default_factory=dict)
    answers: Mapping[str, object] = field(default_factory=dict)
    place: str | None = None
    competent: str | None = None
    return_at: str | None = None
    return_by: Channel = Channel.DIRECT
    paid: bool = False
    reductions: Mapping[str, str] = field(default_factory=dict)
    carrier_item: str | None = None
    handover_record: str | None = None
    assisted: str | None = None
    note: str | None = None
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HandOverItem:
    """One item of a hand-over record: the carrier's code, and the dossier if it is complete.

    An incomplete one has no reception; `remark` is the code of what is missing.
    """

    item_code: str
    reception: Reception | None
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class HandOver:
    """The record that post and agency sign (QĐ 45/2016 Đ7); the signing is the submission."""

    agency: str
    number: str
    signed_at: datetime
    post_clerk: str
    items: tuple[HandOverItem, ...]

    def reception(self, item: HandOverItem) -> Reception | None:
        """The item as a reception at the moment of the signing."""
        if item.reception is None:
            return None
        return replace(
            item.reception,
            agency=self.agency,
            channel=Channel.POSTAL,
            carrier_item=item.item_code,
            handover_record=self.number,
            happened_at=self.signed_at,
        )


@dataclass(frozen=True, slots=True)
class Linked:
    """What goes along with the dossier that an action opens at another procedure.

    `papers` are those of the parent's file that are handed on; None for every one that both lists
    name, in the number that was handed in.
    """

    papers: Mapping[str, PaperCount] | None = None
    answers: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wish:
    """An action that somebody wants to take on a dossier, with what the action needs."""

    action: str
    reason: str | None = None
    note: str | None = None
    outcome: str | None = None
    officer: str | None = None
    papers: Mapping[str, PaperCount] = field(default_factory=dict)
    answers: Mapping[str, object] = field(default_factory=dict)
    paid: bool = False
    reductions: Mapping[str, str] = field(default_factory=dict)
    capacity: str | None = None
    number: str | None = None
    carrier_item: str | None = None
    child: Linked | None = None
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    """An apology and a new day (NĐ 61/2018 Đ19.9)."""

    to: date
    reason: str
    note: str | None = None
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answering:
    """The reply of a consulted unit or agency: agree, disagree or remark."""

    item: str
    answer: str
    note: str | None = None
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the dossier stands after the act. Ids and dates only: it is remembered for repeats."""

    agency: str
    dossier: str
    code: str
    version: int
    state: str
    due: datetime | None

    @property
    def ref(self) -> DossierRef:
        return DossierRef.read(self.agency, self.dossier)

    @classmethod
    def of(cls, ref: DossierRef, line: Timeline) -> Self:
        due = line.current.due if line.current else None
        return cls(ref.agency, ref.id.hex, line.origin.code, line.length, line.state, due)

    def facts(self) -> dict[str, object]:
        return {
            "agency": self.agency,
            "dossier": self.dossier,
            "code": self.code,
            "version": self.version,
            "state": self.state,
            "due": moment_text(self.due) if self.due else None,
        }

    @classmethod
    def read(cls, facts: Mapping[str, Any]) -> Self:
        due = facts["due"]
        return cls(**{**facts, "due": read_moment(due) if due else None})
