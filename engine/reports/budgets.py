"""The working time that one step of a dossier may use."""

from datetime import timedelta

from engine.counting import budget_span, nominal_span, on_the_clock
from engine.definitions.ways import given_beside
from engine.procedure import BudgetUnit, Counting, Limit, Procedure, State, Unit
from engine.timeline import Timeline
from engine.working_calendar import WorkingCalendar

UNLIMITED = Limit(Unit.NONE, Counting.END_OF_DAY)


class Budgets:
    """Answers for many dossiers; the ways through an edition are looked up once."""

    def __init__(self) -> None:
        self._given: dict[tuple[str, str, str, timedelta], timedelta] = {}

    def of(
        self, line: Timeline, state: State, followed: Procedure | None = None
    ) -> timedelta | None:
        """The budget of a state, or its own limit (`within`); None if it has neither.

        A `rest` is what the other steps of the longest way through the state leave of the limit
        that the receipt recorded. `followed` is the edition of the state, if not the present one.
        """
        nominal = line.calendar.nominal_day
        if state.budget is None:
            return _within(state.within, line.calendar) if state.within else None
        if state.budget.unit is not BudgetUnit.REST:
            return on_the_clock(budget_span(state.budget, UNLIMITED, nominal), line.calendar)
        limit = line.limit or UNLIMITED
        if limit.unit is Unit.NONE:
            return None
        others = self._others(followed or line.procedure, state, nominal)
        return on_the_clock(budget_span(state.budget, limit, nominal, (others,)), line.calendar)

    def _others(self, procedure: Procedure, state: State, nominal: timedelta) -> timedelta:
        key = (procedure.code, procedure.edition, state.id, nominal)
        if key not in self._given:
            self._given[key] = given_beside(procedure, state, nominal)
        return self._given[key]


def _within(limit: Limit, calendar: WorkingCalendar) -> timedelta | None:
    """A limit of the step itself: hours are hours of the clock, days are days of this calendar."""
    span = nominal_span(limit, calendar.nominal_day)
    if span is None or limit.unit is Unit.WORKING_HOURS:
        return span
    return on_the_clock(span, calendar)
