"""The way of every verb: lock, read again, decide in pure code, write one act."""

from collections.abc import Callable
from dataclasses import dataclass
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
from engine.desk.texts import KEY, tidy_text
from engine.desk.writing import Ask, Ledgered, Pen, digest
from engine.errors import BadInput, Outrun
from engine.fold import fold
from engine.ledger import DossierRef
from engine.procedure import Action
from engine.store.act import Remembered
from engine.store.beside import answers_of, is_told, originals_out
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
        """One durable act. If its key came twice at once, the other has written it: read that."""
        try:
            with writing(self.engine, self.clock) as write:
                return act(write)
        except Outrun:
            if ask.key is None:
                raise
        with writing(self.engine, self.clock) as write:
            return act(write)

    def on(
        self,
        ref: DossierRef,
        ask: Ask,
        decide: Decide,
        *,
        version: int | None = None,
        at: datetime | None = None,
    ) -> Outcome:
        """An act on an open dossier; `version` is the one that the person saw."""

        def act(write: Write) -> Outcome:
            held = write.hold(ref)
            known = ask.answered(write, ref.agency)
            if known is not None:
                return Outcome.read(known)
            if version is not None and version != held.version:
                raise outrun()
            scene = self._scene(write.connection, held, ask.by, write.moment, at)
            check_sight(scene, restricted=held.restricted)
            competent, today = scene.line.competent, scene.today
            check_backdating(self.office, ask.by, competent, today, wished=at, now=scene.now)
            line = self._commit(write, held, scene, decide(write, scene), ask)
            family.follow(self.pen, write, scene, line)
            return Outcome.of(ref, line)

        return self.durably(ask, act)

    def possible(self, ref: DossierRef, by: Actor) -> tuple[Action, ...]:
        """What the person may do now; a pure read."""
        with reading(self.engine) as connection:
            held = look(connection, ref)
            now = self.clock() if self.clock else database_moment(connection)
            scene = self._scene(connection, held, by, now)
            check_sight(scene, restricted=held.restricted)
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
        line = fold(self.office.catalogue, held.entries)
        ref = held.ref
        beside = Beside(
            answers=lambda: answers_of(connection, ref),
            originals_out=lambda: originals_out(connection, ref),
            is_told=lambda seq: is_told(connection, ref, seq),
        )
        at = happened(wished, now, line.last_at)
        return Scene(self.office, ref, line, by, at, now, tuple(held.entries), beside)

    def _commit(self, write: Write, held: Held, scene: Scene, draft: Draft, ask: Ask) -> Timeline:
        before = Ledgered(held.ref, held.entries, held.head, held.restricted)

        def remember(line: Timeline) -> Remembered | None:
            return ask.remember(held.ref.agency, Outcome.of(held.ref, line).facts())

        return self.pen.write(write, before, draft, at=scene.at, by=scene.by, remember=remember)


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
    return (part.agency, part.id.hex) if isinstance(part, DossierRef) else (part,)
