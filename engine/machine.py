"""Which moves a procedure allows: the one place that uses `transitions`.

One machine an edition, compiled once and never bound to a dossier: a token carries the state in
and out, so that nothing of a dossier stays behind and any number of threads may ask at once.
"""

from collections.abc import Callable, Mapping
from functools import partial

from transitions import Machine, MachineError

from engine import conditions
from engine.errors import NotFound, NotNow, RecordBroken
from engine.procedure import START, Action, Procedure

Facts = Mapping[str, object]


class _Token:
    """What the library moves: nothing but a state."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


def fire(procedure: Procedure, state: str, action: str, facts: Facts) -> str:
    """The state that the action leads to; `START` is the state before the first.

    Raises NotFound for an action that the procedure does not have, NotNow if it does not leave
    `state`, GuardFailed if its condition does not hold over `facts`.
    """
    wanted = _action(procedure, action)
    token = _Token(state)
    try:
        _machine(procedure).events[action].trigger(token, facts)
    except MachineError:
        raise _not_now(procedure, state, wanted) from None
    except ValueError:
        message = f"Thủ tục {procedure.code} không có bước “{state}”."
        raise RecordBroken(message, code="unknown_state", state=state) from None
    return token.state


def _action(procedure: Procedure, action: str) -> Action:
    try:
        return procedure.actions[action]
    except KeyError:
        message = f"Thủ tục {procedure.code} không có thao tác “{action}”."
        raise NotFound(message, code="unknown_action", action=action) from None


def _not_now(procedure: Procedure, state: str, wanted: Action) -> NotNow:
    allowed = procedure.leaving(state)
    here = procedure.states[state].label if state in procedure.states else "Chưa tiếp nhận"
    words = ", ".join(action.label for action in allowed)
    instead = f"Có thể: {words}." if allowed else "Hồ sơ đã kết thúc."
    return NotNow(
        f"Không thể “{wanted.label}” khi hồ sơ ở bước “{here}”. {instead}",
        action=wanted.id,
        state=state,
        possible=[action.id for action in allowed],
    )


_compiled: dict[str, Machine] = {}  # by edition: a definition never changes under its name


def _machine(procedure: Procedure) -> Machine:
    machine = _compiled.get(procedure.edition)
    if machine is None:
        machine = _compile(procedure)
        if procedure.edition:
            _compiled[procedure.edition] = machine
    return machine


def _compile(procedure: Procedure) -> Machine:
    machine = Machine(
        model=None, states=[START, *procedure.states], initial=START, auto_transitions=False
    )
    for action in procedure.actions.values():
        machine.add_transition(
            action.id, list(action.sources), action.to, conditions=_conditions(action)
        )
    return machine


def _conditions(action: Action) -> list[str | Callable[..., bool | None]]:
    """The guard of the action; it raises what the library would swallow as a mere False."""
    if action.when is None:
        return []
    return [partial(conditions.guard, action.when, label=action.label)]
