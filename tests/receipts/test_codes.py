"""A code is written as its scheme says, and read as people type it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import BadInput, DefinitionFault
from receipts.codes import Scheme
from tests.receipts.shipped import SCHEMES, mapping

NATIONAL, DIRECTED, DONG_NAI = (SCHEMES[i] for i in ("tt01-2018", "qd20-2020", "qd3582-2015"))
THONG_NHAT = {"qd3582_unit": "006", "qd3582_area": "738"}

days = st.dates(date(2001, 1, 1), date(2099, 12, 31))
digits = st.text("0123456789", min_size=3, max_size=3)
groups = st.text("0123456789ABCXYZ", min_size=2, max_size=2)
level_one = st.builds(lambda m, n: f"{m}{n:02d}", st.sampled_from("AGHY"), st.integers(0, 99))
unit_and_area = st.fixed_dictionaries({"qd3582_unit": digits, "qd3582_area": digits})


@given(st.tuples(digits, groups, groups, level_one), days, st.integers(1, 10**7))
def test_a_national_code_is_read_as_it_was_written(
    levels: tuple[str, str, str, str], day: date, serial: int
) -> None:
    agency = {"qcvn102": ".".join(levels)}
    code = NATIONAL.parse(NATIONAL.format(agency, day, serial))
    assert (code.identifiers, code.day, code.serial) == (agency, day, serial)
    assert code.prefix == agency["qcvn102"]


@given(level_one, st.lists(groups, max_size=6), days, st.integers(1, 10**7))
def test_a_code_of_the_2020_order_is_read_as_it_was_written(
    top: str, below: list[str], day: date, serial: int
) -> None:
    agency = {"qd20": ".".join([top, *below])}
    code = DIRECTED.parse(DIRECTED.format(agency, day, serial))
    assert (code.identifiers, code.day, code.serial) == (agency, day, serial)


@given(unit_and_area, days, st.integers(1, 999_999))
def test_a_dong_nai_code_has_fifteen_digits_and_is_read_as_it_was_written(
    agency: dict[str, str], day: date, serial: int
) -> None:
    written = DONG_NAI.format(agency, day, serial)
    code = DONG_NAI.parse(written)
    assert len(written) == 15
    assert (code.identifiers, code.year, code.serial) == (agency, day.year, serial)
    assert code.day is None


@given(unit_and_area, days, st.integers(1, 999_999), st.integers(0, 14), st.integers(1, 9))
def test_the_check_digit_finds_every_single_wrong_digit(
    agency: dict[str, str], day: date, serial: int, place: int, shift: int
) -> None:
    written = DONG_NAI.format(agency, day, serial)
    wrong = str((int(written[place]) + shift) % 10)
    with pytest.raises(BadInput, match="sai số kiểm tra") as refusal:
        DONG_NAI.parse(written[:place] + wrong + written[place + 1 :])
    assert refusal.value.code == "wrong_check_digit"


@given(days, st.sets(st.integers(1, 200_000), min_size=2, max_size=20))
def test_serials_of_one_day_give_distinct_codes_in_their_order(
    day: date, serials: set[int]
) -> None:
    codes = [NATIONAL.format({"qcvn102": "000.00.32.H19"}, day, n) for n in sorted(serials)]
    assert len(set(codes)) == len(codes)
    assert [NATIONAL.parse(code).serial for code in codes] == sorted(serials)


@given(unit_and_area, days, st.integers(1, 999_999), st.data())
def test_spaces_typed_anywhere_in_an_all_digit_code_do_not_matter(
    agency: dict[str, str], day: date, serial: int, data: st.DataObject
) -> None:
    written = DONG_NAI.format(agency, day, serial)
    place = data.draw(st.integers(0, 15))
    assert DONG_NAI.parse(f" {written[:place]} {written[place:]}").text == written


@pytest.mark.parametrize(
    "typed",
    [
        "000.00.32.H19-210708-0032",
        "000.00.32.h19-210708-0032",
        "  000.00.32.H19 - 210708 - 0032 ",
        "000.00.32.H19–210708—0032",
        "000.00.32.H19.210708.0032",
        "000 00 32 h19 210708 0032",
        "000-00-32-H19-210708-0032",
        "０００.００.３２.Ｈ１９-２１０７０８-００３２",
    ],
)
def test_a_code_may_be_typed_in_many_ways(typed: str) -> None:
    assert NATIONAL.parse(typed).text == "000.00.32.H19-210708-0032"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "32",
        "000.00.32.H19-210708-32",
        "000.00.32.H19-210708-00032",
        "000.00.32.H19-2107081-0032",
        "000.00.32.Z19-210708-0032",
        "Nguyễn Văn A",
        "0" * 5000,
    ],
)
def test_what_is_no_code_is_refused_with_an_example_of_one(typed: str) -> None:
    with pytest.raises(BadInput, match=r"ví dụ đúng: 000\.00\.32\.H19-210708-0032") as refusal:
        NATIONAL.parse(typed)
    assert refusal.value.code == "malformed_code"
    assert len(refusal.value.message) < 400


def test_a_code_with_a_day_that_no_calendar_knows_is_refused() -> None:
    with pytest.raises(BadInput, match="“210230”") as refusal:
        NATIONAL.parse("000.00.32.H19-210230-0001")
    assert refusal.value.code == "impossible_day"


def test_the_ten_thousandth_dossier_of_a_day_gets_a_fifth_digit() -> None:
    agency, day = {"qcvn102": "000.00.32.H19"}, date(2021, 7, 8)
    assert NATIONAL.format(agency, day, 9_999).endswith("-9999")
    assert NATIONAL.format(agency, day, 10_000).endswith("-10000")


def test_the_fifteen_digits_of_dong_nai_do_not_grow() -> None:
    assert DONG_NAI.format(THONG_NHAT, date(2015, 12, 1), 999_999)
    with pytest.raises(DefinitionFault, match="đã cấp hết 999999 số") as refusal:
        DONG_NAI.format(THONG_NHAT, date(2015, 12, 1), 1_000_000)
    assert refusal.value.code == "serials_exhausted"


def test_there_is_no_serial_before_the_first() -> None:
    with pytest.raises(BadInput):
        DONG_NAI.format(THONG_NHAT, date(2015, 12, 1), 0)


@pytest.mark.parametrize("value", ["", "H19", "H19.32." + "A" * 40, "h19.32", "H19..32", "Z19"])
def test_an_agency_without_a_fitting_identifier_is_named_before_it_numbers(value: str) -> None:
    scheme = NATIONAL if value == "H19" else DIRECTED
    with pytest.raises(DefinitionFault, match="mã định danh"):
        scheme.format({scheme.identifier_keys[0]: value}, date(2023, 1, 4), 1)


def test_the_agency_part_of_the_2020_order_has_at_most_thirty_five_characters() -> None:
    longest = "H19." + "A" * 31
    assert DIRECTED.parse(f"{longest}-230104-0001").prefix == longest
    with pytest.raises(BadInput):
        DIRECTED.parse(f"{longest}B-230104-0001")


def test_the_counter_starts_again_each_day_or_each_year_and_for_each_agency() -> None:
    morning, next_day, next_year = date(2021, 7, 8), date(2021, 7, 9), date(2022, 7, 8)
    assert NATIONAL.scope_key("a", morning) != NATIONAL.scope_key("a", next_day)
    assert DONG_NAI.scope_key("a", morning) == DONG_NAI.scope_key("a", next_day)
    assert DONG_NAI.scope_key("a", morning) != DONG_NAI.scope_key("a", next_year)
    assert DONG_NAI.scope_key("a", morning) != DONG_NAI.scope_key("b", morning)


def test_what_is_assumed_about_dong_nai_is_said_by_the_scheme_itself() -> None:
    assert any("GIẢ ĐỊNH" in line for line in DONG_NAI.assumptions)
    assert any("trước ngày 16/11/2015" in line for line in DONG_NAI.assumptions)


AGENCY = {"identifier": "id", "like": "[0-9]{3}", "longest": 3}
DAY, SERIAL, CHECK = {"day": "yymmdd"}, {"serial": 4}, {"check": "mod_11_10"}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"example": "006738150000015"}, "example"),
        ({"counter": "day"}, "counter"),
        ({"counter": "month"}, "counter"),
        ({"pattern": [DAY, SERIAL]}, "pattern"),
        ({"pattern": [AGENCY, DAY]}, "pattern"),
        ({"pattern": [AGENCY, DAY, SERIAL, SERIAL]}, "pattern"),
        ({"pattern": [AGENCY, CHECK, DAY, SERIAL]}, "pattern"),
        ({"pattern": [AGENCY, {"text": "-"}, DAY, SERIAL, CHECK]}, "pattern"),
        ({"pattern": [{**AGENCY, "like": "["}, DAY, SERIAL]}, "like"),
        ({"pattern": [AGENCY, DAY, {"serial": 0}]}, "serial"),
        ({"pattern": [AGENCY, DAY, SERIAL, {"check": "luhn"}]}, "check"),
        ({"issued": [{"from": date(2015, 1, 1)}]}, "agencies"),
        (
            {"issued": [{"agencies": "a", "from": date(2015, 1, 2), "to": date(2015, 1, 1)}]},
            "to",
        ),
        ({"source": [{"law": "x", "confidence": "certain"}]}, "confidence"),
        ({"patern": []}, "patern"),
    ],
)
def test_a_faulty_scheme_file_is_refused_with_its_place_and_key(
    change: dict[str, object], complaint: str
) -> None:
    with pytest.raises(DefinitionFault, match=r"dong-nai\.yaml") as refusal:
        Scheme.from_mapping(mapping("qd3582-2015") | change, where="dong-nai.yaml")
    assert refusal.value.facts["key"] == complaint
