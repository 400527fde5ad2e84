"""The year of a department as a plan: how many dossiers, by which channel, and how they go.

The office published that it received 523 dossiers in 2021 and resolved 1194. Our reading: at least
671 of these came over from 2020. So the plan holds dossiers received late in 2020, each with its
own promise and steps, which the office resolved in 2021 (a few were withdrawn), beside those that
it received in 2021 and partly carried on into 2022. Nothing else of the report says where the 671
are from; that they are earlier dossiers of the same procedures is our assumption.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from api.simulation.counter import Arrival
from api.simulation.fate import Fate, Pace
from engine.desk import Office
from engine.procedure import Channel, Procedure

AGENCY = "ag-sxd"
YEAR = 2021
WITH_ONLINE = 15  # procedures that had dossiers filed online

_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)
_SPARE = 4  # working days between a promise and the end of the year, for what comes in between
_ASKED, _SENT_BACK, _REMARKED, _DECLINED = 0.12, 0.05, 0.08, 0.04
_EARLY = 0.6


@dataclass(frozen=True, slots=True)
class Lot:
    """So many dossiers that come in alike and fare alike.

    `first` and `last` bound the day of receipt; with `done_by` the promise must fall well before
    that day, with `open_on` it must fall after it.
    """

    count: int
    first: date
    last: date
    pace: Pace | None = None  # None: early or on time
    ending: str | None = None
    detours: tuple[str, ...] = ()
    done_by: date | None = None
    open_on: date | None = None


_NEW_YEAR, _YEAR_END = date(YEAR, 1, 1), date(YEAR, 12, 31)

CARRIED_OVER = (
    Lot(690, date(2020, 12, 1), date(2020, 12, 31), open_on=_NEW_YEAR),
    Lot(46, date(2020, 12, 1), date(2020, 12, 31), detours=("ask_more",), open_on=_NEW_YEAR),
    Lot(2, date(2020, 12, 1), date(2020, 12, 31), Pace.LATE, open_on=_NEW_YEAR),
    Lot(3, date(2020, 12, 25), date(2020, 12, 31), ending="withdraw", open_on=_NEW_YEAR),
)
RECEIVED = (
    Lot(453, _NEW_YEAR, _YEAR_END, done_by=_YEAR_END),
    Lot(3, _NEW_YEAR, _YEAR_END, Pace.LATE, done_by=_YEAR_END),
    Lot(5, _NEW_YEAR, _YEAR_END, ending="withdraw", done_by=_YEAR_END),
    Lot(2, date(YEAR, 3, 1), date(YEAR, 9, 30), detours=("ask_more",), ending="end_processing"),
    Lot(60, date(YEAR, 12, 6), date(YEAR, 12, 29), open_on=date(YEAR + 1, 1, 4)),
)
CHANNELS = {Channel.ONLINE: 108, Channel.POSTAL: 103, Channel.DIRECT: 312}
BACK_BY_POST = 22


def year(office: Office, dice: Random) -> tuple[Arrival, ...]:
    """The dossiers of the year and of the one before, in the order in which they were drawn."""
    plan = _Plan(office, dice, tuple(office.catalogue.on(_YEAR_END)))
    earlier = [plan.arrival(lot, Channel.DIRECT) for lot in CARRIED_OVER for _ in range(lot.count)]
    return (*earlier, *_received(plan, dice))


def _received(plan: "_Plan", dice: Random) -> Iterator[Arrival]:
    """The dossiers of the year by channel; the first ones of the first lot go back by post."""
    channels = [channel for channel, count in CHANNELS.items() for _ in range(count)]
    dice.shuffle(channels)
    lots = (lot for lot in RECEIVED for _ in range(lot.count))
    for number, (lot, channel) in enumerate(zip(lots, channels, strict=True)):
        arrival = plan.arrival(lot, channel)
        back = Channel.POSTAL if number < BACK_BY_POST else Channel.DIRECT
        yield replace(arrival, return_by=back)


class _Plan:
    """Draws arrivals; each procedure that has dossiers online gets one before any gets a second."""

    def __init__(self, office: Office, dice: Random, procedures: Sequence[Procedure]) -> None:
        self._calendar = office.calendar_of(AGENCY)
        self._dice = dice
        self._procedures = procedures
        self._online = dice.sample(procedures, WITH_ONLINE)
        self._first_online = iter(self._online)

    def arrival(self, lot: Lot, channel: Channel) -> Arrival:
        """One dossier of the lot: drawn again until its days fit."""
        fate = self._fate(lot)
        known = next(self._first_online, None) if channel is Channel.ONLINE else None
        among = self._online if channel is Channel.ONLINE else self._procedures
        while True:
            procedure = known or self._dice.choice(among)
            span = (lot.last - lot.first).days
            day = self._calendar.nth_day_after(lot.first + _DAY * self._dice.randint(0, span), 0)
            if day <= lot.last and self._fits(lot, fate, procedure, day):
                break
        at = self._calendar.opening(day) + _MINUTE * self._dice.randint(5, 230)
        return Arrival(at, AGENCY, procedure, channel, fate)

    def _fate(self, lot: Lot) -> Fate:
        dice = self._dice
        pace = lot.pace or (Pace.EARLY if dice.random() < _EARLY else Pace.ON_TIME)
        free = not (lot.detours or lot.ending or lot.pace)
        shares = (("ask_more", _ASKED), ("send_back", _SENT_BACK), ("comment", _REMARKED))
        by_chance = tuple(name for name, share in shares if free and dice.random() < share)
        declined = free and dice.random() < _DECLINED
        detours = lot.detours or by_chance
        return Fate(pace, detours, lot.ending, "declined" if declined else "granted")

    def _fits(self, lot: Lot, fate: Fate, procedure: Procedure, day: date) -> bool:
        """Whether the dossier will be over before `done_by`, and still open on `open_on`."""
        limit = int(procedure.limits[0].limit.amount)
        days = self._calendar.nth_day_after
        if lot.open_on is not None:
            least = limit * 2 // 5 if fate.pace is Pace.EARLY else limit
            return days(day, least) >= lot.open_on
        again = limit + _SPARE * 2 if "ask_more" in fate.detours else 0
        return lot.done_by is None or days(day, limit + again + _SPARE * 2) < lot.done_by
