"""A file is read key by key, and what is wrong with it is said with its place."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

import pytest

from engine.errors import DefinitionFault
from engine.fields import Fields


class Colour(StrEnum):
    RED = "red"


def test_what_is_absent_has_its_default() -> None:
    entry = Fields({}, "a.yaml")
    assert entry.optional("x") is None
    assert entry.texts("x") == ()
    assert entry.pairs("x") == {}
    assert entry.day("x", date.max) == date.max
    assert entry.text("x", "y") == "y"
    assert not entry.flag("x")
    assert list(entry.parts("x")) == []
    entry.finish()


def test_one_text_is_a_list_of_one() -> None:
    assert Fields({"serves": "26299"}, "a.yaml").texts("serves") == ("26299",)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (6, lambda entry: entry.text("key")),
        (" ", lambda entry: entry.text("key")),
        (None, lambda entry: entry.text("key")),
        ([6], lambda entry: entry.texts("key")),
        ({"unit": 6}, lambda entry: entry.pairs("key")),
        ("2025-07-01", lambda entry: entry.day("key", date.min)),
        (True, lambda entry: entry.number("key")),
        (0, lambda entry: entry.number("key")),
        ("green", lambda entry: entry.choice("key", Colour)),
        ("yes", lambda entry: entry.flag("key")),
        ({}, lambda entry: list(entry.parts("key"))),
        (["x"], lambda entry: list(entry.parts("key"))),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_with_file_and_key(
    value: object, read: Callable[[Fields], object]
) -> None:
    with pytest.raises(DefinitionFault, match=r"a\.yaml.*key|a\.yaml\.key"):
        read(Fields({"key": value}, "a.yaml"))


def test_a_misspelt_key_is_refused_rather_than_ignored() -> None:
    entry = Fields({"name": "x", "nmae": "y"}, "a.yaml")
    entry.text("name")
    with pytest.raises(DefinitionFault, match="“nmae”") as refusal:
        entry.finish()
    assert refusal.value.code == "unknown_key"


def test_a_file_that_holds_no_mapping_is_refused() -> None:
    with pytest.raises(DefinitionFault, match=r"a\.yaml"):
        Fields(None, "a.yaml")
