"""Money and numbers as people in Vietnam write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.amounts import read_money, read_number, write_money, write_number
from forms.remarks import Wrong

DECIMALS = st.decimals(
    min_value=Decimal(-9999999999), max_value=Decimal(9999999999), places=3, allow_nan=False
)


@pytest.mark.parametrize(
    "text",
    [
        "1500000",
        "1.500.000",
        "1,500,000",
        "1 500 000",
        "1\u00a0500\u00a0000 đ",
        "1.500.000 đồng",
        "1.500.000 VNĐ",
        "１.５００.０００",
    ],
)
def test_the_same_sum_is_read_however_it_is_written(text: str) -> None:
    assert read_money(text) == 1_500_000


@pytest.mark.parametrize(
    "text", ["1.500,50", "15.00", "1.5000", "một triệu", "1e6", "", "1..500", "٣٠٠", "1.500.00"]
)
def test_what_is_no_sum_of_money_is_refused(text: str) -> None:
    with pytest.raises(Wrong) as refused:
        read_money(text)

    assert refused.value.finding.code == "not_money"


def test_a_negative_sum_is_refused() -> None:
    with pytest.raises(Wrong, match="âm"):
        read_money("-5000")


def test_a_sum_too_long_for_the_register_is_refused() -> None:
    with pytest.raises(Wrong, match="15 chữ số"):
        read_money("1" * 16)


@given(st.integers(0, 10**15 - 1))
def test_money_written_is_read_as_the_same_money(amount: int) -> None:
    assert read_money(write_money(amount)) == amount


@given(DECIMALS)
def test_a_number_written_is_read_as_the_same_number(number: Decimal) -> None:
    assert read_number(write_number(number))[0] == number


@given(DECIMALS)
def test_a_json_number_is_taken_exactly(number: Decimal) -> None:
    assert read_number(float(number))[0] == number


def test_a_json_number_of_too_many_digits_is_refused() -> None:
    with pytest.raises(Wrong, match="15 chữ số"):
        read_number(0.1 + 0.2)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("120,5", "120.5"),
        ("120.5", "120.5"),
        ("1.250,75", "1250.75"),
        ("1,250.75", "1250.75"),
        ("0.500", "0.5"),
        ("12 345,6", "12345.6"),
        ("120 m²", "120"),
        ("120,5m2", "120.5"),
        ("-3,5", "-3.5"),
    ],
)
def test_a_decimal_comma_and_a_unit_are_understood(text: str, number: str) -> None:
    assert read_number(text, "m²") == (Decimal(number), ())


@pytest.mark.parametrize(("text", "number"), [("1.500", "1500"), ("1,500", "1.5")])
def test_a_number_that_reads_two_ways_is_read_the_vietnamese_way_and_told(
    text: str, number: str
) -> None:
    read, doubts = read_number(text)

    assert read == Decimal(number)
    assert [doubt.code for doubt in doubts] == ["read_as"]


@pytest.mark.parametrize("raw", ["abc", "1.2.3", "1,2,3", float("nan"), float("inf"), True, [1]])
def test_what_is_no_number_is_refused(raw: object) -> None:
    with pytest.raises(Wrong):
        read_number(raw)
