"""A process as our definition: its heading, its fee, and where it comes from."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from engine.imports.epar.flow import OVER, Flow
from engine.imports.epar.source import Process, Task
from engine.imports.epar.way import Way
from engine.imports.imported import Plain


@dataclass(frozen=True, slots=True)
class Offer:
    """What the files of E-PAR do not say: the tier and the field that the definition names."""

    tier: str
    field: str


def definition_of(process: Process, way: Way, papers: list[Plain], offer: Offer) -> Plain:
    """The definition, in the order of the keys in which our own are written."""
    flow = Flow(process, way)
    first = flow.states[way.main[1].code] if way.main[1:] else OVER
    return {
        "procedure": process.code,
        "name": process.name,
        "field": offer.field,
        "tier": offer.tier,
        "level": 2,
        **_limit(process.total),
        "channels": ["direct"],
        "returns": ["direct"],
        **flow.fee(),
        **({"documents": papers} if papers else {}),
        "starts": {"direct": first},
        "clock_end": "at_counter",
        "states": flow.all_states(),
        "actions": flow.all_actions(),
        "source": _sources(process),
    }


def _limit(total: Decimal | None) -> Plain:
    """E-PAR's half days are counted as it counts them: 0 ends with the half day, 0.5 the next."""
    if total is None:
        return {"limit": "none"}
    limit: Plain = {"limit": {"working_days": _number(total)}}
    return limit if total % 1 == 0 and total > 0 else {**limit, "counting": "half_day"}


def _number(days: Decimal) -> int | Decimal:
    return int(days) if days % 1 == 0 else days


def _sources(process: Process) -> list[Plain]:
    version = f", phiên bản {process.version}" if process.version else ""
    return [
        {
            "law": f"Định nghĩa E-PAR {process.code}",
            "confidence": "inferred",
            "note": f"Từ {process.file}{version}: đường đi, đơn vị, thời gian bước, phí.",
        },
        {
            "law": "Không có quy định",
            "confidence": "assumption",
            "note": "Cấp, mức độ, kênh nộp, số bản giấy tờ: tệp nguồn không ghi; đơn vị sửa lại.",
        },
    ]


def handovers(process: Process, main: Iterable[Task]) -> int:
    """How often the dossier changes its unit on the way."""
    groups = [process.step_of(task).group for task in main]
    return sum(one != other for one, other in pairwise(groups))
