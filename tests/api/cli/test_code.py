import pytest

from tests.api.conftest import Motcua

pytestmark = pytest.mark.parametrize("database_url", ["sqlite://"])  # files alone are read


def test_a_code_is_read_as_people_type_it(motcua: Motcua) -> None:
    read = motcua("code", "parse", "h19.32 220915 0001", "--json").json()

    assert read["code"] == "H19.32-220915-0001"
    assert (read["day"], read["serial"]) == ("2022-09-15", 1)


def test_a_wrong_digit_is_told(motcua: Motcua) -> None:
    answer = motcua("code", "parse", "006738150000015")

    assert answer.code == 1
    assert answer.err.startswith("motcua: [wrong_check_digit] ")


def test_the_assumption_in_a_scheme_is_seen_wherever_it_is_shown(motcua: Motcua) -> None:
    parsed = motcua("code", "parse", "006738150000014")
    schemes = {one["scheme"]: one for one in motcua("code", "schemes", "--json").json()}

    assert "GIẢ ĐỊNH" in parsed.out
    assert "GIẢ ĐỊNH" in motcua("code", "schemes").out
    assert any("3 số đơn vị" in line for line in schemes["qd3582-2015"]["assumptions"])
