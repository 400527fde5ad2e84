"""From a dossier and an edition to its fate: pure, so that what is foreseen is what is done."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from engine.definitions.graph import is_completed, whole_paths
from engine.desk.migrating.anew import counted_anew
from engine.desk.migrating.asking import Keeper
from engine.desk.migrating.fates import Anew, Fate, Hindrance
from engine.desk.migrating.hindering import of_procedure, of_state, of_way
from engine.desk.office import Office
from engine.errors import BadInput, OutsideCalendar
from engine.fold import fold
from engine.ledger import DossierRef
from engine.procedure import Procedure, State
from engine.store.held import Held
from engine.timeline import Timeline

Answers = Callable[[], Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Foreseer:
    """Tells the fate of many dossiers under one edition; ways through it are looked up once.

    `states` says which step of the new edition is which of an old one; others keep their name.
    `keeper` is who asks, if that is known: what they do not keep stays.
    """

    office: Office
    new: Procedure
    states: Mapping[str, str]
    keeper: Keeper | None
    at: datetime
    _ahead: dict[str, tuple[State, ...]] = field(default_factory=dict)

    def fate(self, held: Held, answers: Answers) -> Fate:
        """What becomes of the dossier if it goes over now."""
        line = fold(self.office.catalogue, held.entries)
        state = self.new.states.get(self.states.get(line.state, line.state))
        anew, undecided = self._anew(line, answers)
        current = line.current
        return Fate(
            ref=held.ref,
            code=held.ref.id.hex if held.restricted else line.origin.code,
            before=line.procedure,
            stood=line.state,
            state=state,
            due=current.due if current else None,
            anew=anew,
            ahead=self._ahead_of(state) if state else (),
            hindrances=(*undecided, *self._against(held.ref, line, state)),
        )

    def _anew(self, line: Timeline, answers: Answers) -> tuple[Anew, tuple[Hindrance, ...]]:
        try:
            return counted_anew(line, self.new, answers, self.at), ()
        except OutsideCalendar as outside:
            return Anew(), (Hindrance("outside_calendar", outside.message.rstrip(".")),)
        except BadInput:
            clause = "chưa có câu trả lời để chọn thời hạn của bản mới"
            return Anew(), (Hindrance("limit_undecided", clause),)

    def _against(self, ref: DossierRef, line: Timeline, state: State | None) -> Iterator[Hindrance]:
        if self.keeper is not None and not self.keeper.keeps(self.office, line.competent):
            yield Hindrance("not_your_agency", f"thuộc {line.competent}, ngoài phạm vi quản trị")
        yield from of_procedure(line, self.new)
        if state is None:
            label = line.procedure.states[line.state].label
            clause = f"bản mới không có bước “{line.state}” ({label}); ghi --map {line.state}=…"
            yield Hindrance("state_missing", clause)
            return
        yield from of_state(self.office, ref, line, state, line.day(self.at))
        yield from of_way(line, self.new, state)

    def _ahead_of(self, state: State) -> tuple[State, ...]:
        """The steps that are left on the usual way: the longest straight one to a result."""
        if state.id not in self._ahead:
            ways = (
                tuple(self.new.states[action.to] for action in path)
                for path in whole_paths(self.new, state.id)
            )
            whole = (way for way in ways if way and is_completed(self.new, way[-1].id))
            self._ahead[state.id] = max(whole, key=len, default=())
        return self._ahead[state.id]
