"""Opening a dossier to read it: that somebody did is written down before anything is shown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.actors import Actor
from engine.desk.acting import Acting
from engine.desk.offering import verbs_of
from engine.desk.standing import admitted
from engine.errors import BadInput
from engine.ledger import DossierRef, Entry
from engine.procedure import Action
from engine.store.accesses import note_openings
from engine.store.beside import answers_of, parties_of, private_of
from engine.store.lists import seen_of
from engine.store.scope import Scope
from engine.store.write import writing
from engine.timeline import Timeline

PURPOSES = frozenset({"work", "tracking", "audit", "support"})


@dataclass(frozen=True, slots=True)
class Seen:
    """A dossier with what is personal in it; `notes` are the texts of entries, by entry and slot.

    `possible` are the actions that the desk would accept from this person now, `verbs` what else:
    assign, extend, comment, attach, attach_result, undo.
    """

    ref: DossierRef
    entries: Sequence[Entry]
    line: Timeline
    parties: Sequence[Mapping[str, Any]]
    answers: Mapping[str, object]
    notes: Mapping[tuple[int, str], object]
    possible: tuple[Action, ...]
    verbs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Seeing:
    """`desk.seeing`: what is personal is shown to whom it concerns, each opening recorded."""

    acting: Acting
    entropy: Callable[[int], bytes]

    def open(self, ref: DossierRef, by: Actor, purpose: str = "work") -> Seen:
        """The dossier for this person. If the record of the access fails, nothing is shown."""
        if purpose not in PURPOSES:
            raise BadInput("Mục đích xem không có trong danh sách.", code="unknown_purpose")
        with writing(self.acting.engine, self.acting.clock) as write:
            scene = self.acting.scene(write.connection, ref, by)
            note_openings(write, [ref], by.id, purpose, self.entropy)
            return Seen(
                ref,
                scene.entries,
                scene.line,
                parties_of(write.connection, ref),
                answers_of(write.connection, ref),
                private_of(write.connection, ref),
                self.acting.open_to(scene),
                verbs_of(scene),
            )

    def people(
        self, refs: Sequence[DossierRef], by: Actor, purpose: str = "work"
    ) -> Mapping[DossierRef, Sequence[Mapping[str, Any]]]:
        """The people of the dossiers of a list, for a book that names them.

        Those that the person may not see are left out; each that is shown is recorded first.
        """
        if purpose not in PURPOSES:
            raise BadInput("Mục đích xem không có trong danh sách.", code="unknown_purpose")
        if not refs:
            return {}
        with writing(self.acting.engine, self.acting.clock) as write:
            day = self.acting.office.calendar_of(refs[0].agency).local_day(write.moment)
            scope = Scope(admitted(write.connection, by, day), day)
            seen = seen_of(write.connection, scope, refs)
            note_openings(write, seen, by.id, purpose, self.entropy)
            return {ref: parties_of(write.connection, ref) for ref in seen}
