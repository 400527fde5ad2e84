"""The graph: every state is reached, every dossier can end, every stop can end."""

from collections.abc import Iterator

from engine.definitions.defects import Flaw
from engine.definitions.graph import leads_to_an_end, reach
from engine.definitions.known import Known
from engine.definitions.load import Definition
from engine.procedure import START, Action, ClockMode, Procedure, State


def dangling(definition: Definition, _: Known) -> Iterator[Flaw]:
    """An action leaves or enters a state that is not defined."""
    states = definition.procedure.states
    fix = f"Các bước đã khai báo: {', '.join(states)}."
    for action in definition.procedure.actions.values():
        for source in action.sources:
            if source != START and source not in states:
                message = f"Thao tác “{action.id}” đi từ bước “{source}” chưa khai báo."
                yield Flaw(("actions", action.id, "from"), "dangling_state", message, fix)
        if action.to not in states:
            message = f"Thao tác “{action.id}” đi đến bước “{action.to}” chưa khai báo."
            yield Flaw(("actions", action.id, "to"), "dangling_state", message, fix)


def unreachable(definition: Definition, _: Known) -> Iterator[Flaw]:
    """No way from any start leads to the state."""
    procedure = definition.procedure
    reached = reach(procedure)
    for state in procedure.states.values():
        if state.id not in reached:
            message = f"Không có đường nào đến bước “{state.id}”."
            fix = f"Thêm thao tác có “to: {state.id}”, hoặc bỏ bước (ghi null)."
            yield Flaw(("states", state.id), "unreachable_state", message, fix)


def no_way_out(definition: Definition, _: Known) -> Iterator[Flaw]:
    """The dossier would stay there for ever."""
    procedure = definition.procedure
    ending = leads_to_an_end(procedure)
    for state in procedure.states.values():
        if state.id not in ending:
            message = f"Từ bước “{state.id}” hồ sơ không thể kết thúc."
            fix = "Thêm thao tác dẫn đến một bước có “final”."
            yield Flaw(("states", state.id), "no_way_out", message, fix)


def leaves_final(definition: Definition, _: Known) -> Iterator[Flaw]:
    """A dossier that is over cannot be moved."""
    procedure = definition.procedure
    for state in procedure.states.values():
        for action in procedure.leaving(state.id) if state.final else ():
            message = f"Thao tác “{action.id}” đi từ bước kết thúc “{state.id}”."
            fix = "Bỏ bước này khỏi “from”."
            yield Flaw(("actions", action.id, "from"), "leaves_final", message, fix)


def stop_without_return(definition: Definition, _: Known) -> Iterator[Flaw]:
    """A stop that no action ends by bringing the dossier back to work."""
    procedure = definition.procedure
    for state in procedure.states.values():
        if state.stop and not any(_works(procedure, a) for a in procedure.leaving(state.id)):
            message = f"Bước tạm dừng “{state.id}” không có thao tác đưa hồ sơ trở lại xử lý."
            fix = "Thêm thao tác từ bước này về một bước đang tính thời gian."
            yield Flaw(("states", state.id, "stop"), "stop_without_return", message, fix)


def _works(procedure: Procedure, action: Action) -> bool:
    to = procedure.states.get(action.to)
    return to is not None and to.clock is ClockMode.ON and not to.stop and not to.final


def expiry(definition: Definition, _: Known) -> Iterator[Flaw]:
    """What time proposes must be an action that leaves the state."""
    procedure = definition.procedure
    for state in procedure.states.values():
        if state.expires is None:
            continue
        path = ("states", state.id, "expires", "propose")
        wanted = state.expires.propose
        if wanted not in procedure.actions:
            message = f"“propose” nêu thao tác “{wanted}” chưa khai báo."
            fix = f"Các thao tác rời bước này: {_leaving(procedure, state)}."
            yield Flaw(path, "undefined_propose", message, fix)
        elif state.id not in procedure.actions[wanted].sources:
            message = f"Thao tác “{wanted}” không rời bước “{state.id}”."
            fix = f"Chọn một trong: {_leaving(procedure, state)}."
            yield Flaw(path, "propose_elsewhere", message, fix)


def _leaving(procedure: Procedure, state: State) -> str:
    return ", ".join(action.id for action in procedure.leaving(state.id)) or "chưa có"


def starts(definition: Definition, _: Known) -> Iterator[Flaw]:
    """Every channel opens a dossier by exactly one action."""
    procedure = definition.procedure
    for channel in procedure.channels:
        first = procedure.starts.get(channel)
        opening = [a.id for a in procedure.actions.values() if START in a.sources and a.to == first]
        if first is None:
            message = f"Kênh “{channel}” không có bước bắt đầu."
            fix = f"Thêm “{channel}: <bước>” vào “starts”, hoặc bỏ kênh khỏi “channels”."
            yield Flaw(("channels",), "no_start", message, fix)
        elif len(opening) != 1:
            count = "Không có" if not opening else "Có nhiều"
            message = f"{count} thao tác nào mở hồ sơ vào bước “{first}” của kênh “{channel}”."
            fix = f"Khai báo đúng một thao tác “from: start, to: {first}”."
            yield Flaw(("starts", str(channel)), "no_start", message, fix)


def states(definition: Definition, _: Known) -> Iterator[Flaw]:
    """Attributes of a state that do not go together."""
    for state in definition.procedure.states.values():
        for key, message in _contradictions(state):
            fix = "Sửa hoặc bỏ khóa này."
            yield Flaw(("states", state.id, key), "contradiction", message, fix)


def _contradictions(state: State) -> Iterator[tuple[str, str]]:
    name = f"Bước “{state.id}”"
    if state.final is None and state.holder is None:
        yield "holder", f"{name} không ghi ai giữ hồ sơ (holder)."
    if state.final is not None and (state.holder or state.budget or state.stop):
        yield "final", f"{name} đã kết thúc nên không có người giữ, thời gian hay lý do dừng."
    if (state.stop is None) is not (state.on_return is None):
        yield "on_return", f"{name} phải có cả “stop” và “on_return”, hoặc không có cả hai."
    if state.budget is not None and (state.stop or state.clock is not ClockMode.ON):
        yield "budget", f"{name} không tính thời gian nên không có “budget”."


RULES = (
    dangling,
    unreachable,
    no_way_out,
    leaves_final,
    stop_without_return,
    expiry,
    starts,
    states,
)
