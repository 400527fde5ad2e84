import unicodedata
from datetime import date
from decimal import Decimal

import pytest

from engine.definitions.defects import FaultyText, Place
from engine.definitions.texts import parse


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("off", "off"),
        ("no", "no"),
        ("15:00", "15:00"),
        ("000", "000"),
        ("20", 20),
        ("0.5", Decimal("0.5")),
        ("1e3", "1e3"),
        ('"20"', "20"),
        ("true", True),
        ("null", None),
        ("~", None),
        ("2021-03-03", date(2021, 3, 3)),
    ],
)
def test_a_plain_word_means_what_an_officer_reads(text: str, value: object) -> None:
    assert parse(f"a: {text}", "t.yaml").value == {"a": value}


def test_letters_with_separate_accents_are_joined() -> None:
    decomposed = unicodedata.normalize("NFD", "Đã tiếp nhận")

    assert parse(f"{decomposed}: {decomposed}", "t").value == {"Đã tiếp nhận": "Đã tiếp nhận"}


def test_every_value_knows_its_line() -> None:
    document = parse("a:\n  - x: 1\n    y:\n      z: 2\n", "t.yaml")

    assert document.place(("a", 0, "y", "z")) == Place("t.yaml", 4)
    assert document.place(("a", 0, "nothing")) == Place("t.yaml", 2)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a: 1\na: 2", "duplicate_key"),
        ("a: !!python/object/apply:os.system [ls]", "yaml_tag"),
        ("a: !thing 1", "yaml_tag"),
        ("a: &x [*x]", "yaml_alias"),
        ("[a]: 1", "yaml_key"),
        ("a: [", "yaml"),
        ("a: \x07", "yaml"),
    ],
)
def test_what_could_be_read_two_ways_is_refused(text: str, rule: str) -> None:
    with pytest.raises(FaultyText) as refusal:
        parse(text, "t.yaml")

    assert [defect.code for defect in refusal.value.defects] == [rule]
    assert str(refusal.value).startswith("t.yaml:")


def test_an_empty_text_is_no_value() -> None:
    assert parse("# nothing\n", "t.yaml").value is None


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("a: 1\nb: &x [1, 2]\nc: *x\n", 2, "yaml_alias"),
        ("a: 1\nb: {<<: *x}\n", 2, "yaml_alias"),
        ("a: 1\nb: " + "[" * 60 + "]" * 60, 2, "yaml_depth"),
        ("a: 1\nb: " + "[" * 20_000, 2, "yaml_depth"),
        ("".join(f"{' ' * n}a:\n" for n in range(60)), 51, "yaml_depth"),
        ("a: " + "ộ" * 400_000, 1, "yaml_size"),
    ],
)
def test_a_text_that_could_exhaust_the_machine_is_refused(text: str, line: int, code: str) -> None:
    with pytest.raises(FaultyText) as refusal:
        parse(text, "t.yaml")

    (defect,) = refusal.value.defects
    assert (defect.place, defect.code) == (Place("t.yaml", line), code)


def test_a_text_as_deep_and_long_as_allowed_is_read() -> None:
    assert parse("a: " + "[" * 49 + "]" * 49, "t.yaml").value != {}
    assert parse("a: " + "b" * 1_000_000, "t.yaml").value == {"a": "b" * 1_000_000}
