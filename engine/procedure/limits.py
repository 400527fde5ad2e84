"""How much time there is, and how it is counted."""

from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from enum import StrEnum


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
