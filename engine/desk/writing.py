"""From draft to durable act: numbered, sealed, chained, folded and committed together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Self
from uuid import UUID

from engine.actors import Actor
from engine.canonical import canonical
from engine.catalogue import Catalogue
from engine.desk.draft import Draft
from engine.desk.private import sealed_rows
from engine.errors import KeyReused
from engine.fold import fold
from engine.ledger import GENESIS, DossierRef, Entry, chain
from engine.store.act import Act, Notice, Remembered
from engine.store.beside import event_of
from engine.store.held import Held
from engine.store.write import Write
from engine.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Ask:
    """Who asks what, under which idempotency key; the digest tells one request from another."""

    by: Actor
    key: str | None
    digest: bytes

    def answered(self, write: Write, agency: str) -> dict[str, object] | None:
        """What was answered to this key before; refused if it came with another request."""
        if self.key is None:
            return None
        found = write.answer_to(agency, self.by.id, self.key)
        if found is None:
            return None
        digest, answer = found
        if digest != self.digest:
            raise KeyReused("Mã chống gửi trùng này đã dùng cho một yêu cầu khác.", key=self.key)
        return answer

    def remember(self, agency: str, answer: Mapping[str, object]) -> Remembered | None:
        if self.key is None:
            return None
        return Remembered(agency, self.by.id, self.key, self.digest, answer)


@dataclass(frozen=True, slots=True)
class Ledgered:
    """Where a dossier's ledger stands before the act; empty for one that is being opened."""

    ref: DossierRef
    entries: Sequence[Entry]
    head: bytes = GENESIS
    restricted: bool = False

    @classmethod
    def of(cls, held: Held) -> Self:
        """Where a dossier that is held stands."""
        return cls(held.ref, held.entries, held.head, held.restricted)


@dataclass(frozen=True, slots=True)
class Pen:
    """What turns drafts into acts: the editions to fold by, and a source of random bytes."""

    catalogue: Catalogue
    entropy: Callable[[int], bytes]

    def write(
        self,
        write: Write,
        before: Ledgered,
        draft: Draft,
        *,
        at: datetime,
        by: Actor,
        remember: Callable[[Timeline], Remembered | None] = lambda _: None,
    ) -> Timeline:
        """Commit one entry with all that hangs on it; the timeline after it."""
        ref, seq = before.ref, len(before.entries) + 1
        recorded = _recorded(write.moment, before.entries)
        key: dict[str, object] = {"agency_id": ref.agency, "dossier_id": ref.id}
        seals, private = sealed_rows(key, seq, draft.private, self.entropy)
        facts = {**draft.facts, "sealed": seals} if seals else dict(draft.facts)
        entry = Entry(seq, draft.kind, at, recorded, by.id, facts)
        linked = chain(ref, [entry], before.head)
        line = fold(self.catalogue, [*before.entries, *linked])
        act = Act(
            ref=ref,
            expected_version=len(before.entries),
            entries=tuple(linked),
            timeline=line,
            restricted=before.restricted,
            at=recorded,
            rows=(*draft.rows, *draft.follows(line), *private),
            notices=tuple(self._notice(ref, seq, *told) for told in draft.tells),
            remembered=remember(line),
        )
        write.commit_act(act)
        return line

    def _notice(self, ref: DossierRef, seq: int, kind: str, receiver: str) -> Notice:
        event = f"{event_of(ref, seq)}{kind}"
        return Notice(UUID(bytes=self.entropy(16), version=4), kind, receiver, event)


def _recorded(moment: datetime, before: Sequence[Entry]) -> datetime:
    """When it is written down: never before the entry that it follows.

    The moment was had with the first lock of the write; a relative's ledger may have grown since.
    """
    return max(moment, before[-1].recorded_at) if before else moment


def digest(verb: str, *parts: object) -> bytes:
    """What identifies a request, whatever key it comes under."""
    return sha256(canonical([verb, *parts])).digest()
