"""What a move does to the results of a dossier: what its entry says of them, and who is told."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from engine.desk.draft import Scene
from engine.desk.issuing.chosen import Issued, arrives, check_phases, issue, lost, rules
from engine.desk.issuing.collection import collection, collection_marks
from engine.desk.issuing.phases import next_phases
from engine.desk.issuing.signing import authority, marks
from engine.desk.requests import Wish
from engine.desk.seats import receiver
from engine.facts import Facts
from engine.ledger import standing
from engine.procedure import Action, ClockMode, Instant, State
from engine.store import results as stored
from engine.store.act import Change, Insert
from engine.timeline import Timeline

COPY = "result_copy"  # the notice that a related unit or agency gets
WITHDRAWN = "result_withdrawn"  # what it got does not stand any more
NOBODY_THERE = "recipient_not_found"


@dataclass(frozen=True, slots=True)
class Making:
    """Facts that are empty say nothing; `marks` are irregularities that are counted."""

    facts: dict[str, object]
    marks: list[str]
    tells: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, scene: Scene, action: Action, state: State, wish: Wish) -> "Making":
        """Refused if the signer's authority does not cover the day, or a phase is missing."""
        kept = authority(scene, action)
        given = rules(scene, action, state, wish)
        made = issue(scene, given, wish)
        check_phases(scene, state, wish)
        facts: dict[str, object] = {
            **_said(scene, wish, state),
            "authority": kept,
            "numbers": dict(wish.numbers),
            "results": [one.facts() for one in made],
            "phases": next_phases(scene, state, frozenset(rule.id for rule in given)),
            "without_receipt": collection(scene, state, wish),
        }
        seen = [*marks(action, wish, kept), *collection_marks(wish)]
        seen += [NOBODY_THERE] if lost(given, made) else []
        return cls(facts, seen, _tells(scene, state, made))


def follows(scene: Scene) -> Callable[[Timeline], Iterable[Insert | Change]]:
    """The rows of results after an entry of this dossier, as its timeline will say them."""
    return partial(stored.rows, scene.ref, scene.line)


def _said(scene: Scene, wish: Wish, state: State) -> dict[str, str | None]:
    """The signer's capacity and the result's number; one that arrives says them once more."""
    given = {"capacity": wish.capacity, "number": wish.number}
    if not arrives(scene, state):
        return given
    return {name: value or _last(scene, name) for name, value in given.items()}


def _last(scene: Scene, name: str) -> str | None:
    every: list[Facts] = [one.facts for one in standing(scene.entries)]
    return next((facts[name] for facts in reversed(every) if name in facts), None)


def _tells(scene: Scene, state: State, made: Iterable[Issued]) -> tuple[tuple[str, str], ...]:
    told = [(COPY, receiver(one.seat)) for one in made if one.seat]
    return tuple(dict.fromkeys([*told, *_withdrawn(scene, state)]))


def _withdrawn(scene: Scene, state: State) -> Iterator[tuple[str, str]]:
    """Sent back from the counter: whoever had a copy hears that it does not stand."""
    running = state.clock is ClockMode.ON and state.final is None
    if running and Instant.AT_COUNTER in scene.line.instants:
        for one in scene.line.results:
            if one.seat is not None and not (one.phase or one.replaced):
                yield WITHDRAWN, receiver(one.seat)
