"""Which scheme numbers whose dossiers, and which scheme a typed code belongs to."""

from dataclasses import replace
from datetime import date

import pytest

from engine.errors import BadInput, DefinitionFault, NotFound
from receipts.codes import SchemeNumbering, Use, check_schemes, recognise, scheme_for
from tests.receipts.shipped import SCHEMES

ALL = tuple(SCHEMES.values())


@pytest.mark.parametrize(
    ("typed", "scheme", "day", "serial"),
    [
        ("000.00.32.H19-210708-0032", "tt01-2018", date(2021, 7, 8), 32),
        ("000.A0.01.H26-210212-9090", "tt01-2018", date(2021, 2, 12), 9090),
        ("000.17.22.H56-210531-0001", "tt01-2018", date(2021, 5, 31), 1),
        ("H56.14-240823-0001", "qd20-2020", date(2024, 8, 23), 1),
        ("000.00.16.G04-220324-0020", "tt01-2018", date(2022, 3, 24), 20),
        ("000.00.06.G04.190701.0501", "tt01-2018", date(2019, 7, 1), 501),
        ("G09.20-20260609-0092637", "qd20-2026-long", date(2026, 6, 9), 92637),
    ],
)
def test_codes_seen_on_real_portals_are_recognised(
    typed: str, scheme: str, day: date, serial: int
) -> None:
    code = recognise(ALL, typed)
    assert (code.scheme, code.day, code.serial) == (scheme, day, serial)


def test_the_order_of_the_schemes_does_not_change_which_dossier_is_found() -> None:
    both_shapes = "H19.00.32.H19-210708-0032"
    assert recognise(ALL, both_shapes).text == recognise(reversed(ALL), both_shapes).text


def test_a_mistyped_digit_is_named_as_such_whatever_other_schemes_there_are() -> None:
    with pytest.raises(BadInput) as refusal:
        recognise(ALL, "006738150000015")
    assert refusal.value.code == "wrong_check_digit"


def test_text_that_no_scheme_writes_is_refused() -> None:
    with pytest.raises(BadInput, match="Không nhận ra mã hồ sơ “xin chào”") as refusal:
        recognise(ALL, "xin chào")
    assert refusal.value.code == "unknown_code_shape"


@pytest.mark.parametrize(
    ("agency", "day", "scheme"),
    [
        ("dn-738", date(2015, 3, 9), "qd3582-2015"),
        ("dn-738", date(2015, 11, 16), "qd3582-2015"),
        ("dn-738", date(2019, 1, 7), "qd3582-2015"),
        ("dn-738", date(2019, 1, 8), "tt01-2018"),
        ("ag-sxd", date(2021, 7, 8), "tt01-2018"),
        ("ag-sxd", date(2022, 9, 14), "tt01-2018"),
        ("ag-sxd", date(2022, 9, 15), "qd20-2020"),
        ("dn25-26299", date(2026, 1, 5), "qd20-2020"),
    ],
)
def test_each_day_has_its_scheme(agency: str, day: date, scheme: str) -> None:
    assert scheme_for(ALL, agency, day).id == scheme


def test_during_a_migration_one_agency_is_ahead_of_the_others() -> None:
    early = Use(("dn-sxd",), date(2021, 1, 1), date(2022, 9, 14))
    new = replace(SCHEMES["qd20-2020"], uses=(*SCHEMES["qd20-2020"].uses, early))
    schemes, day = (SCHEMES["tt01-2018"], new), date(2021, 7, 8)
    assert scheme_for(schemes, "dn-sxd", day).id == "qd20-2020"
    assert scheme_for(schemes, "dn-738", day).id == "tt01-2018"
    check_schemes(schemes, ["dn-sxd", "dn-738"])


def test_two_schemes_for_one_agency_and_day_are_refused_and_both_are_named() -> None:
    rival = replace(SCHEMES["qd20-2020"], uses=(Use((), date(2021, 1, 1)),))
    schemes = (SCHEMES["tt01-2018"], rival)
    for refused in (
        lambda: scheme_for(schemes, "ag-sxd", date(2021, 7, 8)),
        lambda: check_schemes(schemes, ["ag-sxd"]),
    ):
        with pytest.raises(DefinitionFault, match="tt01-2018 và qd20-2020") as refusal:
            refused()
        assert refusal.value.code == "schemes_overlap"


def test_a_day_without_a_scheme_is_said_to_have_none() -> None:
    with pytest.raises(NotFound, match=r"ag-sxd .* ngày 02/01/2014"):
        scheme_for(ALL, "ag-sxd", date(2014, 1, 2))


def test_one_scheme_id_stands_once() -> None:
    with pytest.raises(DefinitionFault, match="tt01-2018"):
        check_schemes((SCHEMES["tt01-2018"], SCHEMES["tt01-2018"]), [])


def test_an_office_numbers_its_dossiers_by_the_scheme_of_the_day() -> None:
    numbering = SchemeNumbering(
        ALL, {"dn-742": {"qcvn102": "000.00.32.H19", "qd3582_unit": "001", "qd3582_area": "742"}}
    )
    day = date(2021, 7, 8)
    assert numbering.scope("dn-742", day) == ("tt01-2018", "dn-742/2021-07-08")
    assert numbering.code("dn-742", day, 32) == "000.00.32.H19-210708-0032"
    assert numbering.prefix("dn-742", day) == "000.00.32.H19"
    assert numbering.scope("dn-742", date(2015, 3, 9)) == ("qd3582-2015", "dn-742/2015")
    assert numbering.prefix("dn-742", date(2015, 3, 9)) == "001742"


def test_an_agency_that_no_file_knows_numbers_nothing() -> None:
    with pytest.raises(DefinitionFault, match="mã định danh"):
        SchemeNumbering(ALL, {}).code("dn-999", date(2021, 7, 8), 1)
