"""The desk: the verbs of the office.

A verb takes who acts (`by`), optionally an idempotency `key` and the `version` that the person
saw. It answers with an `Outcome`, the same again for the same key, or raises a `Refusal`.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine

from engine.actors import Actor
from engine.desk import attaching, family, minor, moving, undoing
from engine.desk.acting import Acting, ask_of
from engine.desk.attaching import Attached
from engine.desk.back_entry import BackEntries
from engine.desk.digitising import Digitisation
from engine.desk.draft import Draft, Scene
from engine.desk.drafts import Drafts
from engine.desk.fees import Fees
from engine.desk.following import Following
from engine.desk.migrating import Editions
from engine.desk.ministry import Ministry
from engine.desk.mistakes import Mistakes
from engine.desk.office import Office
from engine.desk.originals import Originals
from engine.desk.outages import Outages
from engine.desk.people import Parties
from engine.desk.places import Places
from engine.desk.posting import Incoming, Postings
from engine.desk.receipts import Cashier
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
from engine.desk.results import Results
from engine.desk.seeing import Seeing
from engine.desk.staff import Staff
from engine.desk.succession import Succession
from engine.desk.texts import tidy, tidy_text
from engine.desk.tracking import Tracking
from engine.desk.turning_away import VisitLog
from engine.desk.visits import Visits
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

    @property
    def parties(self) -> Parties:
        """People who come in later, and authorisations that end."""
        return Parties(self._acting, self.pepper)

    @property
    def visits(self) -> Visits:
        """One person with many dossiers, or with one that is resolved at once."""
        return Visits(self._acting, self._receiving, self.entropy)

    @property
    def visit_log(self) -> VisitLog:
        """Slips 02 and 03: who was turned away without a dossier."""
        return VisitLog(self._acting)

    @property
    def drafts(self) -> Drafts:
        """What a clerk has typed and not saved yet."""
        return Drafts(self._acting)

    @property
    def mistakes(self) -> Mistakes:
        """Voiding what was received by mistake, and putting a wrong procedure right."""
        return Mistakes(self._acting, self._receiving)

    @property
    def back_entries(self) -> BackEntries:
        """Receipts written by hand while the system was down, entered afterwards."""
        return BackEntries(self._acting, self._receiving)

    @property
    def places(self) -> Places:
        """Who decides, where the result is fetched, and papers under way."""
        return Places(self._acting)

    @property
    def postings(self) -> Postings:
        """Results handed to the post by a record that both sides sign."""
        return Postings(self._acting, self.entropy)

    @property
    def outages(self) -> Outages:
        """Spans in which an agency could not work: declared by one person, approved by another."""
        return Outages(self._acting)

    @property
    def seeing(self) -> Seeing:
        """Opening a dossier to read it."""
        return Seeing(self._acting, self.entropy)

    @property
    def fees(self) -> Fees:
        """Money: assessed, reduced, taken, struck out, given back, counted at the day's end."""
        return Fees(self._acting)

    @property
    def staff(self) -> Staff:
        """People: stand-ins, acting heads, work taken over, accounts that end."""
        return Staff(self._acting, self.entropy)

    @property
    def originals(self) -> Originals:
        """Original papers: lists that both sides confirm, loans, giving back, filing."""
        return Originals(self._acting)

    @property
    def digitisation(self) -> Digitisation:
        """What the office holds as data."""
        return Digitisation(self._acting)

    @property
    def ministry(self) -> Ministry:
        """The dossier in the systems of ministries."""
        return Ministry(self._acting)

    @property
    def succession(self) -> Succession:
        """What becomes of open dossiers when agencies end, merge, split or lose a field."""
        return Succession(self._acting)

    @property
    def editions(self) -> Editions:
        """Open dossiers that go over to another edition of their procedure, and back."""
        return Editions(self._acting)

    @property
    def results(self) -> Results:
        """Results after they came into being: acknowledged, come back, put away, corrected."""
        return Results(self._acting, self._receiving)

    @property
    def tracking(self) -> Tracking:
        """Tokens by which citizens follow their dossiers."""
        return Tracking(self._acting, self.entropy)

    @property
    def following(self) -> Following:
        """Citizens who follow their dossiers."""
        return Following(self._acting)

    def receive(self, request: Reception, by: Actor, *, key: str | None = None) -> Outcome:
        """Open a dossier: at the counter, by the post, or submitted online by the applicant.

        The receipt code comes with it: no gap and no duplicate, whatever fails.
        """
        wanted = tidy(request)
        ask = ask_of(by, key, "receive", wanted)
        receive = self._receiving.receive
        return self._acting.durably(ask, lambda write: receive(write, wanted, ask))

    def receive_from_post(
        self, record: HandOver, by: Actor, *, key: str | None = None
    ) -> tuple[Outcome, ...]:
        """Sign the hand-over record: a complete item becomes a dossier, or completes one.

        The signing is the legal submission of each (QĐ 45/2016 Đ7); one act for the whole record.
        """
        wanted = tidy(record)
        ask = ask_of(by, key, "receive_from_post", wanted)
        sign = Incoming(self._acting, self._receiving).sign
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
            draft = moving.draft(scene, wanted, self.entropy, Cashier(write, self.office, by))
            opens = scene.procedure.actions[wanted.action].opens
            if opens is not None:
                request = family.child_request(scene, opens, wanted.child or Linked(), write)
                child, line = self._receiving.open(write, request, by, parent=ref)
                draft = family.with_child(draft, child, line)
            return draft

        ask = ask_of(by, key, "take", ref, wanted)
        cited = wanted.external
        at = cited.happened_at if cited else wanted.happened_at
        shown = cited is not None and cited.file is not None
        return self._acting.on(ref, ask, decide, version=version, at=at, shown=shown)

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
        ask = ask_of(by, key, "extend", ref, wanted)
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
        ask = ask_of(by, key, "answer", ref, wanted)
        return self._acting.on(
            ref, ask, lambda _, scene: minor.answer(scene, wanted), at=wanted.happened_at
        )

    def comment(self, ref: DossierRef, text: str, by: Actor, *, key: str | None = None) -> Outcome:
        """Leave a remark; it depends on no state, so it never conflicts."""
        wanted = tidy_text(text, "text")
        ask = ask_of(by, key, "comment", ref, wanted)
        return self._acting.on(ref, ask, lambda _, scene: minor.comment(scene, wanted), voided=True)

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
