import logging
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from engine.errors import BadInput, DefinitionFault
from engine.expressions import compile, evaluate, fact, holds  # noqa: A004

NAMES = frozenset(
    {"documents.complete", "answers.area", "answers.kinds", "answers.built", "channel"}
)
FACTS = {
    "documents": {"complete": True},
    "answers": {"area": Decimal("500.5"), "kinds": ("house", "wall"), "built": date(2020, 5, 1)},
    "channel": "online",
}


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("documents.complete", True),
        ("!documents.complete", False),
        ("answers.area > 500", True),
        ("answers.area > 500.5", False),
        ("answers.area >= 500.5 && channel == 'online'", True),
        ("channel in ['direct', 'postal']", False),
        ("size(answers.kinds) == 2", True),
        ("answers.kinds.exists(kind, kind == 'wall')", True),
        ("answers.kinds.all(kind, kind.startsWith('h'))", False),
        ("has(answers.area) ? answers.area < 1000 : false", True),
        ("answers.built < timestamp('2021-01-01T00:00:00Z')", True),
    ],
)
def test_a_condition_decides_over_the_facts(text: str, result: bool) -> None:  # noqa: FBT001
    assert holds(compile(text, NAMES), FACTS) is result


@pytest.mark.parametrize("area", [500, 500.0, Decimal(500), Decimal("500.00")])
def test_a_number_is_the_same_however_it_is_written(area: object) -> None:
    facts = {"answers": {"area": area}}

    assert holds(compile("answers.area == 500 && answers.area <= 500.0", NAMES), facts)
    assert not holds(compile("answers.area != 500.0 || answers.area > 500", NAMES), facts)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("documents.complet", "unknown_name"),
        ("answers.height > 3", "unknown_name"),
        ("documents", "unknown_name"),
        ("answers['area'] > 3", "unknown_name"),
        ("answers.kinds.map(kind, kind + other)", "unknown_name"),
        ("approve(channel)", "unknown_function"),
        ("channel.upper()", "unknown_function"),
        (".channel == 'online'", "unknown_function"),
        ("Thing{area: 1}", "unknown_function"),
        ("answers.kinds.exists(1, true)", "expression_syntax"),
        ("channel ==", "expression_syntax"),
        ("", "expression_syntax"),
    ],
)
def test_what_is_not_there_is_found_when_the_definition_is_read(text: str, rule: str) -> None:
    with pytest.raises(DefinitionFault) as refusal:
        compile(text, NAMES)

    assert refusal.value.code == rule


def test_an_expression_names_the_facts_that_it_asks_for() -> None:
    text = "answers.area > 1 && (channel == 'online' || answers.area < 5)"

    assert compile(text, NAMES).names == ("answers.area", "channel")


@pytest.mark.parametrize("facts", [{}, {"answers": {}}, {"answers": {"area": None}}])
def test_a_missing_fact_is_named_and_never_taken_for_false(facts: dict[str, object]) -> None:
    with pytest.raises(BadInput) as refusal:
        holds(compile("answers.area > 500", NAMES), facts)

    assert refusal.value.code == "undecided"
    assert refusal.value.facts["missing"] == ["answers.area"]


def test_a_fact_of_another_kind_is_refused() -> None:
    with pytest.raises(BadInput):
        holds(compile("answers.area > 500", NAMES), {"answers": {"area": "many"}})


def test_what_is_no_condition_is_refused() -> None:
    with pytest.raises(BadInput) as refusal:
        holds(compile("channel", NAMES), FACTS)

    assert refusal.value.code == "not_a_condition"


def test_a_value_may_be_asked_for_too() -> None:
    assert evaluate(compile("answers.area * 2.0", NAMES), FACTS) == 1001


def test_moments_are_compared_as_moments() -> None:
    facts = {"answers": {"built": datetime(2020, 5, 1, tzinfo=UTC)}}

    assert holds(compile("answers.built == timestamp('2020-05-01T00:00:00Z')", NAMES), facts)


def test_a_fact_is_found_by_its_dotted_name() -> None:
    assert fact(FACTS, "answers.area") == Decimal("500.5")
    assert fact(FACTS, "channel.name") is None


def test_the_library_leaves_logging_alone() -> None:
    compile("channel == 'x'", NAMES)

    assert logging.getLogger("celpy").handlers == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (" && ".join(["answers.area > 1"] * 60), "expression_too_long"),
        ("(" * 30 + "true" + ")" * 30, "expression_too_deep"),
        ("(" * 490 + "true" + ")" * 490, "expression_too_deep"),
        ("[" * 490 + "1" + "]" * 490, "expression_too_deep"),
        ("!" * 900 + "true", "expression_too_deep"),
        (
            "answers.kinds.all(a, answers.kinds.all(b, answers.kinds.all(c, true)))",
            "expression_too_deep",
        ),
    ],
)
def test_a_condition_that_could_exhaust_the_machine_is_refused(text: str, code: str) -> None:
    with pytest.raises(DefinitionFault) as refusal:
        compile(text, NAMES)

    assert refusal.value.code == code
    assert len(refusal.value.message) < 1100


def test_long_and_nested_conditions_within_measure_are_met() -> None:
    long = " && ".join(["channel == 'online'"] * 40)
    deep = "(" * 20 + "documents.complete" + ")" * 20
    pairs = "answers.kinds.all(a, answers.kinds.exists(b, a == b))"
    chain = "answers.kinds.filter(a, a != 'x').filter(a, a != 'y').exists(a, a == 'wall')"

    for text in (long, deep, pairs, chain):
        assert holds(compile(text, NAMES), FACTS)


def test_what_was_decided_for_some_facts_is_not_taken_for_others() -> None:
    """Absent, null, a number and its text are different answers; each is asked twice."""
    there = compile("has(answers.area)", NAMES)
    one = compile("answers.area == 1", NAMES)

    for _ in range(2):
        assert not holds(there, {"answers": {}})
        assert holds(there, {"answers": {"area": None}})
        assert holds(one, {"answers": {"area": 1}})
        assert not holds(one, {"answers": {"area": 2}})
        with pytest.raises(BadInput):
            holds(one, {"answers": {"area": "1"}})
