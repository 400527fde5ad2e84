"""A seed and a span of days become the arrivals of a province; no database is asked.

Each dossier is drawn from the seed and its own number, so that a plan may be made anywhere, as a
whole or to look at a part of it, and is always the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import accumulate
from random import Random

from api.simulation.assumptions import Assumptions, Habit
from api.simulation.counter import Arrival
from api.simulation.fate import Fate
from api.simulation.matters import Matters
from api.simulation.people import chance
from engine.desk import Office
from engine.errors import BadInput, OutsideCalendar
from engine.organisation.values import Agency
from engine.procedure import Channel, Procedure, Tier
from engine.working_calendar import WorkingCalendar

_DAY = timedelta(days=1)
_BEYOND = timedelta(days=150)  # what is received on the last day has its promises within these
_TRIES = 500


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: so many dossiers received from the first to the last day, and a seed."""

    dossiers: int
    first: date
    last: date
    seed: int

    def check(self, calendar: WorkingCalendar) -> None:
        """Refuse a span without a day, and one that the calendar does not know the days of."""
        if self.first > self.last:
            raise BadInput(
                f"Ngày đầu {self.first:%d/%m/%Y} ở sau ngày cuối {self.last:%d/%m/%Y}.",
                code="empty_span",
            )
        if self.first < calendar.first or self.last + _BEYOND > calendar.last:
            latest = calendar.last - _BEYOND
            raise OutsideCalendar(
                f"Lịch làm việc “{calendar.id}” cho phép dựng từ {calendar.first:%d/%m/%Y} đến "
                f"{latest:%d/%m/%Y}: ngày hẹn của hồ sơ nhận sau đó rơi ngoài lịch. Chọn khoảng "
                "khác hoặc bổ sung năm vào tệp lịch.",
                calendar=calendar.id,
                first=str(calendar.first),
                last=str(latest),
            )

    def until(self, calendar: WorkingCalendar) -> datetime:
        """The midnight with which the last day ends."""
        return datetime.combine(self.last + _DAY, time.min, calendar.zone)

    def seed_of(self, number: int) -> str:
        """What the dossier of that number, counted from 1, draws from."""
        return f"{self.seed}/{number}"


@dataclass(frozen=True)
class Planner:
    """Draws dossiers one by one; what holds for a day is looked up once."""

    office: Office
    taken: Assumptions
    order: Order
    matters: Matters = field(init=False)

    def __post_init__(self) -> None:
        matters = Matters(self.office, self.taken, self.order.last)
        object.__setattr__(self, "matters", matters)

    def plan(self) -> tuple[Arrival, ...]:
        """Every arrival, in the order of their moments."""
        self.order.check(self._calendar)
        drawn = [self._arrival(number) for number in range(1, self.order.dossiers + 1)]
        return tuple(sorted(drawn, key=lambda one: one.at))

    @cached_property
    def _calendar(self) -> WorkingCalendar:
        return self.office.calendar_of("")

    @cached_property
    def _span(self) -> tuple[date, ...]:
        days = (self.order.last - self.order.first).days + 1
        return tuple(self.order.first + _DAY * n for n in range(days))

    @cached_property
    def _counter_days(self) -> tuple[float, ...]:
        counted = [self._calendar.is_counted(day) for day in self._span]
        return _summed(self.taken.counter, self._span, counted)

    @cached_property
    def _online_days(self) -> tuple[float, ...]:
        return _summed(self.taken.online, self._span, [True] * len(self._span))

    def _arrival(self, number: int) -> Arrival:
        seed = self.order.seed_of(number)
        dice = chance(f"{seed}/plan")
        for _ in range(_TRIES):
            drawn = self._drawn(seed, dice)
            if drawn is not None:
                return drawn
        raise BadInput(
            "Từ ngày ấy đến ngày ấy không có thủ tục nào có cơ quan tiếp nhận. Chọn khoảng khác.",
            code="nothing_to_simulate",
        )

    def _drawn(self, seed: str, dice: Random) -> Arrival | None:
        """One dossier, or None if on that day nobody receives such a one."""
        procedure = self.matters.procedure(dice)
        channel = self._channel(procedure, dice)
        day = self._day(channel, dice)
        agency = self.matters.agency(procedure, day, dice) if day else None
        if day is None or agency is None or not self.matters.offers(procedure, channel, day):
            return None
        at = self._moment(channel, day, dice)
        fares = self.taken.fares
        fate = fares.fate(procedure, dice)
        return_by = fares.return_by(procedure, channel, dice)
        office_hours = self._calendar.is_counter_open(at)
        return Arrival(
            at,
            agency.id,
            procedure,
            channel,
            fares.fetched(fate, dice) if return_by is Channel.DIRECT else fate,
            place=self._place(agency, procedure, fate, day, dice),
            return_by=return_by,
            seed=seed,
            alone=channel is Channel.ONLINE
            and (not office_hours or dice.random() < self.taken.online_alone),
        )

    def _channel(self, procedure: Procedure, dice: Random) -> Channel:
        weights = [self.taken.channels.get(channel, 0) for channel in procedure.channels]
        return dice.choices(procedure.channels, weights)[0] if any(weights) else Channel.DIRECT

    def _day(self, channel: Channel, dice: Random) -> date | None:
        sums = self._online_days if channel is Channel.ONLINE else self._counter_days
        return dice.choices(self._span, cum_weights=sums)[0] if sums[-1] else None

    def _moment(self, channel: Channel, day: date, dice: Random) -> datetime:
        """An hour that people choose; whoever comes to the counter finds it open."""
        online = channel is Channel.ONLINE
        habit = self.taken.online if online else self.taken.counter
        hours = habit.hours[day.weekday()]
        while True:
            hour = dice.choices(tuple(hours), tuple(hours.values()))[0]
            wall = time(hour, dice.randrange(60), dice.randrange(60))
            at = datetime.combine(day, wall, self._calendar.zone)
            if online or self._calendar.is_counter_open(at):
                return at

    def _place(
        self, agency: Agency, procedure: Procedure, fate: Fate, day: date, dice: Random
    ) -> str | None:
        places = self.matters.territory.places(agency, day)
        if opens_elsewhere(agency, procedure, fate):
            places = self.matters.partner_places(agency, day, self.order.seed)
        return dice.choice(places) if places else None


def opens_elsewhere(agency: Agency, procedure: Procedure, fate: Fate) -> bool:
    """Whether the dossier will open a linked one that another agency receives."""
    taken = (procedure.actions[name] for name in fate.detours if name in procedure.actions)
    return agency.tier is not Tier.COMMUNE and any(action.opens for action in taken)


def _summed(habit: Habit, span: Sequence[date], open_: Sequence[bool]) -> tuple[float, ...]:
    weights = (
        habit.days[day.weekday()] if is_open else 0.0
        for day, is_open in zip(span, open_, strict=True)
    )
    return tuple(accumulate(weights))
