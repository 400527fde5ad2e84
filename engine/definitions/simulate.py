"""When each step of a procedure is due, on a calendar, along every way through it.

A way is straight, or goes round one loop (a supplement, a return for correction) once.
How long an applicant needs is not guessed: a step begins when the one before it was due, and a
stop takes no time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from engine.conditions import met
from engine.counting import budget_span, due, on_the_clock
from engine.definitions.graph import ends_clock, is_completed, loops, whole_paths
from engine.definitions.ways import given_beside, is_counted, is_rest
from engine.errors import BadInput
from engine.procedure import (
    Action,
    Channel,
    Limit,
    LimitCase,
    Procedure,
    State,
    Unit,
)
from engine.working_calendar import WorkingCalendar

MOST_WAYS = 200
"""How many ways are walked; `Simulation.more` says that there were others."""


@dataclass(frozen=True, slots=True)
class Step:
    """A stay in a state. `due` None: the clock does not run there, or the step has no budget."""

    action: Action
    state: State
    begins: datetime
    due: datetime | None


@dataclass(frozen=True, slots=True)
class Way:
    """One way through the procedure: its steps, and how it ends."""

    steps: tuple[Step, ...]

    @property
    def end(self) -> State:
        return self.steps[-1].state


@dataclass(frozen=True, slots=True)
class Simulation:
    """Every way under one limit; `promise` None where the procedure promises nothing."""

    procedure: Procedure
    channel: Channel
    limit: LimitCase
    received: datetime
    promise: datetime | None
    ways: tuple[Way, ...]
    more: bool


def simulate(
    procedure: Procedure,
    calendar: WorkingCalendar,
    received: datetime,
    channel: Channel,
    answers: Mapping[str, object] | None = None,
) -> tuple[Simulation, ...]:
    """A simulation for each case of the limit, or for the one that `answers` decide.

    BadInput if the channel is not offered, OutsideCalendar beyond the calendar's years.
    """
    if channel not in procedure.channels:
        message = f"Thủ tục {procedure.code} không nhận hồ sơ qua kênh “{channel}”."
        raise BadInput(message, code="channel_not_offered", channel=channel)
    facts = {"channel": str(channel), "answers": answers}
    cases = procedure.limits
    if answers is not None:
        cases = (next(case for case in cases if case.when is None or met(case.when, facts)),)
    return tuple(_under(case, procedure, calendar, received, channel) for case in cases)


def _under(
    case: LimitCase,
    procedure: Procedure,
    calendar: WorkingCalendar,
    received: datetime,
    channel: Channel,
) -> Simulation:
    promise = due(calendar, case.limit, received)
    paths = list(islice(_walks(procedure, procedure.opening(channel)), MOST_WAYS + 1))
    timer = _Timer(procedure, calendar, case.limit)
    ways = tuple(Way(tuple(timer.steps(path, received))) for path in paths[:MOST_WAYS])
    end = promise.due if promise else None
    return Simulation(procedure, channel, case, received, end, ways, len(paths) > MOST_WAYS)


def _walks(procedure: Procedure, opening: Action) -> Iterator[tuple[Action, ...]]:
    """The straight ways, to a result first; then the ways to one that go once round one loop."""
    straight = [(opening, *way) for way in whole_paths(procedure, opening.to)]
    straight.sort(key=lambda path: not is_completed(procedure, path[-1].to))
    yield from straight
    walked: set[tuple[frozenset[str], str]] = set()
    for path in straight:
        if not is_completed(procedure, path[-1].to):
            continue
        for place, action in enumerate(path, start=1):
            for loop in loops(procedure, action.to):
                name = frozenset(step.id for step in loop), "/".join(step.id for step in path)
                if name not in walked:
                    walked.add(name)
                    yield (*path[:place], *loop, *path[place:])


class _Timer:
    """Budgets as moments of one calendar: a nominal day is one counted day of it."""

    def __init__(self, procedure: Procedure, calendar: WorkingCalendar, limit: Limit) -> None:
        self._procedure = procedure
        self._calendar = calendar
        self._limit = limit

    def steps(self, path: tuple[Action, ...], received: datetime) -> Iterator[Step]:
        begins, end = received, None
        here, counting = "", True
        for action in path:
            state = self._procedure.states[action.to]
            counting = counting and not ends_clock(self._procedure, action)
            if action.to != here:  # an action that stays goes on with the same stay
                begins = end or begins
                span = self._span(state) if counting and is_counted(state) else None
                end = self._calendar.add(begins, span) if span is not None else None
            here = action.to
            yield Step(action, state, begins, end)

    def _span(self, state: State) -> timedelta | None:
        if state.budget is None or (is_rest(state) and self._limit.unit is Unit.NONE):
            return None
        nominal = self._calendar.nominal_day
        others = (given_beside(self._procedure, state, nominal),) if is_rest(state) else ()
        span = budget_span(state.budget, self._limit, nominal, others)
        return on_the_clock(max(span, timedelta(0)), self._calendar)
