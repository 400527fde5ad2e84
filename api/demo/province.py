"""A province to try the product on: dossiers of 2015, of June 2025 and of these weeks.

Agencies, people and procedures are those of the tenant's files; whose dossiers they are, and what
becomes of them, is drawn from a seed. Those that are under way on 1/7/2025, when districts end and
communes merge, go to the new communes by the shipped plan. All dossiers of 2015 are over; of the
others those are open whose next act would come after `until`.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from api.demo.desks import Desks
from api.demo.errands import errands
from api.simulation.counter import Arrival, Counter
from api.simulation.days import Days, Progress
from api.simulation.fate import Likelihood, Pace
from api.simulation.people import chance
from api.simulation.reform import reform, turn
from api.simulation.territory import Territory
from api.simulation.walker import Walker
from engine.desk import Desk, Office
from engine.ledger import DossierRef
from engine.organisation import Agency
from engine.procedure import Channel, Procedure
from engine.store.read import horizon

PROVINCE = "75"
DOSSIERS = 260
SEED = 3582

_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)
_FARES = Likelihood(  # more of everything than a real office has, for so few dossiers
    paces={Pace.EARLY: 60, Pace.ON_TIME: 34, Pace.LATE: 6},
    detours={
        "ask_first": 0.15,
        "comment": 0.15,
        "inspect": 0.8,
        "verify": 0.7,
        "convene": 0.9,
        "ask_commune": 0.5,
        "consult": 0.7,
        "ask_tax_code": 0.6,
        "post_notice": 0.8,
        "ask_more": 0.18,
        "extend": 0.12,
        "ask_tax": 0.5,
        "open_next": 0.4,
        "open_residence": 0.8,
        "send_back": 0.08,
        "return_to_commune": 0.1,
    },
    endings={"reject": 0.06, "withdraw": 0.04, "end_processing": 0.12},
    declined=0.05,
    paid_later=0.15,
    back_by_post=0.7,
    posted=0.1,
)


@dataclass(frozen=True, slots=True)
class Era:
    """A stretch of the province's life: its share of the dossiers, and its channels."""

    share: float
    first: date
    last: date
    channels: tuple[Channel, ...]
    weights: tuple[int, ...]


def eras(today: date) -> tuple[Era, ...]:
    """2015, before the post received dossiers (QĐ 45/2016); June 2025; the weeks before today.

    June 2025 is the last month of the districts.
    """
    then = (Channel.DIRECT, Channel.ONLINE)
    now = (Channel.DIRECT, Channel.ONLINE, Channel.POSTAL)
    return (
        Era(0.3, date(2015, 3, 2), date(2015, 11, 30), then, (85, 15)),
        Era(0.1, date(2025, 6, 9), date(2025, 6, 27), now, (60, 25, 15)),
        Era(0.6, today - 50 * _DAY, today, now, (45, 38, 17)),
    )


def build_province(
    desk: Desk,
    *,
    dossiers: int = DOSSIERS,
    seed: int = SEED,
    until: datetime | None = None,
    progress: Progress | None = None,
    with_desks: bool = True,
) -> None:
    """Receive and drive the dossiers of the province up to `until` (None: now).

    `with_desks`: beside so many dossiers, those that lie on the desks of its best-known people.
    """
    office, end = desk.office, until or horizon(desk.engine)
    days, dice = Days(end), chance(seed)
    territory = Territory(office.organisation, PROVINCE)
    desks, came = Desks(office, territory, end, seed), list[tuple[Arrival, DossierRef]]()
    walker = Walker.of(desk, days, dice, turn(office))
    counter = Counter(walker, received=lambda *one: came.append(one))
    today = office.calendar_of(PROVINCE).local_day(end)
    arrivals = [
        _arrival(office, territory, era, dice)
        for era in eras(today)
        for _ in range(round(dossiers * era.share))
    ]
    if with_desks:
        arrivals.extend(desks.arrivals())
        days.begin(errands(walker, desks, came))
    counter.expect(one for one in arrivals if one.at < end)
    days.begin(reform(walker))
    days.run(progress)


def _arrival(office: Office, territory: Territory, era: Era, dice: Random) -> Arrival:
    """One dossier: a day, an agency open that day, a procedure that it handles, a channel."""
    calendar = office.calendar_of(PROVINCE)
    span = (era.last - era.first).days
    wished = era.first + _DAY * round(dice.triangular(0, span, span))  # more of late: in flight
    day = calendar.nth_day_after(wished, 0)
    agency, procedure = _matter(office, territory, era, day, dice)
    channels = [channel for channel in era.channels if channel in procedure.channels]
    weights = [era.weights[era.channels.index(channel)] for channel in channels]
    return Arrival(
        calendar.add(calendar.opening(day), _MINUTE * dice.randint(5, 415)),
        agency.id,
        procedure,
        channel := dice.choices(channels, weights)[0],
        _FARES.fate(procedure, dice),
        place=dice.choice(territory.places(agency, day)),
        return_by=_FARES.return_by(procedure, channel, dice)
        if Channel.POSTAL in era.channels
        else Channel.DIRECT,
    )


def _matter(
    office: Office, territory: Territory, era: Era, day: date, dice: Random
) -> tuple[Agency, Procedure]:
    """A procedure and an agency for it: tier, then field, so that each has its part."""
    matters = [
        (agency, procedure)
        for procedure in office.catalogue.on(day)
        if set(procedure.channels) & set(era.channels)
        for agency in territory.handling(procedure, day)
    ]
    for draw in (_tier, _field, _code):
        drawn = dice.choice(sorted({draw(matter) for matter in matters}))
        matters = [matter for matter in matters if draw(matter) == drawn]
    return dice.choice(matters)


def _tier(matter: tuple[Agency, Procedure]) -> str:
    return matter[0].tier


def _field(matter: tuple[Agency, Procedure]) -> str:
    return matter[1].field


def _code(matter: tuple[Agency, Procedure]) -> str:
    return matter[1].code
