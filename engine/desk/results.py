"""The result of a dossier: when it comes into being, leaves, or does not stand."""

from engine.desk.draft import Scene
from engine.desk.requests import Wish
from engine.facts import Facts
from engine.ledger import standing
from engine.procedure import ClockMode, Final, Instant, State
from engine.store.act import Change, Insert
from engine.tables.papers import result


def arrives(scene: Scene, state: State) -> bool:
    """Whether the move into `state` brings the result to the counter."""
    there = state.clock is ClockMode.ENDED or state.final is Final.COMPLETED
    return there and Instant.AT_COUNTER not in scene.line.instants


def said(scene: Scene, wish: Wish, state: State) -> dict[str, str | None]:
    """The signer's capacity and the result's number; one that arrives says them once more."""
    given = {"capacity": wish.capacity, "number": wish.number}
    if not arrives(scene, state):
        return given
    return {name: value or _last(scene, name) for name, value in given.items()}


def _last(scene: Scene, name: str) -> str | None:
    every: list[Facts] = [one.facts for one in standing(scene.entries)]
    return next((facts[name] for facts in reversed(every) if name in facts), None)


def result_rows(scene: Scene, state: State, wish: Wish) -> tuple[Insert | Change, ...]:
    """The result comes into being with the end of the clock, and leaves with the return."""
    rows: list[Insert | Change] = []
    if _is_called_back(scene, state):
        rows.append(Change(result, _ready(scene), {"state": "archived", "replaced": True}))
    if arrives(scene, state):
        rows.append(_made(scene, said(scene, wish, state)))
    if state.final is Final.COMPLETED:
        left = {"state": "posted" if wish.carrier_item else "handed", "left_at": scene.at}
        rows.append(Change(result, _ready(scene), left))
    return tuple(rows)


def _is_called_back(scene: Scene, state: State) -> bool:
    """Sent back from the counter: that result did not stand, and another will come."""
    running = state.clock is ClockMode.ON and state.final is None
    return running and Instant.AT_COUNTER in scene.line.instants


def _ready(scene: Scene) -> dict[str, object]:
    return {**scene.key, "state": "ready"}


def _made(scene: Scene, words: dict[str, str | None]) -> Insert:
    values = {
        **scene.key,
        "no": scene.seq,
        "kind": "decision",
        "state": "ready",
        "recipient": "applicant",
        "number": words["number"],
        "signer": scene.line.took.get("sign"),
        "capacity": words["capacity"],
        "ready_at": scene.at,
        "replaced": False,
    }
    return Insert(result, values)
