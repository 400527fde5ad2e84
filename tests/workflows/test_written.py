"""YAML that we write is read again as what was meant."""

from decimal import Decimal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.definitions.texts import parse
from workflows.written import written

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(
    lambda text: normalize("NFC", text)
)
KEYS = st.from_regex("[a-z]{1,8}", fullmatch=True)
SIMPLE = st.one_of(st.none(), st.booleans(), st.integers(-9, 10**9), TEXTS)
VALUES = st.recursive(
    SIMPLE,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_any_value_comes_back(value: dict[str, object]) -> None:
    assert parse(written(value), "x.yaml").value == value


@pytest.mark.parametrize(
    "text", ["yes", "null", "0.5", "2026-01-02", "15:00", "a: b", "#", "007", "~", ""]
)
def test_texts_that_look_like_something_else_stay_texts(text: str) -> None:
    assert parse(written({"said": text}), "x.yaml").value == {"said": text}


def test_a_number_of_days_is_exact() -> None:
    assert written({"limit": {"working_days": Decimal("0.5")}}) == "limit: {working_days: 0.5}\n"


def test_what_an_office_reads_line_by_line_stands_in_lines() -> None:
    states = {"received": {"label": "Đã tiếp nhận", "holder": "counter", "budget": "0.5d"}}

    assert written({"procedure": "TV01", "states": states}, ["Nhập vào."]) == (
        "# Nhập vào.\n"
        "procedure: TV01\n"
        "states:\n"
        "  received: {label: Đã tiếp nhận, holder: counter, budget: 0.5d}\n"
    )
