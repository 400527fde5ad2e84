"""Numbers given at the counter: what speaks against them, never a refusal."""

from datetime import date

import pytest

from forms.doubts import doubts_of

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("kind", "number", "doubts"),
    [
        ("citizen", "075 090 123 456", ()),
        ("citizen", "07509012345", ("wrong_length",)),
        ("citizen", "07509012345O", ("not_digits",)),
        ("citizen", "999090123456", ("number_place",)),
        ("citizen", "075290123456", ("number_year",)),
        ("old_card", "271234567", ()),
        ("old_card", "27123456", ("wrong_length",)),
        ("passport", "C7654321", ()),
        ("passport", "C", ("not_a_passport",)),
        ("tax", "0100233488", ()),
        ("tax", "0100233489", ("tax_check_digit",)),
        ("tax", "12", ("not_a_tax_number",)),
        ("birth_certificate", "", ("no_number",)),
        ("none", "", ("no_reason",)),
    ],
)
def test_each_kind_of_paper_is_looked_at_by_its_own_rule(
    kind: str, number: str, doubts: tuple[str, ...]
) -> None:
    assert doubts_of({"identity_kind": kind, "identity": number}, TODAY) == doubts


def test_a_reason_for_having_no_paper_and_the_name_of_another_are_enough() -> None:
    assert doubts_of({"identity_kind": "none", "identity_note": "Trẻ mới sinh"}, TODAY) == ()
    other = {"identity_kind": "other", "identity": "12/HC", "identity_note": "Thẻ nhà báo"}
    assert doubts_of(other, TODAY) == ()
    assert doubts_of({**other, "identity_note": None}, TODAY) == ("unnamed_paper",)


def test_telephone_and_mail_are_optional_and_looked_at_when_given() -> None:
    known = {"identity_kind": "passport", "identity": "C7654321"}

    assert doubts_of({**known, "phone": "0913 456 789", "email": "a@b.vn"}, TODAY) == ()
    assert doubts_of({**known, "phone": "12"}, TODAY) == ("not_a_phone",)
    assert doubts_of({**known, "phone": "0113456789"}, TODAY) == ("phone_unassigned",)
    assert doubts_of({**known, "email": "a b"}, TODAY) == ("not_an_email",)


def test_a_doubt_never_repeats_the_number() -> None:
    found = doubts_of({"identity_kind": "tax", "identity": "0100233489", "phone": "12"}, TODAY)

    assert not any(character.isdigit() for code in found for character in code)
