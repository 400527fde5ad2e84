"""What the twelve digits say, and what speaks against them."""

from datetime import date

import pytest

from forms.identity import CitizenNumber
from forms.papers import read_identity
from forms.remarks import Finding, Wrong
from forms.values import Identity, IdentityKind, Sex, YearOnly

TODAY = date(2026, 11, 22)


def _codes(found: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in found]


@pytest.mark.parametrize(
    ("number", "place", "sex", "year"),
    [
        ("001090123456", "Hà Nội", Sex.MALE, 1990),
        ("075 185 000001", "Đồng Nai", Sex.FEMALE, 1985),
        ("079.2.05.000001", "TP. Hồ Chí Minh", Sex.MALE, 2005),
        ("089326000001", "An Giang", Sex.FEMALE, 2026),
        ("999090123456", None, Sex.MALE, 1990),
    ],
)
def test_the_number_tells_place_sex_and_year(
    number: str, place: str | None, sex: Sex, year: int
) -> None:
    citizen = CitizenNumber.of(number)

    assert (citizen.place, citizen.sex, citizen.year) == (place, sex, year)


def test_a_number_that_fits_raises_no_doubt() -> None:
    citizen = CitizenNumber.of("001090123456")

    assert citizen.doubts(born=date(1990, 1, 1), sex=Sex.MALE, today=TODAY) == ()


def test_each_disagreement_is_a_doubt_of_its_own() -> None:
    citizen = CitizenNumber.of("999090123456")

    found = citizen.doubts(born=YearOnly(1991), sex=Sex.FEMALE)

    assert _codes(found) == ["number_place", "number_year", "number_sex"]


def test_a_year_of_birth_yet_to_come_is_a_doubt() -> None:
    assert _codes(CitizenNumber.of("001290123456").doubts(today=TODAY)) == ["number_year"]


def test_a_missing_digit_is_refused_and_counted() -> None:
    with pytest.raises(Wrong, match="hiện nhập 11 chữ số"):
        CitizenNumber.of("00109012345")


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("001090123456", IdentityKind.CITIZEN),
        ("012345678", IdentityKind.OLD_CARD),
        ("c1234567", IdentityKind.PASSPORT),
    ],
)
def test_a_number_alone_tells_its_kind_where_it_can(number: str, kind: IdentityKind) -> None:
    assert read_identity(number, TODAY)[0].kind is kind


def test_a_number_of_unknown_shape_asks_which_paper_it_is_of() -> None:
    with pytest.raises(Wrong) as refused:
        read_identity("12345", TODAY)

    assert refused.value.finding.code == "which_paper"


def test_a_person_without_papers_gives_the_reason() -> None:
    with pytest.raises(Wrong, match="lý do"):
        read_identity({"kind": "none"}, TODAY)

    identity, doubts = read_identity({"kind": "none", "note": "Mất trong lũ"}, TODAY)
    assert identity == Identity(IdentityKind.NONE, note="Mất trong lũ")
    assert doubts == ()


def test_day_and_place_of_issue_are_kept() -> None:
    raw = {
        "kind": "citizen",
        "number": "001 090 123 456",
        "issued_on": "15/04/2021",
        "issued_by": "Cục Cảnh sát",
    }

    identity, _ = read_identity(raw, TODAY)

    assert identity == Identity(
        IdentityKind.CITIZEN, "001090123456", "", date(2021, 4, 15), "Cục Cảnh sát"
    )


@pytest.mark.parametrize(
    "raw",
    [
        {"kind": "visa", "number": "1"},
        {"kind": "passport", "number": "??"},
        {"kind": "other", "number": "12"},
        {"kind": "birth_certificate", "number": ""},
        {"kind": "citizen", "number": "001090123456", "colour": "red"},
        ["001090123456"],
    ],
)
def test_a_paper_that_cannot_be_understood_is_refused(raw: object) -> None:
    with pytest.raises(Wrong):
        read_identity(raw, TODAY)
