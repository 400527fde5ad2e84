"""A procedure as a chart in Mermaid's language, and the colours that every picture of it uses."""

from collections.abc import Iterator

from engine.actors import Role
from engine.procedure import START, Action, Channel, ClockMode, Procedure, State

# Tints by what the step is: who looks at the chart sees where the office's time runs.
TINTS = {
    "office": ("#eef3fb", "#4a6fa5"),
    "applicant": ("#fff4d6", "#b7791f"),
    "stop": ("#fde2e1", "#b03a2e"),
    "off": ("#f2f2f2", "#8a8a8a"),
    "ended": ("#e2f3e5", "#2e7d4f"),
    "final": ("#ffffff", "#333333"),
}
CHANNELS = {
    Channel.DIRECT: "trực tiếp",
    Channel.ONLINE: "trực tuyến",
    Channel.POSTAL: "bưu chính",
}


def tint(state: State) -> str:
    """Which tint a state has."""
    if state.final:
        return "final"
    if state.stop:
        return "stop"
    if state.clock is not ClockMode.ON:
        return str(state.clock)
    applicant = state.holder is not None and state.holder.role is Role.APPLICANT
    return "applicant" if applicant else "office"


def moves(procedure: Procedure) -> Iterator[tuple[str, str, Action]]:
    """Every arrow: from, to and the action; self-loops too."""
    for action in procedure.actions.values():
        for source in action.sources:
            yield source, action.to, action


def mermaid(procedure: Procedure) -> str:
    """The chart for anything that renders Mermaid."""
    states = procedure.states.values()
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{_quoted(state.label)}" as {state.id}' for state in states]
    for source, to, action in moves(procedure):
        begin = "[*]" if source == START else source
        lines.append(f"    {begin} --> {to}: {_quoted(action.label)}")
    lines += [f"    {state.id} --> [*]" for state in states if state.final]
    lines += [
        f"    classDef {name} fill:{fill},stroke:{line},color:#1a1a1a"
        for name, (fill, line) in TINTS.items()
    ]
    lines += [f"    class {state.id} {tint(state)}" for state in states]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return text.replace('"', "'").replace(":", " –").replace("\n", " ")
