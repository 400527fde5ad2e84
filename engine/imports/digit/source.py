"""A BusinessService as values: what the JSON says, and what it says badly."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from engine.imports.imported import Findings

DAY = Decimal(86_400_000)  # milliseconds
START = ""  # the state without a name
_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Move:
    """An action of a state; `to` is None where it is not said."""

    name: str
    to: str | None
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """A state. `days` is its service level, None if there is none."""

    name: str
    days: Decimal | None
    ends: bool
    needs_papers: bool
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Service:
    """One workflow; of two states with one name the first counts."""

    code: str
    business: str
    tenant: str
    days: Decimal | None
    stages: Mapping[str, Stage]

    @property
    def moves(self) -> Iterator[tuple[Stage, Move]]:
        return ((stage, move) for stage in self.stages.values() for move in stage.moves)


def service_of(data: Mapping[str, object], code: str, findings: Findings) -> Service:
    """The values of one BusinessService; `code` stands where it has no name."""
    name = _text(data, "businessService")
    if not name:
        findings.add("missing_attribute", "Không có tên quy trình (businessService).")
    name = name or code
    listed = data.get("states")
    states = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    if not states:
        findings.add("no_states", "Không có trạng thái nào (states).", name)
    named = {_text(one, "uuid"): _text(one, "state") for one in states if _text(one, "uuid")}
    stages: dict[str, Stage] = {}
    for one in states:
        stage = _stage(one, named, name, findings)
        if stage.name in stages:
            at = f"{name}/{stage.name or 'null'}"
            findings.add("duplicate_state", "Hai trạng thái cùng tên; chỉ dùng cái đầu.", at)
        stages.setdefault(stage.name, stage)
    days = _days(data, "businessServiceSla", name, findings)
    return Service(name, _text(data, "business"), _text(data, "tenantId"), days, stages)


def _text(data: Mapping[str, object], key: str) -> str:
    value = data.get(key)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _days(data: Mapping[str, object], key: str, at: str, findings: Findings) -> Decimal | None:
    """Milliseconds as days; none for null and 0."""
    value = data.get(key)
    if isinstance(value, str) and value.strip().isdigit():
        value = int(value)
    if value is None or (value == 0 and not isinstance(value, bool)):
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 10**13:
        findings.add("bad_sla", f"{key} = {value!r} không phải số mili giây.", at)
        return None
    days = (Decimal(str(value)) / DAY).quantize(_PLACES).normalize() + 0
    if not days:
        findings.add("bad_sla", f"{key} = {value!r} mili giây: quá ngắn để là thời hạn.", at)
        return None
    return days


def _stage(
    data: Mapping[str, object], named: Mapping[str, str], service: str, findings: Findings
) -> Stage:
    name = _text(data, "state")
    at = f"{service}/{name or 'null'}"
    listed = data.get("actions")
    actions = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return Stage(
        name=name,
        days=_days(data, "sla", at, findings),
        ends=data.get("isTerminateState") is True,
        needs_papers=data.get("docUploadRequired") is True,
        moves=tuple(_move(one, named, at, findings) for one in actions if _is_active(one)),
    )


def _is_active(action: Mapping[str, object]) -> bool:
    return action.get("active") is not False


def _move(
    data: Mapping[str, object], named: Mapping[str, str], at: str, findings: Findings
) -> Move:
    name = _text(data, "action")
    if not name:
        findings.add("missing_attribute", "Thao tác không có tên (action).", at)
    target = _text(data, "nextState")
    if not target:
        findings.add("no_next", "Thao tác không ghi nextState.", f"{at}/{name}")
    listed = data.get("roles")
    roles = [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []
    roles = [" ".join(role.split()) for role in roles if role.strip()]
    if not roles:
        findings.add("no_roles", "Không ghi vai trò nào được làm (roles).", f"{at}/{name}")
    return Move(name or "?", named.get(target, target) or None, tuple(dict.fromkeys(roles)))
