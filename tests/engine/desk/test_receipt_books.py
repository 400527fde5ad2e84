"""Books of receipts: which series, how a number is shown, what a file must say."""

from datetime import date

import pytest

from engine.desk.receipt_books import Book, Books
from engine.errors import BadInput, DefinitionFault

NEW_YEAR = date(2027, 1, 1)


def test_a_series_turns_with_the_year_if_it_names_one() -> None:
    assert Book("01BLP", "BL-{yy}E").series_on(NEW_YEAR) == "BL-27E"
    assert Book("01BLP", "AA/{yyyy}").series_on(NEW_YEAR) == "AA/2027"
    assert Book("01BLP", "AA").series_on(NEW_YEAR) == "AA"


def test_a_number_is_printed_with_all_its_digits() -> None:
    assert Book("01BLP", "AA").shown(42) == "0000042"
    assert Book("01BLP", "AA", digits=3).shown(4200) == "4200"


def test_an_agency_writes_in_its_own_book_or_in_the_tenants() -> None:
    books = Books.from_mapping(
        {
            "books": {
                "default": {"template": "01BLP", "series": "BL"},
                "dn-sxd": {"template": "01BLP", "series": "XD", "digits": 6},
            }
        },
        "fee-receipts.yaml",
    )

    assert books.of("dn-sxd") == Book("01BLP", "XD", 6)
    assert books.of("dn-ubnd").series == "BL"


def test_an_agency_without_a_book_takes_no_money() -> None:
    with pytest.raises(BadInput) as refused:
        Books().of("dn-sxd")
    assert refused.value.code == "no_receipt_book"


@pytest.mark.parametrize(
    "book",
    [
        {"template": "01BLP"},
        {"series": "BL"},
        {"template": " ", "series": "BL"},
        {"template": "01BLP", "series": "BL", "digits": 0},
        {"template": "01BLP", "series": "BL", "digits": "seven"},
        "BL",
    ],
    ids=str,
)
def test_a_book_says_template_series_and_digits(book: object) -> None:
    with pytest.raises(DefinitionFault) as refused:
        Books.from_mapping({"books": {"default": book}}, "fee-receipts.yaml")
    assert refused.value.code == "bad_receipt_book"
