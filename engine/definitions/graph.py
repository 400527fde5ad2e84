"""A procedure as a graph of states, guards left aside."""

from collections.abc import Callable, Iterator
from functools import partial

from engine.procedure import START, Action, ClockMode, Final, Instant, Procedure

# Enough for any real procedure; a definition that branches more than this is judged on these.
MOST_PATHS = 5_000


def reach(procedure: Procedure, start: str = START) -> frozenset[str]:
    """Every state that can be come to from `start`, itself included."""
    return _spread(start, lambda state: (action.to for action in procedure.leaving(state)))


def leads_to_an_end(procedure: Procedure) -> frozenset[str]:
    """Every state from which some final state can be come to."""
    ends = {state.id for state in procedure.states.values() if state.final}
    found: frozenset[str] = frozenset()
    for end in ends:
        found |= _spread(end, lambda state: _sources(procedure, state))
    return found


def _sources(procedure: Procedure, state: str) -> Iterator[str]:
    for action in procedure.actions.values():
        if action.to == state:
            yield from action.sources


def _spread(start: str, neighbours: Callable[[str], Iterator[str]]) -> frozenset[str]:
    seen = {start}
    waiting = [start]
    while waiting:
        fresh = set(neighbours(waiting.pop())) - seen
        seen |= fresh
        waiting.extend(fresh)
    return frozenset(seen)


def ends_clock(procedure: Procedure, action: Action) -> bool:
    """Whether taking the action is the instant that `clock_end` names."""
    if action.marks is procedure.clock_end:
        return True
    to = procedure.states.get(action.to)
    at_counter = procedure.clock_end is Instant.AT_COUNTER
    return at_counter and to is not None and to.clock is ClockMode.ENDED


def is_completed(procedure: Procedure, state: str) -> bool:
    found = procedure.states.get(state)
    return found is not None and found.final is Final.COMPLETED


def straight_paths(procedure: Procedure, start: str) -> Iterator[tuple[Action, ...]]:
    """Ways from `start` to the end of the clock or a final state that visit no state twice."""
    return _straight(procedure, start, partial(ends_clock, procedure))


def whole_paths(procedure: Procedure, start: str) -> Iterator[tuple[Action, ...]]:
    """Ways from `start` to a final state that visit no state twice."""
    return _straight(procedure, start, lambda _: False)


def _straight(
    procedure: Procedure, start: str, ends: Callable[[Action], bool]
) -> Iterator[tuple[Action, ...]]:
    ways: list[tuple[str, tuple[Action, ...]]] = [(start, ())]
    given = 0
    while ways and given < MOST_PATHS:
        state, path = ways.pop()
        if path and (procedure.states[state].final or ends(path[-1])):
            given += 1
            yield path
            continue
        visited = {start, *(action.to for action in path)}
        ways.extend(
            (action.to, (*path, action))
            for action in reversed(procedure.leaving(state))
            if action.to in procedure.states and action.to not in visited
        )


def loops(procedure: Procedure, state: str) -> Iterator[tuple[Action, ...]]:
    """Ways from a state back to it, visiting no other state twice."""
    ways: list[tuple[str, tuple[Action, ...]]] = [(state, ())]
    while ways:
        here, path = ways.pop()
        visited = {action.to for action in path}
        for action in reversed(procedure.leaving(here)):
            way = (*path, action)
            if action.to == state:
                yield way
            elif action.to in procedure.states and action.to not in visited:
                ways.append((action.to, way))
