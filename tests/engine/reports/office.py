"""A small office for the figures: two procedures, one calendar, and books to write dossiers in."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from engine.actors import Address, Role, Seat
from engine.clock import SUPPLEMENT
from engine.counting import Promise, after_stop, due
from engine.facts import limit_facts, promise_facts, seat_facts
from engine.fold import fold
from engine.ledger import Entry, Kind
from engine.procedure import (
    START,
    Action,
    Budget,
    BudgetUnit,
    Channel,
    ClockMode,
    Counting,
    Final,
    Instant,
    Limit,
    LimitCase,
    OnReturn,
    Procedure,
    State,
    Tier,
    Unit,
)
from engine.reports.known import timelines
from engine.timeline import Cause, Timeline
from engine.working_calendar import WorkingCalendar

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
OFFICE = "so-xay-dung"
OTHER = "so-tai-nguyen"


def parent(agency: str) -> dict[str, str]:
    """A dossier of `agency` that opened another, as the opening entry of that one names it."""
    return {"agency": agency, "dossier": "0190a5d0-0000-7000-8000-000000000000"}


CALENDAR = WorkingCalendar.from_mapping(
    {
        "zone": "Asia/Ho_Chi_Minh",
        "counting": {"monday..friday": ["07:30-11:30", "13:30-17:00"]},
        "years": {year: {"status": "official"} for year in range(2020, 2029)},
    },
    "test",
)

_COUNTER, _OFFICER = Address(Role.COUNTER), Address(Role.OFFICER)
_FIVE_DAYS = Limit(Unit.WORKING_DAYS, Counting.END_OF_DAY, Decimal(5))

_STATES = (
    State("submitted", "Chờ tiếp nhận", _COUNTER, clock=ClockMode.OFF),
    State("received", "Đã tiếp nhận", _COUNTER, budget=Budget(BudgetUnit.HOURS, Decimal(4))),
    State("examining", "Đang thụ lý", _OFFICER, budget=Budget(BudgetUnit.REST)),
    State("supplement", "Chờ bổ sung", stop=SUPPLEMENT, on_return=OnReturn.RESTART),
    State("tax", "Chờ nộp thuế", stop="financial_duty", on_return=OnReturn.RESUME),
    State("ready", "Chờ trả", _COUNTER, clock=ClockMode.ENDED),
    State("returned", "Đã trả", final=Final.COMPLETED),
    State("not_accepted", "Không tiếp nhận", final=Final.NOT_ACCEPTED),
    State("ended", "Dừng giải quyết", final=Final.STOPPED),
    State("withdrawn", "Rút hồ sơ", final=Final.WITHDRAWN),
)

_MOVES: Mapping[str, tuple[tuple[str, ...], str]] = {
    "submit": ((START,), "submitted"),
    "receive": ((START,), "received"),
    "accept": (("submitted",), "received"),
    "reject": (("submitted",), "not_accepted"),
    "turn_away": (("received",), "not_accepted"),
    "forward": (("received",), "examining"),
    "ask_more": (("examining",), "supplement"),
    "supply": (("supplement",), "examining"),
    "ask_tax": (("examining",), "tax"),
    "tax_paid": (("tax",), "examining"),
    "finish": (("examining",), "ready"),
    "send_back": (("ready",), "examining"),
    "hand_over": (("ready",), "returned"),
    "end_processing": (("supplement",), "ended"),
    "give_up": (("ready",), "withdrawn"),
    "withdraw": (("submitted", "received", "examining", "supplement"), "withdrawn"),
}

PERMIT = Procedure(
    code="1.009972",
    name="Cấp giấy phép xây dựng",
    field="Xây dựng",
    tier=Tier.PROVINCE,
    level=4,
    scope="full",
    workflow="standard",
    starts={
        Channel.DIRECT: "received",
        Channel.POSTAL: "received",
        Channel.ONLINE: "submitted",
    },
    clock_end=Instant.AT_COUNTER,
    limits=(LimitCase(_FIVE_DAYS),),
    states={state.id: state for state in _STATES},
    actions={id_: Action(id_, id_, sources, to, ()) for id_, (sources, to) in _MOVES.items()},
    channels=tuple(Channel),
    returns=tuple(Channel),
    edition="permit",
)
LAND = replace(PERMIT, code="1.001193", field="Đất đai", tier=Tier.COMMUNE, level=2, edition="land")
UNLIMITED = replace(
    PERMIT,
    code="2.000001",
    limits=(LimitCase(Limit(Unit.NONE, Counting.END_OF_DAY)),),
    edition="unlimited",
)
THREE_DAYS = replace(
    PERMIT,
    code="2.000002",
    limits=(LimitCase(replace(_FIVE_DAYS, amount=Decimal(3))),),
    edition="three-days",
)
PROCEDURES = {each.edition: each for each in (PERMIT, LAND, UNLIMITED, THREE_DAYS)}


class Catalogue:
    """What the fold asks for."""

    def procedure(self, edition: str) -> Procedure:
        return PROCEDURES[edition]

    def calendar(self, edition: str) -> WorkingCalendar:
        assert edition == CALENDAR.id
        return CALENDAR


CATALOGUE = Catalogue()


def at(text: str) -> datetime:
    """A moment on the wall of the office: `2026-01-05 09:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


class Book:
    """The ledger of one dossier, written as the desk writes it; each act answers the book."""

    def __init__(
        self,
        opened: datetime,
        channel: Channel = Channel.DIRECT,
        procedure: Procedure = PERMIT,
        *,
        agency: str = OFFICE,
        late: timedelta = timedelta(),
        **origin: object,
    ) -> None:
        """`origin` are facts of the opening entry that differ: `parent`, `return_by`."""
        self.entries: list[Entry] = []
        opening = {
            "procedure": procedure.code,
            "code": f"{channel}-{opened:%Y%m%d%H%M}",
            "channel": str(channel),
            "parent": None,
            "return_at": agency,
            "return_by": str(Channel.DIRECT),
            "edition": procedure.edition,
            "calendar": CALENDAR.id,
            "competent": agency,
            "limit": limit_facts(procedure.limits[0].limit),
            **origin,
        }
        self._procedure = procedure
        self._agency = agency
        action = procedure.opening(channel)
        facts = opening | self._arrival(procedure.states[action.to], None, opened)
        self._write(Kind.OPENED, opened, facts | {"action": action.id}, late)

    def act(
        self, action: str, moment: datetime, *, late: timedelta = timedelta(), **facts: object
    ) -> "Book":
        """Take an action; `facts` are further ones (`outcome`, `competent`, `officer`)."""
        to = self._procedure.states[self._procedure.actions[action].to]
        arrival = self._arrival(to, self.line(), moment)
        self._write(Kind.MOVED, moment, {"action": action, **arrival, **facts}, late)
        return self

    def walk(self, *steps: tuple[str, datetime]) -> "Book":
        for action, moment in steps:
            self.act(action, moment)
        return self

    def extend(self, moment: datetime, to: datetime, *, late: timedelta = timedelta()) -> "Book":
        facts = {"promise": promise_facts(Promise(to, to), Cause.EXTENSION)}
        self._write(Kind.EXTENDED, moment, facts, late)
        return self

    def undo(self, moment: datetime, *, late: timedelta = timedelta()) -> "Book":
        self._write(Kind.UNDONE, moment, {"undoes": len(self.entries)}, late)
        return self

    def void(self, moment: datetime, *, late: timedelta = timedelta(), **facts: object) -> "Book":
        """Received by mistake; `replaced_by` if the procedure was the wrong one."""
        self._write(Kind.VOIDED, moment, {"reason": "received_by_error"} | facts, late)
        return self

    def line(self) -> Timeline:
        return fold(CATALOGUE, self.entries)

    def _write(
        self, kind: Kind, moment: datetime, facts: Mapping[str, object], late: timedelta
    ) -> None:
        recorded = moment + late
        if self.entries:
            recorded = max(recorded, self.entries[-1].recorded_at)
        self.entries.append(Entry(len(self.entries) + 1, kind, moment, recorded, "staff-1", facts))

    def _arrival(self, to: State, line: Timeline | None, moment: datetime) -> dict[str, object]:
        seat = None if to.final else Seat(Role.OFFICER, self._agency, "phong-1")
        facts: dict[str, object] = {"to": to.id, "seat": seat_facts(seat) if seat else None}
        promise = self._promise(to, line, moment)
        return facts | ({"promise": promise} if promise else {})

    def _promise(self, to: State, line: Timeline | None, moment: datetime) -> object:
        limit = self._procedure.limits[0].limit
        if to.clock is not ClockMode.ON or to.final or to.stop:
            return None
        if line is None or line.accepted_at is None:
            promise = due(CALENDAR, limit, moment)
            return promise_facts(promise, Cause.RECEIPT) if promise else None
        stop, current = line.stopped, line.current
        if stop is None or current is None:
            return None
        fresh = after_stop(
            CALENDAR,
            limit,
            self._procedure.states[line.state].on_return or OnReturn.RESTART,
            stopped_at=stop.since,
            returned_at=moment,
            current=Promise(current.due, current.raw),
        )
        return promise_facts(fresh, Cause.STOP)


def lines(books: Iterable[Book]) -> list[Timeline]:
    """The dossiers of the books, all that is written known."""
    return list(timelines(CATALOGUE, (book.entries for book in books)))
