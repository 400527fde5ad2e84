"""Percentages."""

from decimal import Decimal

import pytest

from engine.reports.shares import percent


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (211, 523, "40.34"),
        (1189, 1194, "99.58"),
        (22, 523, "4.21"),
        (1, 800, "0.13"),  # 0.125: halves go up
        (3, 3, "100.00"),
        (0, 7, "0.00"),
    ],
)
def test_a_share_has_two_decimals_and_halves_go_up(part: int, whole: int, expected: str) -> None:
    assert percent(part, whole) == Decimal(expected)


def test_there_is_no_share_of_nothing() -> None:
    assert percent(0, 0) is None
