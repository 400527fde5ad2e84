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

    `identity_kind`: citizen, old_card, passport, birth_certificate, tax, other, none;
    `identity_note` names the other paper, or says why there is none. Of an authorised person
    `document` names the authorisation, `scope` what it is for (submit, supplement, withdraw,
    collect), `expires_on` its last day.
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
    identity_note: str | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class PaperCount:
    """How many of one paper were handed in, and how it is held as data.

    `certified` are copies with the certificate of an office (bản sao chứng thực, bản sao y).
    `digitised`: scanned at the counter; `reused`: what an earlier dossier or the person's own
    store has; `from_store`: fetched from a national store. One of the last two is not handed in.
    """

    originals: int = 0
    copies: int = 0
    certified: int = 0
    digitised: bool = False
    reused: bool = False
    from_store: bool = False

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> Self:
        """What was counted, by the names of the counts; what is not named is none."""
        originals, copies = counts.get("originals", 0), counts.get("copies", 0)
        return cls(originals, copies, counts.get("certified", 0))

    @property
    def handed_in(self) -> int:
        """How many pieces of paper, whatever they are."""
        return self.originals + self.copies + self.certified


@dataclass(frozen=True, slots=True)
class Evidence:
    """What proves the ground of a reduction: exactly one of these.

    A `paper` that was handed in, a `file` of the dossier (SHA-256 in hex), or a `document` that
    was shown, by its number and day; the last is kept as personal data.
    """

    paper: str | None = None
    file: str | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A reduction that the applicant asks for, on a ground of the tariff."""

    ground: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Reception:
    """A dossier coming in. `agency` is where it is handed in; `competent` decides if another does.

    `place` is the administrative unit that the matter concerns. `return_by` is how the result
    leaves, `return_at` where it is fetched. `reductions` holds, by the name of the fee,
    what is claimed. `paid`: the fees are taken at once, by `method` (cash unless it is said).
    `presented_by` is the party, counted from 1, who hands it in and whose right to do so is
    checked; None if nobody is named.
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
    method: str | None = None
    reductions: Mapping[str, Claim] = field(default_factory=dict)
    carrier_item: str | None = None
    handover_record: str | None = None
    assisted: str | None = None
    note: str | None = None
    happened_at: datetime | None = None
    presented_by: int | None = None


@dataclass(frozen=True, slots=True)
class HandOverItem:
    """One item of a hand-over record: the carrier's code, and the dossier if it is complete.

    An incomplete one has no reception; `remark` is the code of what is missing. One that completes
    a dossier of earlier has its code in `supplies`, with the `papers` that came.
    """

    item_code: str
    reception: Reception | None = None
    remark: str | None = None
    supplies: str | None = None
    papers: Mapping[str, PaperCount] = field(default_factory=dict)


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
class CitedFile:
    """A file that is on disk already and comes into the dossier with the step; `sha256` in hex."""

    sha256: str
    size: int
    media_type: str
    name: str


@dataclass(frozen=True, slots=True)
class Cited:
    """What a ministry's own system did for a step, and when, by its own clock.

    `file` shows it, `document` is the number under which it can be looked up there; at least one of
    them. Only a file lets the step lie further back than a person's word.
    """

    system: str
    code: str
    happened_at: datetime
    file: CitedFile | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class WithoutReceipt:
    """The receipt is lost: the way in which identity was checked, and by whom (else who acts)."""

    way: str
    confirmed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """An action that somebody wants to take on a dossier, with what the action needs.

    `party` is the number of the one of the dossier's people who stands at the counter: supplies,
    withdraws, collects. An action that ends the dossier gives back the originals that lie at the
    counter, but for those of `originals_kept`, which are filed (lưu theo quy định). `external` is
    what another system did: the step was so when that system says.
    """

    action: str
    reason: str | None = None
    note: str | None = None
    outcome: str | None = None
    officer: str | None = None
    papers: Mapping[str, PaperCount] = field(default_factory=dict)
    answers: Mapping[str, object] = field(default_factory=dict)
    paid: bool = False
    method: str | None = None
    reductions: Mapping[str, Claim] = field(default_factory=dict)
    capacity: str | None = None
    number: str | None = None
    numbers: Mapping[str, str] = field(default_factory=dict)  # by the id of the result
    carrier_item: str | None = None
    without_receipt: WithoutReceipt | None = None
    child: Linked | None = None
    happened_at: datetime | None = None
    party: int | None = None
    originals_kept: tuple[int, ...] = ()
    external: Cited | None = None


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
