"""The marked edition that dossiers of older systems stand under, and the calendar of their days.

It promises nothing: both promises come from the data. It lets an office finish what is open.
"""

from dataclasses import dataclass, replace
from functools import cache
from zoneinfo import ZoneInfo

from engine.actors import Address, Role
from engine.canonical import in_order
from engine.definitions.edition import FORMAT, content, edition, written
from engine.definitions.naming import CALENDAR, PROCEDURE
from engine.imports.register.moments import YEARS
from engine.imports.register.offered import Heading
from engine.procedure import (
    START,
    Action,
    Channel,
    ClockMode,
    Final,
    Instant,
    OnReturn,
    Procedure,
    State,
)
from engine.working_calendar import WorkingCalendar

WORKFLOW = "imported"
CALENDARS = "imported:"  # how the ids of these calendars begin; no file can have such a name

PROCESSING, SUPPLEMENT, READY, RETURNED = "processing", "supplement", "ready", "returned"
RECEIVE, ASK, SUPPLY, RECORD, HAND_OVER = (
    "receive",
    "ask_more",
    "supply",
    "record_result",
    "hand_over",
)

_COUNTER = Address(Role.COUNTER)
_STATES = (
    State(PROCESSING, "Đang giải quyết (từ hệ thống cũ)", _COUNTER),
    State(
        SUPPLEMENT,
        "Chờ bổ sung hồ sơ (từ hệ thống cũ)",
        Address(Role.APPLICANT),
        stop="supplement",
        on_return=OnReturn.RESUME,
    ),
    State(READY, "Đã có kết quả chờ trả", _COUNTER, clock=ClockMode.ENDED),
    State(RETURNED, "Đã trả kết quả", final=Final.COMPLETED),
    State("ended", "Dừng giải quyết", final=Final.STOPPED),
    State("withdrawn", "Rút hồ sơ", final=Final.WITHDRAWN),
)
_BY = (_COUNTER,)
_OPEN = (PROCESSING, SUPPLEMENT)
_ACTIONS = (
    Action(RECEIVE, "Tiếp nhận hồ sơ", (START,), PROCESSING, _BY),
    Action(SUPPLY, "Nộp bổ sung hồ sơ", (SUPPLEMENT,), PROCESSING, _BY),
    Action(RECORD, "Ghi nhận kết quả", (PROCESSING,), READY, _BY),
    Action(HAND_OVER, "Trả kết quả", (READY,), RETURNED, _BY),
    Action(
        "end_processing",
        "Dừng giải quyết",
        _OPEN,
        "ended",
        (Address(Role.LEADER),),
        reason_required=True,
    ),
    Action("withdraw", "Rút hồ sơ", _OPEN, "withdrawn", _BY, reason_required=True),
)


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the catalogue, as the database keeps it; it never comes into force."""

    kind: str
    code: str
    edition: str
    content: str


def imported(heading: Heading) -> tuple[Procedure, Text]:
    """The imported edition of a procedure, and its text."""
    procedure = Procedure(
        code=heading.code,
        name=heading.name,
        field=heading.field,
        tier=heading.tier,
        level=heading.level,
        scope="information",
        workflow=WORKFLOW,
        starts=dict.fromkeys(Channel, PROCESSING),
        clock_end=Instant.AT_COUNTER,
        limits=(),
        states={state.id: state for state in _STATES},
        actions={action.id: action for action in _ACTIONS},
        channels=tuple(Channel),
        returns=tuple(Channel),
        imported=True,
    )
    named = replace(procedure, edition=edition(written(procedure, {})))
    text = in_order({"format": FORMAT, "procedure": content(named), "forms": {}})
    return named, Text(PROCEDURE, named.code, named.edition, text)


@cache
def calendar_of(zone: ZoneInfo) -> tuple[WorkingCalendar, Text]:
    """The calendar by which they are told: days of that zone, every hour of which counts."""
    data = {
        "zone": zone.key,
        "counting": {"monday..sunday": ["00:00-23:59:59.999999"]},
        "years": {str(year): {"status": "official"} for year in YEARS},
    }
    calendar = WorkingCalendar.from_mapping(data, f"{CALENDARS}{zone.key}")
    return calendar, Text(CALENDAR, calendar.id, calendar.edition, calendar.text.decode())


def is_imported(calendar: WorkingCalendar) -> bool:
    """Whether it is a calendar of imported dossiers: no correction of a file moves their days."""
    return calendar.id.startswith(CALENDARS)
