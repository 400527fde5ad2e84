"""A province to try the product on: dossiers of 2015, of June 2025 and of these weeks.

Agencies, people and procedures are those of the tenant's files; whose dossiers they are, and what
becomes of them, is drawn from a seed. Those that are under way on 1/7/2025, when districts end and
communes merge, go to the new communes by the shipped plan. All dossiers of 2015 are over; of the
others those are open whose next act would come after `until`.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from api.demo.counter import Arrival, Counter
from api.demo.days import Days, Progress
from api.demo.fate import Fate, Pace
from api.demo.people import chance
from api.demo.reform import reform, turn
from api.demo.walker import VERBS, Walker
from engine.desk import Desk, Office
from engine.organisation.values import Agency
from engine.procedure import Channel, Procedure, Tier
from engine.store.read import horizon

PROVINCE = "75"
DOSSIERS = 360
SEED = 3582

_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)
_DETOURS = (  # each with how often it is taken where the procedure has it
    ("ask_first", 0.15),
    ("comment", 0.15),
    ("inspect", 0.8),
    ("verify", 0.7),
    ("convene", 0.9),
    ("ask_commune", 0.5),
    ("consult", 0.7),
    ("ask_tax_code", 0.6),
    ("post_notice", 0.8),
    ("ask_more", 0.18),
    ("extend", 0.12),
    ("ask_tax", 0.5),
    ("open_next", 0.4),
    ("open_residence", 0.8),
    ("send_back", 0.08),
    ("return_to_commune", 0.1),
)
_ENDINGS = (("reject", 0.06), ("withdraw", 0.04), ("end_processing", 0.12))
_DECLINED = 0.05
_PAID_LATER = 0.15
_BACK_BY_POST, _POSTED = 0.7, 0.1


@dataclass(frozen=True, slots=True)
class Era:
    """A stretch of the province's life: its share of the dossiers, its channels, its tiers.

    `also` are tiers that then handled what communes handle today.
    """

    share: float
    first: date
    last: date
    channels: tuple[Channel, ...]
    weights: tuple[int, ...]
    also: tuple[Tier, ...] = ()


def eras(today: date) -> tuple[Era, ...]:
    """2015, before the post received dossiers (QĐ 45/2016); June 2025; the weeks before today.

    June 2025 is the last month of the districts.
    """
    then = (Channel.DIRECT, Channel.ONLINE)
    now = (Channel.DIRECT, Channel.ONLINE, Channel.POSTAL)
    return (
        Era(0.3, date(2015, 3, 2), date(2015, 11, 30), then, (85, 15), (Tier.DISTRICT,)),
        Era(0.1, date(2025, 6, 9), date(2025, 6, 27), now, (60, 25, 15), (Tier.DISTRICT,)),
        Era(0.6, today - 50 * _DAY, today, now, (45, 38, 17)),
    )


def build_province(
    desk: Desk,
    office: Office,
    *,
    dossiers: int = DOSSIERS,
    seed: int = SEED,
    until: datetime | None = None,
    progress: Progress | None = None,
) -> None:
    """Receive and drive the dossiers of the province up to `until` (None: now)."""
    end = until or horizon(desk.engine)
    days, dice = Days(end), chance(seed)
    counter = Counter(Walker.of(desk, days, dice, turn(office)))
    today = office.calendar_of(PROVINCE).local_day(end)
    counter.expect(
        [
            _arrival(office, era, dice)
            for era in eras(today)
            for _ in range(round(dossiers * era.share))
        ]
    )
    days.begin(reform(counter.walker))
    days.run(progress)


def _arrival(office: Office, era: Era, dice: Random) -> Arrival:
    """One dossier: a day, an agency open that day, a procedure that it handles, a channel."""
    calendar = office.calendar_of(PROVINCE)
    span = (era.last - era.first).days
    wished = era.first + _DAY * round(dice.triangular(0, span, span))  # more of late: in flight
    day = calendar.nth_day_after(wished, 0)
    agency, procedure = _matter(office, era, day, dice)
    channels = [channel for channel in era.channels if channel in procedure.channels]
    weights = [era.weights[era.channels.index(channel)] for channel in channels]
    return Arrival(
        calendar.add(calendar.opening(day), _MINUTE * dice.randint(5, 415)),
        agency.id,
        procedure,
        channel := dice.choices(channels, weights)[0],
        _fate(procedure, dice),
        place=dice.choice(_places(office, agency, day)),
        return_by=_return_by(era, procedure, channel, dice),
    )


def _matter(office: Office, era: Era, day: date, dice: Random) -> tuple[Agency, Procedure]:
    """A procedure and an agency for it: tier, then field, so that each has its part."""
    matters = [
        (agency, procedure)
        for procedure in office.catalogue.on(day)
        if set(procedure.channels) & set(era.channels)
        for agency in office.organisation.in_force(day)
        if agency.province == PROVINCE and _handles(agency, procedure, era, day)
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


def _handles(agency: Agency, procedure: Procedure, era: Era, day: date) -> bool:
    """Whether a unit of the agency has the field as its own, at a tier that does this work."""
    tiers = {procedure.tier, *(era.also if procedure.tier is Tier.COMMUNE else ())}
    own = {procedure.field, procedure.code}
    return agency.tier in tiers and any(
        unit.in_force(day) and own & unit.handles for unit in agency.units
    )


def _places(office: Office, agency: Agency, day: date) -> list[str]:
    """The places that the agency serves and that a commune of that day stands for."""
    return sorted(
        place
        for commune in office.organisation.in_force(day)
        if commune.tier is Tier.COMMUNE and commune.province == agency.province
        for place in commune.serves
        if agency.covers(place)
    )


def _return_by(era: Era, procedure: Procedure, channel: Channel, dice: Random) -> Channel:
    """Whoever sent it by post mostly wants it back by post; a few others do too."""
    offered = Channel.POSTAL in era.channels and Channel.POSTAL in procedure.returns
    wanted = dice.random() < (_BACK_BY_POST if channel is Channel.POSTAL else _POSTED)
    return Channel.POSTAL if offered and wanted else Channel.DIRECT


def _fate(procedure: Procedure, dice: Random) -> Fate:
    """Most dossiers are early or on time; one in sixteen is late."""
    detours = tuple(
        name
        for name, share in _DETOURS
        if (name in procedure.actions or name in VERBS) and dice.random() < share
    )
    return Fate(
        pace=dice.choices(tuple(Pace), (60, 34, 6))[0],
        detours=detours,
        ending=next((name for name, share in _ENDINGS if dice.random() < share), None),
        outcome="declined" if dice.random() < _DECLINED else "granted",
        paid=dice.random() >= _PAID_LATER,
    )
