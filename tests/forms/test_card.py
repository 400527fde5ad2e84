"""The QR code of a citizen card fills in what it knows."""

from datetime import date

import pytest

from forms.answers import Answers
from forms.card import defaults, read_card
from forms.form import Form
from forms.load import load
from forms.parse import parse
from forms.remarks import Wrong
from forms.values import Sex

SEVEN = "001090123456|012345678|Nguyễn Văn A|01011990|Nam|Ấp 1, Xã X, Huyện Y|15042021"


def _form() -> Form:
    return load(
        {
            "form": "card",
            "title": "Tờ khai",
            "source": [{"law": "mẫu thử", "confidence": "assumption"}],
            "sections": [
                {
                    "title": "Người khai",
                    "fields": {
                        "name": {"kind": "full_name", "label": "Họ tên", "from_card": "full_name"},
                        "born": {"kind": "date", "label": "Sinh", "from_card": "birth_date"},
                        "sex": {
                            "kind": "choice",
                            "label": "Giới tính",
                            "options": {"male": "Nam", "female": "Nữ"},
                            "from_card": "sex",
                        },
                        "identity": {
                            "kind": "identity",
                            "label": "Giấy tờ",
                            "from_card": "identity",
                            "born": "born",
                            "sex": "sex",
                        },
                        "home": {"kind": "text", "label": "Nơi ở", "from_card": "address"},
                        "note": {"kind": "text", "label": "Ghi chú"},
                    },
                }
            ],
        }
    )


def test_a_card_of_seven_parts_is_read() -> None:
    card = read_card(SEVEN)

    assert (card.number, card.old_number, card.sex) == ("001090123456", "012345678", Sex.MALE)
    assert (card.born, card.issued) == (date(1990, 1, 1), date(2021, 4, 15))


def test_an_old_number_may_be_empty() -> None:
    card = read_card(SEVEN.replace("012345678", ""))

    assert (card.old_number, card.full_name) == ("", "Nguyễn Văn A")


def test_a_card_of_six_parts_has_no_old_number() -> None:
    card = read_card("001090123456|Nguyễn Văn A|01011990|Nam|Ấp 1|15042021")

    assert (card.old_number, card.issued) == ("", date(2021, 4, 15))


def test_parts_appended_by_newer_cards_are_passed_over() -> None:
    assert read_card(SEVEN + "|x||y") == read_card(SEVEN)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://example.vn/t/abc",
        SEVEN.replace("Nam", "?"),
        SEVEN.replace("01011990", "31021990"),
        SEVEN.replace("01011990", "1990"),
        SEVEN.replace("001090123456", "00109012345"),
    ],
)
def test_another_code_is_not_taken_for_a_card(text: str) -> None:
    with pytest.raises(Wrong):
        read_card(text)


def test_the_card_fills_the_fields_that_name_its_items() -> None:
    filled = defaults(_form(), read_card(SEVEN))

    assert filled["born"] == "01/01/1990"
    assert "note" not in filled
    answers = parse(_form(), filled)
    assert isinstance(answers, Answers)
    assert answers.warnings == ()
    assert answers.values["sex"] == "male"
