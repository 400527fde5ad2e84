"""Results of a procedure: each flaw planted in the example, and lint points at that line."""

from collections.abc import Callable

import pytest

from engine.definitions.defects import Defect, errors
from tests.engine.definitions.broken import P

Judge = Callable[..., tuple[Defect, ...]]
BEFORE = "valid: {from: 2021-03-03}\n"
PHASE = "{id: first, name: Tạm, by: consult, limit: {working_days: 3}}"
LAST = "{id: last, name: Sau, after: first, limit: {working_days: 9}}"


def with_results(judged: Judge, *lines: str) -> list[str]:
    """The codes of what is wrong when the example gives these results."""
    listed = "".join(f"  - {line}\n" for line in lines)
    return [one.code for one in errors(judged((P, BEFORE, f"results:\n{listed}{BEFORE}")))]


def test_phases_and_copies_are_clean(judged: Judge) -> None:
    copy = '{id: copy, name: Bản sao, to: ["province:fire_police/officer"], applicant: false}'

    assert with_results(judged, PHASE, LAST, copy) == []


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (("{id: a, name: A}", "{id: a, name: B}"), "duplicate_result"),
        (("{id: a, name: A, to: applicant}",), "role_nobody_holds"),
        (("{id: a, name: A, to: auditor}",), "role_nobody_holds"),
        (("{id: a, name: A, to: 'moon:base/officer'}",), "unknown_agency"),
        (("{id: a, name: A}", "{id: b, name: B, applicant: false}"), "result_for_nobody"),
        ((PHASE,), "no_last_result"),
        (("{id: a, name: A, by: receive}", "{id: b, name: B}"), "unknown_action"),
        (("{id: a, name: A, by: hand_over}", "{id: b, name: B}"), "unknown_action"),
        (("{id: a, name: A, by: fly}", "{id: b, name: B}"), "unknown_action"),
        ((LAST, PHASE), "unknown_phase"),
        (("{id: a, name: A, limit: {half_days: 0.3}}",), "uncountable_amount"),
    ],
)
def test_lint_refuses_results_that_nobody_could_give(
    judged: Judge, lines: tuple[str, ...], code: str
) -> None:
    assert code in with_results(judged, *lines)


def test_a_wrong_result_is_corrected_by_a_procedure_that_there_is(judged: Judge) -> None:
    found = judged((P, BEFORE, f'correction: "9.999999"\n{BEFORE}'))

    assert [one.code for one in errors(found)] == ["unknown_procedure"]
