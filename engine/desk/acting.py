"""The way of every verb: lock, read again, decide in pure code, write one act."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, is_dataclass, replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, Engine

from engine.actors import Actor
from engine.desk import family
from engine.desk.authority import check_sight, refusal
from engine.desk.backdating import check_backdating
from engine.desk.codes import check_key
from engine.desk.draft import Beside, Draft, Scene, happened
from engine.desk.office import Office
from engine.desk.requests import Outcome
from engine.desk.standing import admitted, check_acting, standing_for_work
from engine.desk.texts import KEY, tidy_text
from engine.desk.voided import check_not_voided
from engine.desk.writing import Ask, Ledgered, Pen, digest
from engine.errors import BadInput, Outrun
from engine.fold import fold
from engine.ledger import ASIDE, DossierRef
from engine.procedure import Action
from engine.store.act import Remembered
from engine.store.beside import answers_of, external_code, is_told
from engine.store.held import Held, database_moment, look
from engine.store.read import reading
from engine.store.write import Write, outrun, writing
from engine.timeline import Timeline

A = TypeVar("A")
Decide = Callable[[Write, Scene], Draft]


@dataclass(frozen=True, slots=True)
class Acting:
    """Opens and ends the acts of a desk; nothing else of the desk ends a transaction."""

    engine: Engine
    office: Office
    pen: Pen
    clock: Callable[[], datetime] | None

    def durably(self, ask: Ask, act: Callable[[Write], A]) -> A:
        """One durable act. If its key came twice at once, the other has written it: read that.

        Refused to somebody who may not act any more.
        """

        def admitting(write: Write) -> A:
            check_acting(write.connection, ask.by)
            return act(write)

        return self._written(ask, admitting)

    def _written(self, ask: Ask, act: Callable[[Write], A]) -> A:
        try:
            with writing(self.engine, self.clock) as write:
                return act(write)
        except Outrun:
            if ask.key is None:
                raise
        with writing(self.engine, self.clock) as write:
            return act(write)

    def on(  # noqa: PLR0913 -- all that an act turns on
        self,
        ref: DossierRef,
        ask: Ask,
        decide: Decide,
        *,
        version: int | None = None,
        at: datetime | None = None,
        voided: bool = False,
        shown: bool = False,
    ) -> Outcome:
        """An act on an open dossier; `version` is the one that the person saw.

        `voided`: it may be done to one that was received by mistake, too. `shown`: a file of the
        dossier shows when it was, so that it may lie further back than a person's word.
        """

        def act(write: Write) -> Outcome:
            held = write.hold(ref)
            known = ask.answered(write, ref.agency)
            if known is not None:
                return Outcome.read(known)
            return self._enter(
                write, held, ask, decide, at=at, version=version, voided=voided, shown=shown
            )

        return self._written(ask, act)  # the scene looks whether the person may still act

    def within(
        self,
        write: Write,
        ref: DossierRef,
        by: Actor,
        decide: Decide,
        *,
        at: datetime | None = None,
        voided: bool = False,
    ) -> Outcome:
        """An act on one of the dossiers that a write is about, which remembers its key itself.

        Whoever holds several takes them in the order of (agency, id), so that no two writes wait
        for each other.
        """
        known = Ask(by, None, b"")
        return self._enter(write, write.hold(ref), known, decide, at=at, voided=voided)

    def _enter(  # noqa: PLR0913 -- all that an act turns on
        self,
        write: Write,
        held: Held,
        ask: Ask,
        decide: Decide,
        *,
        at: datetime | None = None,
        version: int | None = None,
        voided: bool = False,
        shown: bool = False,
    ) -> Outcome:
        scene = self._scene(write.connection, held, ask.by, write.moment, at)
        if not voided:
            check_not_voided(scene)
        if version is not None and not _is_current(version, held):
            raise outrun()
        competent, today = scene.line.competent, scene.today
        wished = None if shown else at
        check_backdating(self.office, scene.by, competent, today, wished=wished, now=scene.now)
        line = self._commit(write, held, scene, decide(write, scene), ask)
        family.follow(self.pen, write, scene, line)
        return Outcome.of(held.ref, line)

    def scene(self, connection: Connection, ref: DossierRef, by: Actor) -> Scene:
        """The dossier as this person sees it now, without a lock; refused if there is none."""
        held = look(connection, ref)
        now = self.clock() if self.clock else database_moment(connection)
        return self._scene(connection, held, by, now)

    def possible(self, ref: DossierRef, by: Actor) -> tuple[Action, ...]:
        """What the person may do now; a pure read."""
        with reading(self.engine) as connection:
            return self.open_to(self.scene(connection, ref, by))

    @staticmethod
    def open_to(scene: Scene) -> tuple[Action, ...]:
        """The actions that the definition and the grants leave to the person of the scene."""
        if scene.line.voided:
            return ()
        leaving = scene.procedure.leaving(scene.line.state)
        return tuple(action for action in leaving if refusal(scene, action) is None)

    def _scene(
        self,
        connection: Connection,
        held: Held,
        by: Actor,
        now: datetime,
        wished: datetime | None = None,
    ) -> Scene:
        """The dossier as this person sees it; nothing is told of it to whom it does not exist."""
        line = fold(self.office.catalogue, held.entries)
        ref, by = held.ref, admitted(connection, by, line.day(now))
        beside = Beside(
            answers=lambda: answers_of(connection, ref),
            external=lambda system: external_code(connection, ref, system),
            is_told=lambda seq: is_told(connection, ref, seq),
            standing=lambda staff: standing_for_work(connection, staff),
        )
        here = by.at(line.origin.place)
        entries, closed = tuple(held.entries), held.restricted
        scene = Scene(self.office, ref, line, here, now, now, entries, beside, closed)
        check_sight(scene, restricted=closed)
        return replace(scene, at=happened(wished, now, line.last_at))

    def _commit(self, write: Write, held: Held, scene: Scene, draft: Draft, ask: Ask) -> Timeline:
        before = Ledgered.of(held)

        def remember(line: Timeline) -> Remembered | None:
            return ask.remember(held.ref.agency, Outcome.of(held.ref, line).facts())

        return self.pen.write(write, before, draft, at=scene.at, by=scene.by, remember=remember)


def _is_current(version: int, held: Held) -> bool:
    """Whether who saw that version saw all that matters: reminders and remarks change nothing."""
    changing = (one.seq for one in reversed(held.entries) if one.kind not in ASIDE)
    return next(changing, 0) <= version <= held.version


def ask_of(by: Actor, key: str | None, verb: str, *parts: object) -> Ask:
    """Who asks, under which key, and the digest of what is asked; a blank key is refused."""
    if key is None:
        return Ask(by, None, b"")
    if not (wanted := tidy_text(key, "key", KEY)).strip():
        raise BadInput("Mã chống gửi trùng đang trống.", code="empty_key")
    check_key(wanted)
    spelled = (text for part in parts for text in _spelled(part))
    return Ask(by, wanted, digest(verb, *spelled))


def _spelled(part: object) -> tuple[object, ...]:
    """The part as the digest takes it; a request, which is spelled out only now, by its fields."""
    if isinstance(part, DossierRef):
        return part.agency, part.id.hex
    return (asdict(part) if is_dataclass(part) and not isinstance(part, type) else part,)
