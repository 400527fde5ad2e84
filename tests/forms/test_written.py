"""What is written of an answer is read again as the same answer."""

from datetime import date
from decimal import Decimal

import pytest

from forms.fields import Choice, Choices, Date, Field, FullName, Money, Number, YesNo
from forms.readers import Setting, read
from forms.values import Value, YearOnly
from forms.written import written

OPTIONS = {"a": "Cấp mới", "b": "Cấp lại"}


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        (Money(id="x", label="X"), 1_500_000, "1.500.000"),
        (Number(id="x", label="X"), Decimal("1250.5"), "1.250,5"),
        (Number(id="x", label="X", decimals=0), 1500, "1.500"),
        (Date(id="x", label="X"), date(2026, 11, 2), "02/11/2026"),
        (Date(id="x", label="X", year_only=True), YearOnly(1957), "1957"),
        (YesNo(id="x", label="X"), False, "Không"),
        (Choice(id="x", label="X", options=OPTIONS), "b", "Cấp lại"),
        (FullName(id="x", label="X"), "Đỗ Ý", "Đỗ Ý"),
    ],
)
def test_an_answer_is_written_as_it_would_be_typed(field: Field, value: Value, text: str) -> None:
    assert written(field, value) == text
    assert read(field, text, Setting()).value == value


def test_several_choices_are_written_in_the_order_of_the_form() -> None:
    assert written(Choices(id="x", label="X", options=OPTIONS), ("b", "a")) == "Cấp mới; Cấp lại"
