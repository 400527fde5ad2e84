"""The desk: the verbs of the office.

A verb takes who acts (`by`), optionally an idempotency `key` and the `version` that the person
saw. It answers with an `Outcome`, the same again for the same key, or raises a `Refusal`.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime

from sqlalchemy import Engine

from engine.actors import Actor
from engine.desk import attaching, family, minor, moving, undoing
from engine.desk.acting import Acting, ask_of
from engine.desk.attaching import Attached
from engine.desk.draft import Draft, Scene
from engine.desk.office import Office
from engine.desk.receiving import Receiving
from engine.desk.requests import (
    Answering,
    Extension,
    HandOver,
    Linked,
    Outcome,
    Reception,
    Wish,
)
from engine.desk.texts import tidy, tidy_text
from engine.desk.writing import Pen
from engine.ledger import DossierRef
from engine.procedure import Action
from engine.store.write import Write


@dataclass(frozen=True, slots=True)
class Desk:
    """The office's verbs over one database.

    `clock` stands for the database's own where time is made up; `pepper` keys the digests by
    which identities are found; `entropy` gives random bytes.
    """

    engine: Engine
    office: Office
    pepper: bytes
    clock: Callable[[], datetime] | None = None
    entropy: Callable[[int], bytes] = field(default=secrets.token_bytes)

    @property
    def _acting(self) -> Acting:
        pen = Pen(self.office.catalogue, self.entropy)
        return Acting(self.engine, self.office, pen, self.clock)

    @property
    def _receiving(self) -> Receiving:
        pen = Pen(self.office.catalogue, self.entropy)
        return Receiving(self.office, pen, self.pepper, self.entropy)

    def receive(self, request: Reception, by: Actor, *, key: str | None = None) -> Outcome:
        """Open a dossier: at the counter, by the post, or submitted online by the applicant.

        The receipt code comes with it: no gap and no duplicate, whatever fails.
        """
        wanted = tidy(request)
        ask = ask_of(by, key, "receive", asdict(wanted))
        receive = self._receiving.receive
        return self._acting.durably(ask, lambda write: receive(write, wanted, ask))

    def receive_from_post(
        self, record: HandOver, by: Actor, *, key: str | None = None
    ) -> tuple[Outcome, ...]:
        """Sign the hand-over record: each complete item becomes a dossier (QĐ 45/2016 Đ7).

        The signing is the legal submission of each; one act for the whole record.
        """
        wanted = tidy(record)
        ask = ask_of(by, key, "receive_from_post", asdict(wanted))
        sign = self._receiving.sign
        return self._acting.durably(ask, lambda write: sign(write, wanted, ask))

    def take(
        self,
        ref: DossierRef,
        wish: Wish,
        by: Actor,
        *,
        key: str | None = None,
        version: int | None = None,
    ) -> Outcome:
        """Take an action of the dossier's definition."""
        wanted = tidy(wish)

        def decide(write: Write, scene: Scene) -> Draft:
            draft = moving.draft(scene, wanted, self.entropy)
            opens = scene.procedure.actions[wanted.action].opens
            if opens is not None:
                request = family.child_request(scene, opens, wanted.child or Linked(), write)
                child, line = self._receiving.open(write, request, by, parent=ref)
                draft = family.with_child(draft, child, line)
            return draft

        ask = ask_of(by, key, "take", ref, asdict(wanted))
        return self._acting.on(ref, ask, decide, version=version, at=wanted.happened_at)

    def assign(
        self,
        ref: DossierRef,
        officer: str,
        by: Actor,
        *,
        key: str | None = None,
        version: int | None = None,
    ) -> Outcome:
        """Give the present step to one person, or move it to another."""
        ask = ask_of(by, key, "assign", ref, officer)
        return self._acting.on(
            ref, ask, lambda _, scene: minor.assign(scene, officer), version=version
        )

    def extend(
        self,
        ref: DossierRef,
        wish: Extension,
        by: Actor,
        *,
        key: str | None = None,
        version: int | None = None,
    ) -> Outcome:
        """Apologise and promise a later day; the first promise stays beside it."""
        wanted = tidy(wish)
        ask = ask_of(by, key, "extend", ref, asdict(wanted))
        return self._acting.on(
            ref,
            ask,
            lambda _, scene: minor.extend(scene, wanted),
            version=version,
            at=wanted.happened_at,
        )

    def answer(
        self, ref: DossierRef, reply: Answering, by: Actor, *, key: str | None = None
    ) -> Outcome:
        """Reply to a consultation."""
        wanted = tidy(reply)
        ask = ask_of(by, key, "answer", ref, asdict(wanted))
        return self._acting.on(
            ref, ask, lambda _, scene: minor.answer(scene, wanted), at=wanted.happened_at
        )

    def collect(
        self,
        ref: DossierRef,
        lines: Sequence[int],
        method: str,
        by: Actor,
        *,
        key: str | None = None,
    ) -> Outcome:
        """Take the money for fee lines that are owed."""
        ask = ask_of(by, key, "collect", ref, list(lines), method)
        return self._acting.on(ref, ask, lambda _, scene: minor.collect(scene, lines, method))

    def comment(self, ref: DossierRef, text: str, by: Actor, *, key: str | None = None) -> Outcome:
        """Leave a remark; it depends on no state, so it never conflicts."""
        wanted = tidy_text(text, "text")
        ask = ask_of(by, key, "comment", ref, wanted)
        return self._acting.on(ref, ask, lambda _, scene: minor.comment(scene, wanted))

    def attach(
        self, ref: DossierRef, files: Sequence[Attached], by: Actor, *, key: str | None = None
    ) -> Outcome:
        """Bring files, which are on disk already, into the dossier."""
        named = tidy(tuple((one.file.sha256.hex(), one.name, one.purpose) for one in files))
        ask = ask_of(by, key, "attach", ref, named)
        return self._acting.on(ref, ask, lambda _, scene: attaching.attach(scene, files))

    def undo(self, ref: DossierRef, by: Actor, *, key: str | None = None) -> Outcome:
        """Take back the last act of one's own, within the time set."""
        ask = ask_of(by, key, "undo", ref)
        return self._acting.on(ref, ask, lambda _, scene: undoing.undo(scene))

    def possible(self, ref: DossierRef, by: Actor) -> tuple[Action, ...]:
        """The actions that the definition and the grants leave to this person now.

        A guard that does not hold yet does not hide its action: taking it says what is missing.
        """
        return self._acting.possible(ref, by)
