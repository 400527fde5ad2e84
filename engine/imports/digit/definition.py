"""A BusinessService as our definition: states stay states, actions stay actions."""

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from engine.imports.digit import roles
from engine.imports.digit.graph import final
from engine.imports.digit.source import START, Move, Service, Stage
from engine.imports.imported import Plain, distinct, span_limit, word

_NOWHERE = "khong_ro"  # where an action that does not say so leads: lint refuses it


def definition_of(service: Service, tier: str, field_: str) -> Plain:
    """The definition, in the order of the keys in which our own are written."""
    flow = _Flow(service)
    channels = list(flow.starts())
    papers = any(stage.needs_papers for stage in service.stages.values())
    return {
        "procedure": service.code,
        "name": f"{service.code} ({service.business})" if service.business else service.code,
        "field": field_,
        "tier": tier,
        "level": 3 if "online" in channels else 2,
        **_limit(service.days),
        "channels": channels or ["direct"],
        "returns": ["direct"],
        **({"documents": [_PAPER]} if papers else {}),
        "starts": dict(flow.starts()),
        "clock_end": "at_counter",
        "states": flow.all_states(),
        "actions": flow.all_actions(),
        "source": _sources(service),
    }


_PAPER = {"id": "tai_lieu", "name": "Tài liệu kèm theo (docUploadRequired)", "copies": 1}


def _limit(days: Decimal | None) -> Plain:
    if days is None:
        return {"limit": "none"}
    return {"limit": span_limit(days)}


def _sources(service: Service) -> list[Plain]:
    tenant = f", tenant {service.tenant}" if service.tenant else ""
    return [
        {
            "law": f"Định nghĩa DIGIT {service.code}{tenant}",
            "confidence": "inferred",
            "note": "Trạng thái, thao tác, vai trò, thời hạn theo BusinessService.",
        },
        {
            "law": "Không có quy định",
            "confidence": "assumption",
            "note": "24 giờ của DIGIT tính là một ngày làm việc; cấp, mức độ, kênh nộp: xem lại.",
        },
    ]


@dataclass(slots=True)
class _Flow:
    """States and actions under names that are our keys."""

    service: Service
    keys: dict[str, str] = field(default_factory=dict)
    _times: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        taken: set[str] = {_NOWHERE}
        for name in self.service.stages:
            if name != START:
                self.keys[name] = distinct(word(name, "trang_thai"), taken)
                taken.add(self.keys[name])
        stages = self.service.stages.values()
        self._times.update(word(name) for s in stages for name in {m.name for m in s.moves})

    def starts(self) -> dict[str, str]:
        """The first state of the counter, and of the citizen at home, where they may begin."""
        found: dict[str, str] = {}
        first = self.service.stages.get(START)
        for move in first.moves if first else ():
            by = set(roles.addresses(move.roles))
            if by - {roles.APPLICANT, roles.SYSTEM}:
                found.setdefault("direct", self._target(move))
            if roles.APPLICANT in by:
                found.setdefault("online", self._target(move))
        return found

    def all_states(self) -> Plain:
        stages = (stage for name, stage in self.service.stages.items() if name != START)
        return {self.keys[stage.name]: _state(stage) for stage in stages}

    def all_actions(self) -> Plain:
        found: Plain = {}
        for stage, move in self.service.moves:
            if final(stage) and move.to == stage.name:
                continue  # a comment on what is over moves nothing
            key = word(move.name)
            if self._times[key] > 1:
                key = f"{key}_{self.keys.get(stage.name, 'mo')}"
            found[distinct(key, found)] = self._action(stage, move)
        return found

    def _action(self, stage: Stage, move: Move) -> Plain:
        by = roles.addresses(move.roles)
        opening = stage.name == START
        if opening and set(by) - {roles.APPLICANT, roles.SYSTEM}:
            by = list(dict.fromkeys([roles.COUNTER, *by]))  # nothing is received but at a counter
        source = "start" if opening else self.keys[stage.name]
        action: Plain = {"label": _words(move.name), "from": source, "to": self._target(move)}
        action["by"] = by[0] if len(by) == 1 else by
        return {**action, "letter": "receipt"} if opening and by != [roles.APPLICANT] else action

    def _target(self, move: Move) -> str:
        if not move.to:
            return _NOWHERE
        return self.keys.get(move.to) or word(move.to, "trang_thai")


def _state(stage: Stage) -> Plain:
    state: Plain = {"label": _words(stage.name)}
    over = final(stage)
    if over is not None:
        return {**state, "final": over, **({"clock": "ended"} if over == "completed" else {})}
    state["holder"] = roles.holder(stage)
    return {**state, "budget": f"{stage.days:f}d"} if stage.days else state


def _words(code: str) -> str:
    """A code of capitals and underscores as people read it."""
    text = " ".join(code.replace("_", " ").split())
    return text.capitalize() if text.isupper() else text or "?"
