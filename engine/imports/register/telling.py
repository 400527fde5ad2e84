"""A case told as entries of a ledger: as it was given, in the order in which it was given."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from engine.actors import SYSTEM, Role, Seat
from engine.counting import Promise
from engine.facts import promise_facts, seat_facts
from engine.imports.register.cases import Anomaly, Case, Step
from engine.imports.register.edition import (
    ASK,
    HAND_OVER,
    PROCESSING,
    READY,
    RECEIVE,
    RECORD,
    RETURNED,
    SUPPLEMENT,
    SUPPLY,
)
from engine.imports.register.events import Meaning
from engine.imports.register.mapping import Closes
from engine.ledger import Kind
from engine.passing import AS_GIVEN
from engine.timeline import Cause

# Marks by which an odd entry is found again in its timeline.
ENDS_EARLY, BEFORE_START, AFTER_END = "given_end_before_start", "given_before_start", "given_late"
_MARKS = {Anomaly.BEFORE_START: BEFORE_START, Anomaly.AFTER_END: AFTER_END}
_LONGEST_ACTOR = 64


@dataclass(frozen=True, slots=True)
class Said:
    """One entry to be."""

    kind: Kind
    at: datetime
    actor: str
    facts: dict[str, object]


@dataclass(slots=True)
class Telling:
    """Tells one case; `state` is where the entries so far have led."""

    case: Case
    source: str
    agency: str
    closes: Closes
    state: str = PROCESSING

    def entries(self, opening: dict[str, object]) -> Iterator[Said]:
        """The opening with its facts, then the later promise, the events, and how it ended."""
        case, steps = self.case, list(self.case.steps)
        receipt = next((s for s in steps if self._is_receipt(s)), None)
        if receipt is not None:
            steps.remove(receipt)
        yield self._opening(opening, receipt)
        if case.current is not None:
            yield self._said(
                Kind.GIVEN, case.received, {"promise": _promise(case.current, later=True)}
            )
        yield from map(self._step, steps)
        yield from self._ends()

    def _is_receipt(self, step: Step) -> bool:
        return step.meaning is Meaning.RECEIPT and step.at == self.case.received

    def _opening(self, opening: dict[str, object], receipt: Step | None) -> Said:
        case = self.case
        facts = {**opening, "action": RECEIVE, "to": PROCESSING, "seat": self._counter()}
        if case.first is not None:
            facts["promise"] = _promise(case.first)
        said = self._said(Kind.OPENED, case.received, facts)
        return said if receipt is None else self._with_event(said, receipt)

    def _step(self, step: Step) -> Said:
        """An event moves the dossier only if it can from where it stands."""
        moved = self._moved(step)
        said = moved or self._said(Kind.GIVEN, step.at, {})
        return self._with_event(said, step)

    def _moved(self, step: Step) -> Said | None:
        match step.meaning, self.state:
            case Meaning.STOP, "processing":
                return self._move(step.at, ASK, SUPPLEMENT)
            case Meaning.RESUME, "supplement":
                return self._move(step.at, SUPPLY, PROCESSING)
            case Meaning.RESULT, ("processing" | "supplement") if self.case.result is None:
                return self._result(step.at)
            case Meaning.RETURN, ("processing" | "supplement" | "ready") if not self.case.returned:
                return self._move(step.at, HAND_OVER, RETURNED)
        return None

    def _ends(self) -> Iterator[Said]:
        """What the record says of its end beside the events stands after them."""
        case = self.case
        if case.result is not None and self.state in {PROCESSING, SUPPLEMENT}:
            yield self._odd(self._result(case.result))
        if case.returned is not None and self.state != RETURNED:
            yield self._odd(self._move(case.returned, HAND_OVER, RETURNED))

    def _result(self, at: datetime) -> Said:
        if self.closes is Closes.RESULT:
            return self._move(at, HAND_OVER, RETURNED)
        return self._move(at, RECORD, READY)

    def _odd(self, said: Said) -> Said:
        if said.at < self.case.received:
            said.facts["marks"] = [ENDS_EARLY]
        return said

    def _move(self, at: datetime, action: str, to: str) -> Said:
        self.state = to
        seat = None if to == RETURNED else self._counter()
        if to == SUPPLEMENT:
            seat = seat_facts(Seat(Role.APPLICANT, self.agency))
        return self._said(Kind.MOVED, at, {"action": action, "to": to, "seat": seat})

    def _with_event(self, said: Said, step: Step) -> Said:
        """The event with its own name, and whoever the older system says took it."""
        told = {"event": step.event, "group": step.group, "instance": step.instance}
        facts = {**said.facts, **{name: text for name, text in told.items() if text is not None}}
        if (odd := self.case.anomaly(step)) is not None:
            facts["marks"] = [_MARKS[odd]]
        actor = said.actor
        if step.resource is not None:
            actor = f"{self.source}:{step.resource}"[:_LONGEST_ACTOR]
        return Said(said.kind, step.at, actor, facts)

    def _said(self, kind: Kind, at: datetime, facts: dict[str, object]) -> Said:
        return Said(kind, at, SYSTEM.id, {**facts, AS_GIVEN: True})

    def _counter(self) -> dict[str, object]:
        return seat_facts(Seat(Role.COUNTER, self.agency))


def _promise(due: datetime, *, later: bool = False) -> dict[str, object]:
    return promise_facts(Promise(due, due), Cause.GIVEN if later else Cause.RECEIPT)
