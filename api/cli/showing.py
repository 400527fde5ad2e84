"""Procedures and their simulations as officers read them."""

import json
from collections.abc import Iterator

from api.naming import field_name, limit_words, words
from engine.canonical import canonical, decimal_text, moment_text
from engine.definitions.edition import content
from engine.definitions.simulate import Simulation, Step, Way
from engine.procedure import LimitCase, Procedure
from engine.working_calendar import WorkingCalendar
from workflows.published import Published

HEADINGS = ("Mã", "Thủ tục", "Lĩnh vực", "Cấp", "Mức độ", "Thời hạn")
_LONGEST = 60  # characters of a name in a list


def heading(procedure: Procedure) -> dict[str, object]:
    """What a list of procedures gives a program."""
    return {
        "code": procedure.code,
        "name": procedure.name,
        "field": procedure.field,
        "tier": str(procedure.tier),
        "level": procedure.level,
        "scope": procedure.scope,
        "workflow": procedure.workflow,
        "channels": [str(channel) for channel in procedure.channels],
        "edition": procedure.edition,
    }


def whole(procedure: Procedure) -> dict[str, object]:
    """All that the procedure says, as plain values."""
    said: dict[str, object] = json.loads(canonical(content(procedure)))
    return {**said, "edition": procedure.edition}


def row(procedure: Procedure, published: Published) -> tuple[str, ...]:
    name = procedure.name
    return (
        procedure.code,
        name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…",
        field_name(published, procedure.field),
        words(published, "tiers")[str(procedure.tier)],
        str(procedure.level),
        " · ".join(limit_words(case.limit, published) for case in procedure.limits),
    )


def page(procedure: Procedure, published: Published) -> list[str]:
    """A procedure on one page."""
    tier = words(published, "tiers")[str(procedure.tier)]
    scope = words(published, "scopes").get(procedure.scope, procedure.scope)
    level = f"mức độ {procedure.level} ({scope.lower()})"
    channels = words(published, "channels")
    lines = [
        f"{procedure.code} – {procedure.name}",
        f"  Lĩnh vực: {field_name(published, procedure.field)}; {tier.lower()}; {level}",
        *(f"  Thời hạn: {_case(case, published)}" for case in procedure.limits),
        f"  Kênh nộp: {', '.join(channels[str(c)].lower() for c in procedure.channels)}",
        f"  Trả kết quả: {', '.join(channels[str(c)].lower() for c in procedure.returns)}",
    ]
    for title, part in (
        ("Giấy tờ", list(_papers(procedure))),
        ("Phí, lệ phí", list(_fees(procedure, published))),
        ("Các bước", list(_steps(procedure, published))),
        ("Căn cứ", list(_sources(procedure, published))),
    ):
        lines += [f"  {title}:", *(f"    {line}" for line in part)] if part else []
    return [*lines, f"  Bản quy trình: {procedure.edition[:12]}"]


def _case(case: LimitCase, published: Published) -> str:
    limit = limit_words(case.limit, published)
    return f"{limit} (khi {case.when})" if case.when else limit


def _papers(procedure: Procedure) -> Iterator[str]:
    for paper in procedure.papers:
        said = paper.required or "(nếu có)" in paper.name
        must = "" if said else " (nếu có)"
        certified = f", {paper.certified} bản sao chứng thực" if paper.certified else ""
        counts = f"{paper.originals} bản chính{certified}, {paper.copies} bản sao"
        yield f"- {paper.name}{must}: {counts}"


def _fees(procedure: Procedure, published: Published) -> Iterator[str]:
    moments = words(published, "fee_moments")
    for fee in procedure.fees:
        amount = f"{fee.amount:,}".replace(",", ".")
        yield f"- {fee.name}: {amount} đồng, {moments.get(fee.moment, fee.moment).lower()}"


def _steps(procedure: Procedure, published: Published) -> Iterator[str]:
    roles = words(published, "roles")
    for state in procedure.states.values():
        holder = ""
        if state.holder is not None:
            where, _, role = str(state.holder).rpartition("/")
            holder = f" [{f'{where}: ' if where else ''}{roles.get(role, role)}]"
        yield f"{state.label}{holder}"
        for action in procedure.leaving(state.id):
            yield f"  → {action.label}: {procedure.states[action.to].label}"


def _sources(procedure: Procedure, published: Published) -> Iterator[str]:
    sure = words(published, "confidence")
    for source in procedure.sources:
        note = f" {source.note}" if source.note else ""
        yield f"- {source.law} ({sure.get(source.confidence, source.confidence).lower()}).{note}"


def simulation_json(simulation: Simulation) -> dict[str, object]:
    promise = simulation.promise
    return {
        "procedure": simulation.procedure.code,
        "channel": str(simulation.channel),
        "received": moment_text(simulation.received),
        "limit": {
            "unit": str(simulation.limit.limit.unit),
            "amount": decimal_text(simulation.limit.limit.amount),
            "when": simulation.limit.when,
        },
        "promise": moment_text(promise) if promise else None,
        "ways": [_way_json(way) for way in simulation.ways],
        "more": simulation.more,
    }


def _way_json(way: Way) -> dict[str, object]:
    return {"end": way.end.id, "steps": [_step_json(step) for step in way.steps]}


def _step_json(step: Step) -> dict[str, object]:
    return {
        "action": step.action.id,
        "state": step.state.id,
        "begins": moment_text(step.begins),
        "due": moment_text(step.due) if step.due else None,
    }


def simulation_page(
    simulation: Simulation, calendar: WorkingCalendar, published: Published
) -> list[str]:
    """Every way, one step a line, in the office's time."""
    promise = simulation.promise
    due = f"{calendar.local(promise):%H:%M %d/%m/%Y}" if promise else "không hẹn ngày"
    received = f"{calendar.local(simulation.received):%H:%M %d/%m/%Y}"
    lines = [
        f"{simulation.procedure.code} – {simulation.procedure.name}",
        f"  Nhận {received}, thời hạn {_case(simulation.limit, published)}; hẹn trả: {due}",
    ]
    for number, way in enumerate(simulation.ways, start=1):
        lines.append(f"  Đường {number}: kết thúc ở “{way.end.label}”")
        lines += [f"    {_step(step, calendar)}" for step in way.steps]
    return [*lines, "  … và các đường khác, chưa in hết."] if simulation.more else lines


def _step(step: Step, calendar: WorkingCalendar) -> str:
    due = f"{calendar.local(step.due):%H:%M %d/%m/%Y}" if step.due else "–"
    return f"{due:>16}  {step.state.label} ({step.action.label})"
