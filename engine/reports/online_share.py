"""How dossiers arrived, and how results left: online and by the public post."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from engine.clock import Standing, standing_at
from engine.procedure import Channel, Procedure
from engine.reports.periods import Period
from engine.reports.shares import as_number, percent
from engine.timeline import Timeline

ASSISTED = ("self", "at_counter", "agent", "post")  # who may file online
LEVEL_3 = 3  # NĐ 43/2011: from here on a dossier can be sent online


class Numerator(StrEnum):
    """Which dossiers an office calls online: some count those that came by post with them."""

    ONLINE = "online"
    ONLINE_POSTAL = "online+postal"


class Population(StrEnum):
    """Dossiers of the procedures of levels 3 and 4, or of all."""

    LEVEL34 = "level34"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class OnlineShare:
    """The counts of a period; shares are in percent of what was received."""

    period: Period
    population: Population
    numerator: Numerator
    received: int
    online: int
    postal: int
    direct: int
    level34_procedures: int
    level34_procedures_with_online: int
    postal_out: int
    assisted: Mapping[str, int] = field(default_factory=dict)  # of those online, by who filed them

    @property
    def level34_share(self) -> Decimal | None:
        wide = self.numerator is Numerator.ONLINE_POSTAL
        return percent(self.online + (self.postal if wide else 0), self.received)

    @property
    def postal_in_share(self) -> Decimal | None:
        return percent(self.postal, self.received)

    @property
    def postal_out_share(self) -> Decimal | None:
        return percent(self.postal_out, self.received)

    @property
    def postal_acts(self) -> int:
        """Dossiers taken in by the post and results brought by it."""
        return self.postal + self.postal_out

    def to_json(self) -> dict[str, object]:
        return {
            "received": self.received,
            "online": self.online,
            **{f"online_{who}": self.assisted.get(who, 0) for who in ASSISTED},
            "postal": self.postal,
            "direct": self.direct,
            "level34_share": as_number(self.level34_share),
            "numerator": str(self.numerator),
            "level34_procedures": self.level34_procedures,
            "level34_procedures_with_online": self.level34_procedures_with_online,
            "postal_in": self.postal,
            "postal_in_share": as_number(self.postal_in_share),
            "postal_out": self.postal_out,
            "postal_out_share": as_number(self.postal_out_share),
        }


def online_share(
    lines: Iterable[Timeline],
    period: Period,
    procedures: Iterable[Procedure],
    *,
    population: Population = Population.LEVEL34,
    numerator: Numerator = Numerator.ONLINE,
) -> OnlineShare:
    """The shares of a period. `procedures` are those that the agencies asked offer then.

    Linked dossiers have no channel and are left out. `lines` are the dossiers of those agencies.
    """
    offered = {procedure.code for procedure in procedures if procedure.level >= LEVEL_3}
    kept = [line for line in lines if _belongs(line, population)]
    received = [line for line in kept if _received(line, period)]
    channels = Counter(line.origin.channel for line in received)
    return OnlineShare(
        period,
        population,
        numerator,
        received=len(received),
        online=channels[Channel.ONLINE],
        postal=channels[Channel.POSTAL],
        direct=channels[Channel.DIRECT],
        level34_procedures=len(offered),
        level34_procedures_with_online=len(_with_online(received, offered)),
        postal_out=sum(_posted(line, period) for line in kept),
        assisted=Counter(
            line.origin.assisted
            for line in received
            if line.origin.channel is Channel.ONLINE and line.origin.assisted is not None
        ),
    )


def _belongs(line: Timeline, population: Population) -> bool:
    if line.origin.linked:
        return False
    return population is Population.ALL or line.procedure.level >= LEVEL_3


def _with_online(received: Iterable[Timeline], offered: Collection[str]) -> set[str]:
    used = {line.origin.procedure for line in received if line.origin.channel is Channel.ONLINE}
    return used.intersection(offered)


def _received(line: Timeline, period: Period) -> bool:
    """Accepted in the period, and not found outside the statistics since."""
    end = period.ends(line.calendar.zone)
    return standing_at(line, end) is not Standing.OUTSIDE and _within(
        line.accepted_at, period, line
    )


def _posted(line: Timeline, period: Period) -> bool:
    """A result handed to the post in the period, whenever the dossier was received."""
    by_post = line.origin.return_by is Channel.POSTAL and not line.voided
    return by_post and _within(line.returned_at, period, line)


def _within(moment: datetime | None, period: Period, line: Timeline) -> bool:
    return moment is not None and period.first <= line.day(moment) <= period.last
