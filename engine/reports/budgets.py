"""The working time that one step of a dossier may use."""

from collections.abc import Iterator
from datetime import timedelta

from engine.counting import budget_span, nominal_span
from engine.definitions.graph import straight_paths
from engine.procedure import BudgetUnit, ClockMode, Counting, Limit, Procedure, State, Unit
from engine.timeline import Timeline

UNLIMITED = Limit(Unit.NONE, Counting.END_OF_DAY)


class Budgets:
    """Answers for many dossiers; the ways through an edition are looked up once."""

    def __init__(self) -> None:
        self._ways: dict[str, tuple[tuple[State, ...], ...]] = {}

    def of(self, line: Timeline, state: State) -> timedelta | None:
        """The budget of a state, or its own limit (`within`); None if it has neither.

        A `rest` is what the other steps of the longest way through the state leave of the limit
        that the receipt recorded.
        """
        nominal = line.calendar.nominal_day
        if state.budget is None:
            return nominal_span(state.within, nominal) if state.within else None
        if state.budget.unit is not BudgetUnit.REST:
            return budget_span(state.budget, UNLIMITED, nominal)
        limit = line.limit or UNLIMITED
        if limit.unit is Unit.NONE:
            return None
        others = self._others(line.procedure, state, nominal)
        return budget_span(state.budget, limit, nominal, (others,))

    def _others(self, procedure: Procedure, state: State, nominal: timedelta) -> timedelta:
        key = f"{procedure.code} {procedure.edition}"
        if key not in self._ways:
            self._ways[key] = tuple(_ways(procedure))
        through = (way for way in self._ways[key] if state in way)
        return max((_fixed(way, nominal) for way in through), default=timedelta())


def _ways(procedure: Procedure) -> Iterator[tuple[State, ...]]:
    """The counted states of every straight way from a start to the end of the clock."""
    for first in dict.fromkeys(procedure.starts.values()):
        for path in straight_paths(procedure, first):
            states = (procedure.states[id_] for id_ in (first, *(action.to for action in path)))
            yield tuple(state for state in states if _is_counted(state))


def _is_counted(state: State) -> bool:
    return state.clock is ClockMode.ON and state.stop is None and state.final is None


def _fixed(way: tuple[State, ...], nominal: timedelta) -> timedelta:
    fixed = (s.budget for s in way if s.budget and s.budget.unit is not BudgetUnit.REST)
    return sum((budget_span(budget, UNLIMITED, nominal) for budget in fixed), timedelta())
