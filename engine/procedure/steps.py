"""Where a dossier can stand, and what may be done there."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from engine.actors import Address
from engine.procedure.limits import Budget, Limit

START = "start"  # the state before the first: an action from `start` opens a dossier


class ClockMode(StrEnum):
    """What the promise does while a dossier is in a state."""

    ON = "on"
    OFF = "off"  # the promise has not begun
    ENDED = "ended"  # the result exists; nothing more is counted


class OnReturn(StrEnum):
    """What a stop leaves of the limit: all of it again (NĐ 61/2018 Đ19.4), or what remained."""

    RESTART = "restart"
    RESUME = "resume"


class Final(StrEnum):
    """How a dossier is over."""

    COMPLETED = "completed"
    NOT_ACCEPTED = "not_accepted"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"


class Instant(StrEnum):
    """The three instants of a result; `clock_end` names the one that ends the clock."""

    SIGNED = "signed"
    SEALED = "sealed"
    AT_COUNTER = "at_counter"


class OnSilence(StrEnum):
    """What an unanswered consultation does when its limit has passed."""

    REMIND = "remind"
    PROCEED = "proceed"


@dataclass(frozen=True, slots=True)
class Expiry:
    """After this long in the state the system proposes the action; a person decides."""

    after: Limit
    propose: str


@dataclass(frozen=True, slots=True)
class State:
    """A place where a dossier can stand, and who holds it there."""

    id: str
    label: str
    holder: Address | None = None  # None only in final states
    clock: ClockMode = ClockMode.ON
    budget: Budget | None = None
    within: Limit | None = None  # a limit of the state itself, e.g. 8 working hours to accept
    forward_by: time | None = None  # NĐ 61/2018 Đ18: hand over the same day if received before
    stop: str | None = None  # reason for which the clock stands still
    on_return: OnReturn | None = None
    expires: Expiry | None = None
    final: Final | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """One consultation that an action sends out, with its own limit."""

    of: Address
    limit: Limit
    on_silence: OnSilence = OnSilence.REMIND


@dataclass(frozen=True, slots=True)
class Opens:
    """A child dossier that an action opens: procedure and agency (`tier:place` or an id)."""

    procedure: str
    agency: str


@dataclass(frozen=True, slots=True)
class Action:
    """A move that somebody may make. `sources` may hold `start`."""

    id: str
    label: str
    sources: tuple[str, ...]
    to: str
    by: tuple[Address, ...]
    reason_required: bool = False
    letter: str | None = None
    takes: str | None = None
    outcomes: tuple[str, ...] = ()
    when: str | None = None
    four_eyes: str | None = None
    asks: tuple[Ask, ...] = ()
    opens: Opens | None = None
    marks: Instant | None = None
