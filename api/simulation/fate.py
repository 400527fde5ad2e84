"""What is to become of a dossier: drawn before it comes in, carried out by the walker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from random import Random

from engine.procedure import Channel, Procedure

VERBS = frozenset({"comment", "extend"})  # detours that no definition names


class Pace(StrEnum):
    """When the result is to come, measured by office days against the promise."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Rest:
    """A state in which nobody has gone on yet; `since` is when its proposal is made, if it has one.

    Who was consulted on the way has not answered yet.
    """

    state: str
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Fate:
    """`detours` are actions and verbs taken on the way, in the order in which they may be.

    `ending` is an action that ends the dossier without a result. `paid`: fees are taken at once,
    not later at the counter. `fetched_after` is how many days the result lies at the counter
    beyond what is usual; None if nobody ever comes for it. With `rests` it gets no further.
    """

    pace: Pace = Pace.EARLY
    detours: tuple[str, ...] = ()
    ending: str | None = None
    outcome: str = "granted"
    paid: bool = True
    fetched_after: int | None = 0
    rests: Rest | None = None

    def rests_in(self, state: str, detours: Sequence[str]) -> bool:
        """Whether the dossier stays in that state now; not before it has taken its detours."""
        return self.rests is not None and self.rests.state == state and not detours


@dataclass(frozen=True, slots=True)
class Likelihood:
    """How often dossiers fare how: shares of one, but `paces`, which are weights.

    `detours` are taken where the procedure has them, in this order; of `endings` the first that is
    drawn. `posted` is who wants the result by post, `back_by_post` who also sent it by post.
    `fetched_late` come for the result some weeks later, `never_fetched` not at all.
    """

    paces: Mapping[Pace, float]
    detours: Mapping[str, float]
    endings: Mapping[str, float]
    declined: float
    paid_later: float
    back_by_post: float
    posted: float
    fetched_late: float = 0.0
    never_fetched: float = 0.0

    def fate(self, procedure: Procedure, dice: Random) -> Fate:
        """What becomes of one dossier of that procedure."""
        return Fate(
            pace=dice.choices(tuple(self.paces), tuple(self.paces.values()))[0],
            detours=tuple(
                name
                for name, share in self.detours.items()
                if (name in procedure.actions or name in VERBS) and dice.random() < share
            ),
            ending=next(
                (name for name, share in self.endings.items() if dice.random() < share), None
            ),
            outcome="declined" if dice.random() < self.declined else "granted",
            paid=dice.random() >= self.paid_later,
        )

    def fetched(self, fate: Fate, dice: Random) -> Fate:
        """The same with how long its result lies at the counter; by post it is soon gone."""
        drawn = dice.random()
        if drawn < self.never_fetched:
            return replace(fate, fetched_after=None)
        late = drawn < self.never_fetched + self.fetched_late
        return replace(fate, fetched_after=dice.randint(5, 45)) if late else fate

    def return_by(self, procedure: Procedure, channel: Channel, dice: Random) -> Channel:
        """Whoever sent it by post mostly wants it back by post; a few others do too."""
        wanted = dice.random() < (self.back_by_post if channel is Channel.POSTAL else self.posted)
        offered = wanted and Channel.POSTAL in procedure.returns
        return Channel.POSTAL if offered else Channel.DIRECT
