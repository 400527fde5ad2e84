from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receipts.letters.wording import dated, moment_of, sum_of
from receipts.letters.words import in_words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (5, "Năm đồng"),
        (15, "Mười lăm đồng"),
        (21, "Hai mươi mốt đồng"),
        (24, "Hai mươi bốn đồng"),
        (105, "Một trăm linh năm đồng"),
        (1000, "Một nghìn đồng"),
        (1050, "Một nghìn không trăm năm mươi đồng"),
        (75000, "Bảy mươi lăm nghìn đồng"),
        (105000, "Một trăm linh năm nghìn đồng"),
        (1005000, "Một triệu không trăm linh năm nghìn đồng"),
        (1250000, "Một triệu hai trăm năm mươi nghìn đồng"),
        (1000005, "Một triệu không trăm linh năm đồng"),
        (2000000500, "Hai tỷ năm trăm đồng"),
        (10**12, "Một nghìn tỷ đồng"),
        (1_234_567, "Một triệu hai trăm ba mươi bốn nghìn năm trăm sáu mươi bảy đồng"),
    ],
)
def test_a_sum_is_written_as_a_cashier_writes_it(amount: int, words: str) -> None:
    assert in_words(amount) == words


@given(st.integers(0, 10**14), st.integers(0, 10**14))
def test_two_sums_are_never_written_alike(one: int, other: int) -> None:
    assert (in_words(one) == in_words(other)) == (one == other)


def test_a_negative_sum_has_no_words() -> None:
    with pytest.raises(ValueError, match="âm"):
        in_words(-1)


def test_days_and_hours_stand_as_the_rules_of_writing_ask() -> None:
    assert dated("Đồng Nai", date(2026, 2, 5)) == "Đồng Nai, ngày 05 tháng 02 năm 2026"
    assert dated("Đồng Nai", date(2026, 3, 22)) == "Đồng Nai, ngày 22 tháng 3 năm 2026"
    morning = datetime(2026, 11, 22, 7, 30)  # noqa: DTZ001 - the wall clock of the office
    assert moment_of(morning) == "07 giờ 30 phút, ngày 22/11/2026"
    assert sum_of(75000) == "75.000 đồng"
