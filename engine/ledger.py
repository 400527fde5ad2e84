"""The ledger of a dossier: what happened, in order, each entry chained to the one before it.

The ledger is append-only. Everything that people look at is folded from it (`engine.timeline`),
so an entry holds every value that was decided when it was made: promises, resolved holders, the
outcome of a guard. It holds no personal data: names, free text and answers stand in side rows
that the entry binds by a seal (`engine.sealing`), and can be erased with the chain left whole.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Protocol, Self, TypeVar
from uuid import UUID

from engine.canonical import canonical, moment_text

FORMAT = b"motcua-entry-1"
GENESIS = b"\0" * 32  # what the first entry of a chain follows

Owner_contra = TypeVar("Owner_contra", contravariant=True)


class Kind(StrEnum):
    """What an entry says. The facts that each kind carries are read in `engine.timeline`."""

    OPENED = "opened"  # received at a counter, handed over by the post, or submitted online
    MOVED = "moved"  # an action of the definition was taken
    ASSIGNED = "assigned"  # the step was given to a person
    EXTENDED = "extended"  # apology and a new date
    TRANSFERRED = "transferred"  # another agency, unit or person has it: competence, succession
    PAPERS_SENT = "papers_sent"  # the file, or the result, left for another place under a slip
    PAPERS_TAKEN = "papers_taken"  # the other end of the slip says what arrived
    ANSWERED = "answered"  # a consulted unit or agency replied
    CHILD_ENDED = "child_ended"  # a dossier opened by this one is over
    COLLECTED = "collected"  # a fee was taken
    ASSESSED = "assessed"  # a person found out what a fee comes to, or reduced one
    RECEIPT_VOIDED = "receipt_voided"  # a fee receipt was struck out; its lines are owed again
    REFUNDED = "refunded"  # a fee was given back, by a second person's decision
    PARTIES_CHANGED = "parties_changed"  # somebody came in later, or an authorisation ended
    HANDED = "handed"  # a result left the counter by itself: before the end, or once more after it
    ACKNOWLEDGED = "acknowledged"  # a related unit or agency says that it has its copy
    COME_BACK = "come_back"  # the post could not deliver a result: it is at the counter again
    ARCHIVED = "archived"  # a result that nobody fetched was put away
    CORRECTED = "corrected"  # a result is wrong: a linked case was opened to give the right one
    REPLACED = "replaced"  # the linked case gave the right result in place of this one
    COMMENTED = "commented"  # somebody wrote a remark; its text is a side row
    PROPOSED = "proposed"  # time proposes an action; a person decides
    WARNED = "warned"  # a reminder or an escalation went out
    OUTAGE = "outage"  # a span in which nobody could work
    CALENDAR_SHIFT = "calendar_shift"  # a corrected calendar moved the promise
    EDITION_CHANGED = "edition_changed"  # the dossier follows another edition from here on
    UNDONE = "undone"  # an entry was taken back by its author
    VOIDED = "voided"  # received by mistake: outside every figure
    ENTRUSTED = "entrusted"  # original papers were offered, taken, given back or filed
    DIGITISED = "digitised"  # papers, or the result, are held as data: scanned, reused, fetched
    REFERRED = "referred"  # a ministry's own system has the matter too, under its own code
    GIVEN = "given"  # what an older system says of its dossier: a step, or a later promise
    ERASED = "erased"  # personal data were destroyed as the law asks


class Chained(Protocol[Owner_contra]):
    """A link of a chain that belongs to something: a dossier, an agency."""

    @property
    def seq(self) -> int: ...

    @property
    def hash(self) -> bytes: ...

    def digest(self, owner: Owner_contra, previous: bytes, /) -> bytes: ...


# What leaves the dossier where it was: a page that shows an older version is not outdated by it.
ASIDE = frozenset({Kind.COMMENTED, Kind.WARNED, Kind.OUTAGE})


@dataclass(frozen=True, slots=True)
class DossierRef:
    """The key of a dossier: the agency that opened it (for ever) and a UUIDv7."""

    agency: str
    id: UUID

    @classmethod
    def read(cls, agency: str, dossier: str) -> Self:
        """The key as facts and answers write it: the id in 32 hex digits."""
        return cls(agency, UUID(dossier))


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger.

    `happened_at` is when it was so in the office, `recorded_at` when it was written down: never
    the other way round. `actor` is a staff id, `applicant` or `system`.
    """

    seq: int
    kind: Kind
    happened_at: datetime
    recorded_at: datetime
    actor: str
    facts: Mapping[str, object]
    hash: bytes = b""

    def digest(self, ref: DossierRef, previous: bytes, /) -> bytes:
        """SHA-256 over every field and the hash of the entry before, each length-prefixed."""
        return linked_digest(
            FORMAT,
            ref.agency.encode(),
            ref.id.bytes,
            str(self.seq).encode(),
            self.kind.encode(),
            moment_text(self.happened_at).encode(),
            moment_text(self.recorded_at).encode(),
            self.actor.encode(),
            canonical(self.facts),
            previous,
        )


def linked_digest(*parts: bytes) -> bytes:
    """SHA-256 over parts, each after its length, so that no two splits of one text are alike."""
    return sha256(b"".join(len(part).to_bytes(4, "big") + part for part in parts)).digest()


def chain(ref: DossierRef, entries: Iterable[Entry], previous: bytes = GENESIS) -> list[Entry]:
    """The same entries with their hashes, following the hash `previous`."""
    linked = []
    for entry in entries:
        previous = entry.digest(ref, previous)
        linked.append(
            Entry(
                entry.seq,
                entry.kind,
                entry.happened_at,
                entry.recorded_at,
                entry.actor,
                entry.facts,
                previous,
            )
        )
    return linked


def first_break(
    owner: Owner_contra, entries: Iterable[Chained[Owner_contra]], genesis: bytes = GENESIS
) -> int | None:
    """The sequence number at which the chain first disagrees with itself, or None.

    Finds a changed, missing, reordered or inserted entry. A chain cut off at its end, or written
    anew as a whole, is found only by what stands outside it: the dossier's head and the seal.
    """
    previous = genesis
    for expected, entry in enumerate(entries, start=1):
        if entry.seq != expected or entry.hash != entry.digest(owner, previous):
            return expected
        previous = entry.hash
    return None


def standing(entries: Sequence[Entry]) -> list[Entry]:
    """The entries without those that were undone: what holds, given all that is known."""
    undone = {entry.facts["undoes"] for entry in entries if entry.kind is Kind.UNDONE}
    return [entry for entry in entries if entry.seq not in undone]
