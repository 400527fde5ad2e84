"""Which limits can be counted: the defined pairs of unit and policy, and the amounts they take."""

from datetime import timedelta
from decimal import Decimal

from engine.errors import BadInput
from engine.procedure import Counting, Limit, Unit

PAIRS = frozenset(
    {
        (Unit.WORKING_DAYS, Counting.SAME_MOMENT),
        (Unit.WORKING_DAYS, Counting.END_OF_DAY),
        (Unit.WORKING_DAYS, Counting.HALF_DAY),
        (Unit.WORKING_HOURS, Counting.SAME_MOMENT),
        (Unit.CALENDAR_DAYS, Counting.END_OF_DAY),
        (Unit.HALF_DAYS, Counting.HALF_DAY),
        (Unit.SAME_DAY, Counting.END_OF_DAY),
        *((Unit.NONE, counting) for counting in Counting),  # nothing is counted, by any policy
    },
)


_HALF = Decimal("0.5")


def default_counting(unit: Unit) -> Counting:
    """The policy of a limit that names none."""
    match unit:
        case Unit.WORKING_HOURS:
            return Counting.SAME_MOMENT
        case Unit.HALF_DAYS:
            return Counting.HALF_DAY
        case _:
            return Counting.END_OF_DAY


def check(limit: Limit) -> None:
    """Refuse a pair of unit and policy that is not defined, or an amount that it cannot count."""
    pair = f"{limit.unit} × {limit.counting}"
    if (limit.unit, limit.counting) not in PAIRS:
        raise BadInput(
            f"Thời hạn {pair} không có cách tính. Hãy chọn một cặp có trong docs/time/.",
            code="undefined_counting",
        )
    step = _step(limit)
    if limit.amount < 0 or (step and limit.amount % step):
        raise BadInput(
            f"Thời hạn {pair} không tính được {limit.amount}: cần bội số không âm của {step}.",
            code="uncountable_amount",
        )


def _step(limit: Limit) -> Decimal:
    """The smallest part that the pair can count; 0 for time that flows."""
    if limit.unit is Unit.WORKING_HOURS:
        return Decimal(0)
    if limit.unit is Unit.WORKING_DAYS and limit.counting is Counting.HALF_DAY:
        return _HALF
    return Decimal(1)


def hours_span(amount: Decimal) -> timedelta:
    return timedelta(microseconds=int(amount * 3_600_000_000))
