"""One test a defect: the example is broken in one place, and lint points at that place."""

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.definitions.defects import Defect, Severity, errors
from tests.engine.definitions.broken import BROKEN, P, W

Judge = Callable[..., tuple[Defect, ...]]
EXAMPLES = Path(__file__).parent / "examples"


def test_the_two_examples_of_the_language_are_clean(judged: Judge) -> None:
    assert judged() == ()


@pytest.mark.parametrize("what", BROKEN)
def test_lint_points_at(what: str, judged: Judge) -> None:
    (file, old, new), (code, piece) = BROKEN[what]

    found = [defect for defect in judged((file, old, new)) if defect.code == code]

    text = (EXAMPLES / file).read_text(encoding="utf-8").replace(old, new, 1).splitlines()
    assert found
    assert all(defect.severity is Severity.ERROR for defect in found)
    assert all(defect.message and defect.fix for defect in found)
    assert any(piece in _line(defect, file, text) for defect in found)


def _line(defect: Defect, file: str, text: list[str]) -> str:
    """The line that the defect names; the other example is as it was."""
    if defect.place.file == file:
        return text[defect.place.line - 1]
    other = (EXAMPLES / defect.place.file).read_text(encoding="utf-8").splitlines()
    return other[defect.place.line - 1]


def test_the_same_code_in_two_files_is_a_defect(judged: Judge, texts: dict[str, str]) -> None:
    found = judged(more={"1.009972@2021-03-03.yaml": texts[P]})

    assert [defect.code for defect in errors(found)] == ["duplicate_code"]


def test_two_versions_of_a_procedure_may_follow_each_other(
    judged: Judge, texts: dict[str, str]
) -> None:
    earlier = texts[P].replace("{from: 2021-03-03}", "{from: 2015-01-01, to: 2021-03-02}")

    assert judged(more={"1.009972@2015-01-01.yaml": earlier}) == ()


def test_a_fee_needs_an_action_that_takes_it(judged: Judge) -> None:
    taken = "letter: receipt, takes: fee}"
    found = judged(
        (W, taken, "letter: receipt}"),
        (W, taken, "letter: receipt}"),
    )

    assert [defect.code for defect in found] == ["fee_not_taken"]


def test_a_rest_needs_a_limit(judged: Judge) -> None:
    found = judged(
        (P, "limit: {working_days: 20}", "limit: none #"),
        (P, "  examining: {budget: 16.5d}", "  # "),
    )

    assert [defect.code for defect in errors(found)] == ["rest_of_nothing"]


WARNINGS = {
    "no limit": ("limit: {working_days: 20}", "limit: none #", "no_limit"),
    "budgets under the limit": ("budget: 16.5d", "budget: 10d", "budgets_under_limit"),
    "a level above the channels": (
        "channels: [direct, online, postal]",
        "channels: [direct, postal]",
        "level_above_channels",
    ),
    "no source": ("source: [{", "# source: [{", "no_source"),
}


@pytest.mark.parametrize("what", WARNINGS)
def test_lint_only_warns_of(what: str, judged: Judge) -> None:
    old, new, code = WARNINGS[what]

    found = judged((P, old, new))

    assert [defect.code for defect in found] == [code]
    assert errors(found) == ()


def test_every_defect_of_a_file_is_said_at_once(judged: Judge) -> None:
    found = judged((P, "level: 4", "level: 9"), (P, "tier: province", "tier: region"))

    assert {defect.code for defect in found} == {"out_of_range", "unknown_value"}


def test_a_slip_in_a_key_is_answered_with_the_key_that_was_meant(judged: Judge) -> None:
    (missing, unknown) = judged((P, "level: 4", "levl: 4"))

    assert (missing.code, unknown.code) == ("missing_key", "unknown_key")
    assert unknown.fix == "Có phải “level”?"
    assert str(unknown.place) == "1.009972.yaml:7"
