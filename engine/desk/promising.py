"""When an act sets a promise: at acceptance, and on the return from a stop."""

from datetime import datetime

from engine.conditions import met
from engine.counting import Promise, after_stop, due
from engine.desk.draft import Scene
from engine.errors import BadInput
from engine.facts import promise_facts
from engine.procedure import ClockMode, Limit, OnReturn, Procedure, State
from engine.timeline import Cause, Timeline
from engine.working_calendar import WorkingCalendar

SUPPLEMENT = "supplement"
REQUEST_WITHIN_DAYS = 3  # NĐ 61/2018 Đ19.4: notice within three working days of reception


def limit_for(procedure: Procedure, facts: dict[str, object]) -> Limit:
    """The limit of the first case that holds; refused if none does."""
    for case in procedure.limits:
        if case.when is None or met(case.when, facts):
            return case.limit
    raise BadInput(
        f"Không có thời hạn nào của thủ tục {procedure.code} phù hợp với hồ sơ này.",
        code="no_limit_case",
    )


def begins_clock(state: State) -> bool:
    return state.clock is ClockMode.ON and state.final is None


def receipt_promise(
    calendar: WorkingCalendar, limit: Limit, state: State, at: datetime
) -> dict[str, object] | None:
    """The promise of the receipt, if the dossier is accepted into `state`."""
    promise = due(calendar, limit, at) if begins_clock(state) else None
    return promise_facts(promise, Cause.RECEIPT) if promise else None


def next_promise(scene: Scene, state: State) -> dict[str, object] | None:
    """The promise that the move into `state` sets, if it sets one."""
    line = scene.line
    if line.limit is None:
        return None
    if line.accepted_at is None:
        return receipt_promise(line.calendar, line.limit, state, scene.at)
    stop, current = line.stopped, line.current
    if stop is None or current is None or state.stop == stop.reason or state.final is not None:
        return None
    promise = after_stop(
        line.calendar,
        line.limit,
        line.procedure.states[line.state].on_return or OnReturn.RESUME,
        stopped_at=stop.since,
        returned_at=scene.at,
        current=Promise(current.due, current.raw),
    )
    return promise_facts(promise, Cause.STOP)


def request_marks(scene: Scene, state: State) -> list[str]:
    """What is irregular about asking for a supplement now: accepted all the same, and counted."""
    line = scene.line
    waits = line.stopped is not None and line.stopped.reason == SUPPLEMENT
    if state.stop != SUPPLEMENT or line.accepted_at is None or waits:
        return []
    marks = []
    if _is_late_request(line, scene.at):
        marks.append("late_supplement_request")
    if any(stop.reason == SUPPLEMENT for stop in line.stops):
        marks.append("repeated_supplement_request")
    return marks


def _is_late_request(line: Timeline, at: datetime) -> bool:
    if line.accepted_at is None:
        return False
    last = line.calendar.nth_day_after(line.day(line.accepted_at), REQUEST_WITHIN_DAYS)
    return line.day(at) > last
