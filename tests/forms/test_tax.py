"""Tax numbers: a failed check digit is told and recorded, never in the way."""

import pytest

from forms.remarks import Wrong
from forms.tax import read_tax


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0100233488", "0100233488"),
        ("0100233488-002", "0100233488-002"),
        ("0314409058 002", "0314409058-002"),
        ("001090123456", "001090123456"),
    ],
)
def test_a_right_number_is_kept_as_it_is_printed(text: str, number: str) -> None:
    assert read_tax(text) == (number, ())


@pytest.mark.parametrize("text", ["0100233480", "0100000000", "0100233488-000"])
def test_a_failed_check_is_a_doubt_and_the_number_is_kept(text: str) -> None:
    number, doubts = read_tax(text)

    assert number == text
    assert [doubt.code for doubt in doubts] == ["tax_check_digit"]


@pytest.mark.parametrize("text", ["", "12345", "010023348X", "٠١٠٠٢٣٣٤٨٨"])
def test_what_is_no_tax_number_is_refused(text: str) -> None:
    with pytest.raises(Wrong):
        read_tax(text)
