"""The counted steps on the ways through a procedure, and the time that their budgets give away."""

from collections.abc import Iterator
from datetime import timedelta

from engine.counting import budget_span
from engine.definitions.graph import straight_paths
from engine.procedure import BudgetUnit, ClockMode, Counting, Limit, Procedure, State, Unit

_UNLIMITED = Limit(Unit.NONE, Counting.END_OF_DAY)  # a budget in hours or days asks for no limit


def counted_ways(procedure: Procedure) -> Iterator[tuple[State, ...]]:
    """The counted states of every straight way from a start to the end of the clock."""
    for first in dict.fromkeys(procedure.starts.values()):
        if first not in procedure.states:
            continue
        for path in straight_paths(procedure, first):
            states = (procedure.states[id_] for id_ in (first, *(action.to for action in path)))
            yield tuple(state for state in states if is_counted(state))


def is_counted(state: State) -> bool:
    """Whether the promise comes nearer while a dossier is there."""
    return state.clock is ClockMode.ON and state.stop is None and state.final is None


def is_rest(state: State) -> bool:
    return state.budget is not None and state.budget.unit is BudgetUnit.REST


def fixed(way: tuple[State, ...], nominal_day: timedelta) -> timedelta:
    """The working time that the budgets on a way give away, a `rest` aside."""
    budgets = (state.budget for state in way if state.budget and not is_rest(state))
    spans = (budget_span(budget, _UNLIMITED, nominal_day) for budget in budgets)
    return sum(spans, timedelta(0))


def given_beside(procedure: Procedure, state: State, nominal_day: timedelta) -> timedelta:
    """What the other steps of the longest way through a state give away: its `rest` is less."""
    through = (way for way in counted_ways(procedure) if state in way)
    return max((fixed(way, nominal_day) for way in through), default=timedelta(0))
