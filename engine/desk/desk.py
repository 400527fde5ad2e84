"""The desk: every verb reads under a lock, decides in pure code, and writes one act.

A verb takes who acts (`by`), optionally an idempotency `key` and the `version` that the person
saw. It answers with an `Outcome`, the same again for the same key, or raises a `Refusal`.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime

from sqlalchemy import Engine

from engine.actors import Actor
from engine.desk import family, minor, moving, opening, post
from engine.desk.authority import check_sight, refusal
from engine.desk.draft import Beside, Draft, Scene, dossier_id, happened
from engine.desk.office import Office
from engine.desk.opening import Number, Opening
from engine.desk.requests import Answering, Extension, HandOver, Outcome, Reception, Wish
from engine.desk.writing import Ask, Ledgered, Pen, digest
from engine.errors import Outrun
from engine.fold import fold
from engine.ledger import DossierRef
from engine.procedure import Action
from engine.store.act import Remembered
from engine.store.beside import answers_of, originals_out, write_rows
from engine.store.write import Held, Write, outrun, writing
from engine.timeline import Timeline


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
    def _pen(self) -> Pen:
        return Pen(self.office.catalogue, self.entropy)

    def receive(self, request: Reception, by: Actor, *, key: str | None = None) -> Outcome:
        """Open a dossier: at the counter, by the post, or submitted online by the applicant.

        The receipt code comes with it: no gap and no duplicate, whatever fails.
        """
        ask = Ask(by, key, digest("receive", asdict(request)))
        try:
            with writing(self.engine, self.clock) as write:
                return self._receive(write, request, ask)
        except Outrun:  # the same key came twice at once: the other one has written it
            if key is None:
                raise
            with writing(self.engine, self.clock) as write:
                return self._receive(write, request, ask)

    def _receive(self, write: Write, request: Reception, ask: Ask) -> Outcome:
        known = ask.answered(write, request.agency)
        if known is not None:
            return Outcome.read(known)
        ref, line = self._open(write, request, ask.by, ask)
        return Outcome.of(ref, line)

    def _open(
        self,
        write: Write,
        request: Reception,
        by: Actor,
        ask: Ask | None = None,
        parent: DossierRef | None = None,
    ) -> tuple[DossierRef, Timeline]:
        at = happened(request.happened_at, write.moment, None)
        calendar = self.office.calendar_of(request.competent or request.agency)
        ref = DossierRef(request.agency, dossier_id(at, self.entropy(10)))
        procedure = self.office.catalogue.current(request.procedure, calendar.local_day(at))
        opened = Opening(
            self.office, ref, request, procedure, calendar, at, by, self.pepper, parent
        )
        opening.check(opened)
        draft = opening.draft(opened, self._number(write, ref.agency, opened))

        def remember(line: Timeline) -> Remembered | None:
            return ask.remember(ref.agency, Outcome.of(ref, line).facts()) if ask else None

        before = Ledgered(ref, (), restricted=procedure.restricted)
        return ref, self._pen.write(write, before, draft, at=at, by=by, remember=remember)

    def _number(self, write: Write, agency: str, opened: Opening) -> Number:
        scheme, scope = self.office.numbering.scope(agency, opened.day)
        serial = write.next_serial(agency, scheme, scope)
        return Number(scheme, scope, serial, self.office.numbering.code(agency, opened.day, serial))

    def receive_from_post(
        self, record: HandOver, by: Actor, *, key: str | None = None
    ) -> tuple[Outcome, ...]:
        """Sign the hand-over record: each complete item becomes a dossier (QĐ 45/2016 Đ7).

        The signing is the legal submission of each; one act for the whole record.
        """
        ask = Ask(by, key, digest("receive_from_post", asdict(record)))
        with writing(self.engine, self.clock) as write:
            known = ask.answered(write, record.agency)
            if known is not None:
                return post.read_answer(known)
            receptions = [record.reception(item) for item in record.items]
            opened = [self._open(write, one, by) if one else None for one in receptions]
            outcomes = tuple(Outcome.of(*one) for one in opened if one)
            dossiers = [one[0].id if one else None for one in opened]
            rows = post.rows(record, by.id, dossiers, self.entropy(16))
            write_rows(write, rows, ask.remember(record.agency, post.answer(outcomes)))
            return outcomes

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

        def decide(write: Write, scene: Scene) -> Draft:
            draft = moving.draft(scene, wish, self.entropy(16 * 8))
            opens = scene.procedure.actions[wish.action].opens
            if opens is not None:
                request = family.child_request(scene, opens, write)
                child, line = self._open(write, request, by, parent=ref)
                draft = family.with_child(draft, child, line)
            return draft

        ask = _ask(by, key, "take", ref, asdict(wish))
        return self._act(ref, ask, decide, version=version, at=wish.happened_at)

    def assign(
        self, ref: DossierRef, officer: str, by: Actor, *, key: str | None = None
    ) -> Outcome:
        """Give the present step to one person, or move it to another."""
        ask = _ask(by, key, "assign", ref, officer)
        return self._act(ref, ask, lambda _, scene: minor.assign(scene, officer))

    def extend(
        self, ref: DossierRef, wish: Extension, by: Actor, *, key: str | None = None
    ) -> Outcome:
        """Apologise and promise a later day; the first promise stays beside it."""
        ask = _ask(by, key, "extend", ref, asdict(wish))
        return self._act(ref, ask, lambda _, scene: minor.extend(scene, wish), at=wish.happened_at)

    def answer(
        self, ref: DossierRef, reply: Answering, by: Actor, *, key: str | None = None
    ) -> Outcome:
        """Reply to a consultation."""
        ask = _ask(by, key, "answer", ref, asdict(reply))
        return self._act(
            ref, ask, lambda _, scene: minor.answer(scene, reply), at=reply.happened_at
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
        ask = _ask(by, key, "collect", ref, list(lines), method)
        return self._act(ref, ask, lambda _, scene: minor.collect(scene, lines, method))

    def comment(self, ref: DossierRef, text: str, by: Actor, *, key: str | None = None) -> Outcome:
        """Leave a remark; it depends on no state, so it never conflicts."""
        ask = _ask(by, key, "comment", ref, text)
        return self._act(ref, ask, lambda _, scene: minor.comment(scene, text))

    def undo(self, ref: DossierRef, by: Actor, *, key: str | None = None) -> Outcome:
        """Take back the last act of one's own, within the time set."""
        return self._act(ref, _ask(by, key, "undo", ref), lambda _, scene: minor.undo(scene))

    def possible(self, ref: DossierRef, by: Actor) -> tuple[Action, ...]:
        """The actions that the definition and the grants leave to this person now.

        A guard that does not hold yet does not hide its action: taking it says what is missing.
        """
        with writing(self.engine, self.clock) as write:
            scene = self._scene(write, write.hold(ref), by)
            check_sight(scene, restricted=False)
            leaving = scene.procedure.leaving(scene.line.state)
            return tuple(action for action in leaving if refusal(scene, action) is None)

    def _scene(self, write: Write, held: Held, by: Actor, wished: datetime | None = None) -> Scene:
        line = fold(self.office.catalogue, held.entries)
        ref = held.ref
        beside = Beside(
            answers=lambda: answers_of(write.connection, ref),
            originals_out=lambda: originals_out(write.connection, ref),
        )
        at = happened(wished, write.moment, line.last_at)
        return Scene(self.office, ref, line, by, at, tuple(held.entries), beside)

    def _act(
        self,
        ref: DossierRef,
        ask: Ask,
        decide: Callable[[Write, Scene], Draft],
        *,
        version: int | None = None,
        at: datetime | None = None,
    ) -> Outcome:
        """Lock, read again, decide, write: the way of every verb on an open dossier."""
        with writing(self.engine, self.clock) as write:
            held = write.hold(ref)
            known = ask.answered(write, ref.agency)
            if known is not None:
                return Outcome.read(known)
            if version is not None and version != held.version:
                raise outrun()
            scene = self._scene(write, held, ask.by, at)
            check_sight(scene, restricted=held.restricted)
            line = self._commit(write, held, scene, decide(write, scene), ask)
            family.follow(self._pen, write, scene, line)
            return Outcome.of(ref, line)

    def _commit(self, write: Write, held: Held, scene: Scene, draft: Draft, ask: Ask) -> Timeline:
        before = Ledgered(held.ref, held.entries, held.head, held.restricted)

        def remember(line: Timeline) -> Remembered | None:
            return ask.remember(held.ref.agency, Outcome.of(held.ref, line).facts())

        return self._pen.write(write, before, draft, at=scene.at, by=scene.by, remember=remember)


def _ask(by: Actor, key: str | None, verb: str, ref: DossierRef, *parts: object) -> Ask:
    return Ask(by, key, digest(verb, ref.agency, ref.id.hex, *parts))
