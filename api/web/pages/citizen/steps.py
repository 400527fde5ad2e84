"""The main steps of a procedure, in order: what is behind, where it stands, what is ahead."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from engine.actors import Role
from engine.procedure import Final, Procedure, State
from engine.timeline import Timeline


class Place(StrEnum):
    """Where a step lies, seen from where the dossier stands."""

    DONE = "done"
    NOW = "now"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Step:
    """One step by its state; `number` is its place among all that are shown."""

    state: State
    place: Place
    number: int


def way(procedure: Procedure, start: str) -> tuple[State, ...]:
    """The shortest way from a state to the result in hand, itself included; empty if none is.

    Moves that only the applicant can make, and steps in which the clock stands, are no part of it.
    """
    before: dict[str, str | None] = {start: None}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        if procedure.states[here].final is Final.COMPLETED:
            return _back(procedure, before, here)
        for there in _onwards(procedure, here):
            if there not in before:
                before[there] = here
                waiting.append(there)
    return ()


def _onwards(procedure: Procedure, here: str) -> Iterable[str]:
    for action in procedure.leaving(here):
        to = procedure.states.get(action.to)
        ours = any(address.role is not Role.APPLICANT for address in action.by)
        if to is not None and to.stop is None and ours and to.final in {None, Final.COMPLETED}:
            yield to.id


def _back(procedure: Procedure, before: Mapping[str, str | None], end: str) -> tuple[State, ...]:
    found: list[State] = []
    here: str | None = end
    while here is not None:
        found.append(procedure.states[here])
        here = before[here]
    return tuple(reversed(found))


def steps_of(line: Timeline) -> list[Step]:
    """The steps that the dossier took, the present one, and those that it should still take."""
    procedure, now = line.procedure, line.state
    ahead = [one for one in way(procedure, now) if one.id != now] if line.final is None else []
    beyond = {now, *(one.id for one in ahead)}
    visited = dict.fromkeys(visit.state for visit in line.visits)
    behind = [
        procedure.states[state]
        for state in visited
        if state in procedure.states
        and state not in beyond
        and procedure.states[state].stop is None
    ]
    placed = [(one, Place.DONE) for one in behind]
    if now in procedure.states:
        placed.append((procedure.states[now], Place.NOW))
    placed += [(one, Place.AHEAD) for one in ahead]
    return [Step(state, place, n) for n, (state, place) in enumerate(placed, start=1)]
