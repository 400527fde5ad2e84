"""What is to become of a dossier: drawn before it comes in, carried out by the walker."""

from dataclasses import dataclass
from enum import StrEnum


class Pace(StrEnum):
    """When the result is to come, measured by office days against the promise."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Fate:
    """`detours` are actions and verbs taken on the way, in the order in which they may be.

    `ending` is an action that ends the dossier without a result. `paid`: fees are taken at once,
    not later at the counter.
    """

    pace: Pace = Pace.EARLY
    detours: tuple[str, ...] = ()
    ending: str | None = None
    outcome: str = "granted"
    paid: bool = True
