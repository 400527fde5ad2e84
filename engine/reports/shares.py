"""Percentages as offices print them."""

from decimal import ROUND_HALF_UP, Decimal

_HUNDREDTH = Decimal("0.01")


def percent(part: int, whole: int) -> Decimal | None:
    """`part` of `whole` in percent, two decimals, halves up; None of nothing."""
    if whole == 0:
        return None
    return (Decimal(100 * part) / Decimal(whole)).quantize(_HUNDREDTH, ROUND_HALF_UP)


def as_number(share: Decimal | None) -> float | None:
    """A share as JSON writes it: 99.58."""
    return None if share is None else float(share)
