"""An administrative procedure as frozen values: what the regulation says, ready to be followed.

A definition is not an instance: nothing here knows a dossier. Values are made by
`engine.definitions` from YAML; the language is described in `workflows/schema/`.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from engine.actors import Address

START = "start"  # the state before the first: an action from `start` opens a dossier


class Channel(StrEnum):
    """How a dossier arrives, and how a result leaves (NĐ 61/2018; postal = bưu chính công ích)."""

    DIRECT = "direct"
    ONLINE = "online"
    POSTAL = "postal"


class Tier(StrEnum):
    """Level of government. `district` exists until 30/6/2025."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


class Unit(StrEnum):
    """What a limit counts in."""

    WORKING_DAYS = "working_days"
    WORKING_HOURS = "working_hours"
    CALENDAR_DAYS = "calendar_days"
    HALF_DAYS = "half_days"
    SAME_DAY = "same_day"
    NONE = "none"


class Counting(StrEnum):
    """How a limit is counted from its start; the worked examples are in `docs/time/`."""

    SAME_MOMENT = "same_moment"
    END_OF_DAY = "end_of_day"
    HALF_DAY = "half_day"


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
class Limit:
    """A time limit, with the policy that counts it.

    `amount` is in `unit`; it may be a fraction where the pair of unit and policy allows it.
    `cutoff` belongs to `same_day`: later receipts are due the next working day.
    """

    unit: Unit
    counting: Counting
    amount: Decimal = Decimal(0)
    cutoff: time | None = None


@dataclass(frozen=True, slots=True)
class LimitCase:
    """A limit and the condition (a CEL expression) under which it is the one that counts."""

    limit: Limit
    when: str | None = None


class BudgetUnit(StrEnum):
    HOURS = "h"
    DAYS = "d"
    REST = "rest"  # what the other budgets leave of the limit


@dataclass(frozen=True, slots=True)
class Budget:
    """The part of the limit that one state may use, in working hours or nominal days."""

    unit: BudgetUnit
    amount: Decimal = Decimal(0)


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


@dataclass(frozen=True, slots=True)
class Reduction:
    """A lower fee on a ground that the applicant shows."""

    ground: str
    percent: int
    evidence_required: bool = True


@dataclass(frozen=True, slots=True)
class FeeRule:
    """One line of the tariff. `kind`: charge (phí) or levy (lệ phí); amount in đồng."""

    kind: str
    name: str
    amount: int
    moment: str  # receipt | supplement | return
    when: str | None = None
    reductions: tuple[Reduction, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """One item of the list of papers; a required one must be there for `documents.complete`."""

    id: str
    name: str
    originals: int = 0
    copies: int = 0
    required: bool = True
    form: str | None = None


class QuestionKind(StrEnum):
    TRUTH = "truth"
    NUMBER = "number"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Question:
    """What the counter asks at receipt because a limit or a fee turns on it and no form says it.

    The answer is the fact `answers.<id>`, of the kind of a form's field: true or false, a number,
    or one of `options` (id → words).
    """

    id: str
    label: str
    kind: QuestionKind = QuestionKind.TRUTH
    options: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a definition comes from and how sure we are of it."""

    law: str
    confidence: str  # verified | recalled | inferred | assumption
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure, resolved: everything inherited stands in it.

    `edition` is the SHA-256 of its canonical form; a dossier follows the edition it began with.
    """

    code: str
    name: str
    field: str
    tier: Tier
    level: int
    scope: str  # full | partial | information
    workflow: str
    starts: Mapping[Channel, str]
    clock_end: Instant
    limits: tuple[LimitCase, ...]
    states: Mapping[str, State]
    actions: Mapping[str, Action]
    channels: tuple[Channel, ...]
    returns: tuple[Channel, ...]
    papers: tuple[Paper, ...] = ()
    fees: tuple[FeeRule, ...] = ()
    questions: tuple[Question, ...] = ()
    restricted: bool = False
    valid_from: date = date.min
    valid_to: date = date.max
    sources: tuple[Source, ...] = ()
    edition: str = dataclasses.field(default="", compare=False)

    def opening(self, channel: Channel) -> Action:
        """The action that opens a dossier by this channel; lint makes sure that there is one."""
        first = self.starts[channel]
        return next(a for a in self.actions.values() if START in a.sources and a.to == first)

    def leaving(self, state: str) -> tuple[Action, ...]:
        """The actions that leave `state`, in the order of the definition."""
        return tuple(action for action in self.actions.values() if state in action.sources)
