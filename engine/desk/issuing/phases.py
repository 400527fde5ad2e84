"""What is promised of one result by itself: begun, carried over a stop, never mended."""

from collections.abc import Iterator
from datetime import datetime

from engine.canonical import moment_text
from engine.counting import Promise, after_stop, due
from engine.desk.draft import Scene
from engine.desk.promising import begins_clock
from engine.procedure import Limit, OnReturn, Procedure, ResultRule, State
from engine.timeline import Phase
from engine.working_calendar import WorkingCalendar

Facts = dict[str, object]


def at_receipt(
    procedure: Procedure, calendar: WorkingCalendar, state: State, at: datetime
) -> list[Facts]:
    """The promises that begin with acceptance, if the dossier is accepted into `state`."""
    return list(_begun(procedure, calendar, None, at)) if begins_clock(state) else []


def next_phases(scene: Scene, state: State, issued: frozenset[str]) -> list[Facts]:
    """The promises that a move into `state` sets, with the results that it issues."""
    line = scene.line
    if not any(rule.limit for rule in line.procedure.results):
        return []
    if line.accepted_at is None:
        return at_receipt(line.procedure, line.calendar, state, scene.at)
    begun = [
        one
        for name in sorted(issued)
        for one in _begun(line.procedure, line.calendar, name, scene.at)
        if one["result"] not in line.phases
    ]
    return [*begun, *_returned(scene, state)]


def _begun(
    procedure: Procedure, calendar: WorkingCalendar, after: str | None, at: datetime
) -> Iterator[Facts]:
    for rule in procedure.results:
        promise = due(calendar, rule.limit, at) if rule.limit and rule.after == after else None
        if promise is not None:
            yield _facts(rule.id, promise)


def _returned(scene: Scene, state: State) -> Iterator[Facts]:
    """The clock goes on after a stop: each open phase is promised anew, like the dossier."""
    line, stop = scene.line, scene.line.stopped
    if stop is None or state.stop == stop.reason or state.final is not None:
        return
    policy = line.procedure.states[line.state].on_return or OnReturn.RESUME
    for rule, limit, phase in _open(scene):
        promise = after_stop(
            line.calendar,
            limit,
            policy,
            stopped_at=stop.since,
            returned_at=scene.at,
            current=Promise(phase.due, phase.raw),
        )
        yield _facts(rule.id, promise)


def _open(scene: Scene) -> Iterator[tuple[ResultRule, Limit, Phase]]:
    for rule in scene.procedure.results:
        phase = scene.line.phases.get(rule.id)
        if rule.limit is not None and phase is not None and phase.done_at is None:
            yield rule, rule.limit, phase


def _facts(result: str, promise: Promise) -> Facts:
    return {"result": result, "due": moment_text(promise.due), "raw": moment_text(promise.raw)}
