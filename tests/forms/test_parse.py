"""A form handed in becomes answers, or complaints that say what to do; nothing typed is lost."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answers import Answers, Complaints
from forms.parse import parse
from forms.posted import nest
from forms.values import Address
from tests.forms.filling import TODAY
from tests.forms.sample import FIELDS, FORM, answered, codes, complaint


def test_facts_hold_what_was_answered_in_plain_values() -> None:
    facts = answered(area="620,5", born="02/01/1990", want=["sms"]).facts()

    assert facts == {
        "name": "Đỗ Ý",
        "born": "1990-01-02",
        "want": ["sms"],
        "area": 620.5,
        "total": 0,
    }


def test_the_type_of_a_fact_follows_from_the_field_not_from_the_answer() -> None:
    facts = answered(area="620", floors="3", fees=[{"what": "Phí", "amount": "5"}]).facts()

    assert [type(facts[name]) for name in ("area", "floors", "total")] == [float, int, int]


def test_complaints_keep_what_was_typed_and_stand_in_the_order_of_the_form() -> None:
    raw = {"area": "rộng", "name": "", "phone": "12"}

    result = parse(FORM, raw)

    assert isinstance(result, Complaints)
    assert result.raw == raw
    assert codes(result.entries) == [
        ("name", "missing"),
        ("phone", "not_a_phone"),
        ("area", "not_a_number"),
    ]
    entry = result.at("phone")
    assert entry is not None
    assert str(entry).startswith("Điện thoại: Hãy nhập")


def test_a_key_that_the_form_does_not_have_is_a_complaint() -> None:
    assert complaint("colour", colour="đỏ") == "unknown_field"
    row = {"what": "Phí", "amount": "1", "x": "2"}
    assert complaint("fees.0.x", fees=[row]) == "unknown_field"


def test_a_field_is_asked_only_when_its_condition_holds() -> None:
    assert complaint("permit", request="old") == "missing"
    assert "permit" not in answered(request="new").values


def test_an_answer_that_was_not_asked_for_is_left_out_and_told() -> None:
    answers = answered(request="new", permit="12/GP")

    assert "permit" not in answers.values
    assert codes(answers.warnings) == [("permit", "not_asked")]
    assert answers.raw["permit"] == "12/GP"


def test_conditions_follow_one_another() -> None:
    assert complaint("lost_on", request="Đổi", permit="1", lost="có") == "missing"
    assert "lost_on" not in answered(request="new", lost="có").values


def test_what_depends_on_a_misread_answer_is_not_judged() -> None:
    raw = {"name": "Đỗ Ý", "request": "cũ", "permit": "12/GP", "lost_on": "?"}

    result = parse(FORM, raw)

    assert isinstance(result, Complaints)
    assert codes(result.entries) == [("request", "not_an_option")]
    assert result.warnings == ()


def test_a_table_complains_by_row_and_cell() -> None:
    rows = [{"what": "Phí", "amount": "1.000"}, {"what": "", "amount": "mười"}]

    result = parse(FORM, {"name": "Đỗ Ý", "fees": rows})

    assert isinstance(result, Complaints)
    assert [(entry.path, entry.label) for entry in result.entries] == [
        ("fees.1.what", "Khoản thu, dòng 2: Tên khoản"),
        ("fees.1.amount", "Khoản thu, dòng 2: Số tiền"),
    ]


def test_empty_rows_do_not_count() -> None:
    blank = {"what": " ", "amount": ""}

    answers = answered(fees=[blank, {"what": "Phí", "amount": "5"}, blank, blank, blank])

    assert answers.sums == {"total": 5}


def test_too_many_rows_are_refused() -> None:
    assert complaint("fees", fees=[{"what": "Phí", "amount": "1"}] * 4) == "row_count"


@given(st.lists(st.integers(0, 10**9), max_size=3))
def test_a_total_is_the_sum_of_its_rows(amounts: list[int]) -> None:
    answers = answered(fees=[{"what": "Phí", "amount": amount} for amount in amounts])

    assert answers.facts()["total"] == sum(amounts)


def test_a_total_sent_along_is_not_believed() -> None:
    answers = answered(fees=[{"what": "Phí", "amount": "5"}], total=1)

    assert answers.sums == {"total": 5}
    assert codes(answers.warnings) == [("total", "other_sum")]


def test_the_twelve_digits_are_compared_with_the_birth_date_beside_them() -> None:
    identity = {"kind": "citizen", "number": "001090123456"}

    assert codes(answered(identity=identity, born="1991").warnings) == [("identity", "number_year")]
    assert answered(identity=identity, born="1990").warnings == ()


def test_a_paper_whose_kind_alone_was_posted_is_not_answered() -> None:
    assert "identity" not in answered(identity={"kind": "citizen", "number": ""}).values


def test_that_there_is_no_paper_is_an_answer_and_needs_its_reason() -> None:
    assert complaint("identity", identity={"kind": "none", "note": ""}) == "no_reason"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0912 345 678", "+84912345678"),
        ("+84 912.345.678", "+84912345678"),
        ("0251 3822520", "+842513822520"),
    ],
)
def test_a_phone_is_kept_in_one_way(typed: str, kept: str) -> None:
    assert answered(phone=typed).values["phone"] == kept


def test_a_phone_of_an_old_prefix_is_kept_and_told() -> None:
    assert codes(answered(phone="01681234567").warnings) == [("phone", "phone_unassigned")]


@pytest.mark.parametrize("name", ["A1 B", "Nguyễn <b>", "12", "x" * 101, ["A"], {"a": "b"}, True])
def test_what_cannot_be_a_name_is_refused(name: object) -> None:
    assert complaint("name", name=name) in {"not_a_name", "wrong_shape"}


def test_unseen_characters_of_a_pasted_name_are_dropped_and_accents_composed() -> None:
    answers = answered(name="\ufeffNguye\u0302\u0303n\u200b  Va\u0306n\u00a0An\ud800 ")

    assert answers.values["name"] == "Nguyễn Văn An"


def test_a_name_of_one_word_is_kept_and_told() -> None:
    assert codes(answered(name="Nguyễn").warnings) == [("name", "one_word_name")]


def test_a_day_to_come_is_refused_where_it_must_have_passed() -> None:
    assert complaint("born", born="23/11/2026") == "in_the_future"
    assert complaint("born", born="2027") == "in_the_future"
    assert answered(born="22/11/2026").values["born"] == TODAY


def test_bounds_and_lengths_are_told() -> None:
    assert complaint("area", area="-1") == "too_small"
    assert complaint("area", area="1,234567") == "too_precise"
    assert complaint("permit", request="old", permit="12345678901") == "too_long"


class _Units:
    """Two tiers since July 2025: the old commune is known only before."""

    def name(self, code: str, day: date) -> str | None:
        return "Xã cũ" if code == "26041" and day < date(2025, 7, 1) else None


def test_a_unit_is_judged_by_the_day_of_filling_in() -> None:
    raw = {"name": "Đỗ Ý", "home": {"unit": "26041", "street": "Ấp 1"}}

    before = parse(FORM, raw, today=date(2025, 6, 30), places=_Units())
    after = parse(FORM, raw, today=date(2025, 7, 1), places=_Units())

    assert isinstance(before, Answers)
    assert isinstance(after, Complaints)
    assert codes(after.entries) == [("home", "unknown_unit")]


def test_an_address_without_its_unit_is_refused() -> None:
    assert complaint("home", home={"unit": "", "street": "Ấp 1"}) == "no_unit"


def test_a_place_abroad_has_a_country_for_its_unit() -> None:
    away = {"unit": "", "street": "5 Elm St", "country": "Hoa Kỳ"}

    assert answered(away=away).values["away"] == Address("", "5 Elm St", "Hoa Kỳ")
    assert complaint("home", home=away) == "unit_or_country"
    assert complaint("away", away=away | {"unit": "26041"}) == "unit_or_country"


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ({"sha256": "x"}, "not_a_file"),
        ({"media_type": "text/html"}, "file_type"),
        ({"size": 0}, "file_size"),
        ({"size": 10**9}, "file_size"),
        ({"path": "/etc/passwd"}, "unknown_part"),
    ],
)
def test_a_file_is_taken_only_as_it_was_stored(part: dict[str, object], code: str) -> None:
    good = {"sha256": "a" * 64, "size": 9, "media_type": "image/png", "name": "a.png"}

    assert "scan" in answered(scan=good).values
    assert complaint("scan", scan=good | part) == code


def test_a_posted_page_gives_the_same_answers_as_a_json_body() -> None:
    page = nest(
        [
            ("name", "Đỗ Ý"),
            ("home.unit", "26041"),
            ("home.street", "Ấp 1"),
            ("want", "post"),
            ("want", "sms"),
            ("fees.0.what", "Phí"),
            ("fees.0.amount", "1.500.000"),
            ("fees.1.what", ""),
            ("fees.1.amount", ""),
        ]
    )

    posted = parse(FORM, page)

    assert isinstance(posted, Answers)
    assert (
        posted.values
        == answered(
            home={"unit": "26041", "street": "Ấp 1"},
            want=["sms", "post"],
            fees=[{"what": "Phí", "amount": 1_500_000}],
        ).values
    )


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(FIELDS)) | st.text(max_size=5), JUNK))
def test_whatever_is_sent_is_answered_with_words_never_with_a_crash(raw: dict[str, object]) -> None:
    result = parse(FORM, raw, today=TODAY)

    assert result.raw is raw
    told = result.entries if isinstance(result, Complaints) else result.warnings
    assert all(remark.sentence for remark in told)
