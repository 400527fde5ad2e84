"""Made-up people."""

from collections import Counter

from stdnum.vn import mst

from api.simulation.people import chance, parties
from engine.desk import Party


def _many(year: int) -> list[Party]:
    dice = chance(7)
    return [party for _ in range(600) for party in parties(dice, year, "75", "Tổ 3 (mẫu)")]


def test_every_dossier_has_an_owner() -> None:
    dice = chance(1)

    assert all(
        any(party.role == "owner" for party in parties(dice, 2026, "75", "Tổ 3 (mẫu)"))
        for _ in range(200)
    )


def test_every_kind_of_identity_occurs() -> None:
    kinds = {party.identity_kind for party in [*_many(2026), *_many(2015)]}

    assert kinds == {
        "citizen",
        "old_card",
        "passport",
        "birth_certificate",
        "tax",
        "other",
        "none",
    }


def test_in_2015_nobody_had_a_twelve_digit_number() -> None:
    kinds = Counter(party.identity_kind for party in _many(2015))

    assert kinds["citizen"] == 0
    assert kinds.most_common(1)[0][0] == "old_card"


def test_a_citizen_number_tells_province_century_and_year() -> None:
    numbers = [party.identity or "" for party in _many(2026) if party.identity_kind == "citizen"]

    assert all(len(number) == 12 and number.startswith("075") for number in numbers)
    assert {number[3] for number in numbers} == {"0", "1", "2", "3"}
    assert all(int(number[4:6]) <= 6 for number in numbers if number[3] in "23")


def test_tax_numbers_pass_the_check_of_the_tax_office() -> None:
    numbers = [party.identity or "" for party in _many(2026) if party.identity_kind == "tax"]

    assert numbers
    assert all(mst.is_valid(number) for number in numbers)


def test_the_same_seed_draws_the_same_people() -> None:
    assert _many(2026) == _many(2026)
