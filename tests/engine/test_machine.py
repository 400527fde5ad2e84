from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from engine import machine
from engine.definitions.known import FormText, Known
from engine.definitions.load import load
from engine.errors import GuardFailed, NotFound, NotNow, RecordBroken
from engine.machine import fire
from engine.procedure import START, Procedure

EXAMPLES = Path(__file__).parent / "definitions" / "examples"
READY = {"documents": {"complete": True}, "consultations": {"answered": True}}


@pytest.fixture(scope="module")
def procedure() -> Procedure:
    texts = {path.name: path.read_text(encoding="utf-8") for path in EXAMPLES.glob("*.yaml")}
    known = Known(
        forms={"application": FormText(frozenset({"area"}), {})},
        labels={"sign": "Ký", "propose": "Trình kết quả", "withdraw": "Rút hồ sơ"},
    )
    return load(texts, known).procedures[0]


def test_a_dossier_goes_the_usual_way(procedure: Procedure) -> None:
    state = START
    for action in ["receive", "forward", "assign", "propose", "agree", "sign", "seal", "hand_over"]:
        state = fire(procedure, state, action, READY)

    assert state == "returned"


def test_an_action_that_stays_leaves_the_state_as_it_was(procedure: Procedure) -> None:
    assert fire(procedure, "examining", "consult", {}) == "examining"


def test_one_action_may_leave_several_states(procedure: Procedure) -> None:
    assert fire(procedure, "reviewing", "send_back", {}) == "examining"
    assert fire(procedure, "signing", "send_back", {}) == "examining"


def test_a_condition_that_does_not_hold_says_what_is_missing(procedure: Procedure) -> None:
    facts = {"documents": {"complete": True}, "consultations": {"answered": False}}

    with pytest.raises(GuardFailed) as refusal:
        fire(procedure, "examining", "propose", facts)

    assert refusal.value.message == "Chưa thể “Trình kết quả”: còn ý kiến chưa được trả lời."
    assert refusal.value.facts["guard"] == "documents.complete && consultations.answered"
    assert refusal.value.facts["unmet"] == ["consultations.answered"]


def test_a_condition_that_cannot_be_told_does_not_hold(procedure: Procedure) -> None:
    with pytest.raises(GuardFailed, match=r"documents\.complete"):
        fire(procedure, "examining", "propose", {})


def test_an_action_out_of_its_turn_is_answered_with_what_may_be_done(procedure: Procedure) -> None:
    with pytest.raises(NotNow) as refusal:
        fire(procedure, "reviewing", "sign", {})

    assert refusal.value.facts["possible"] == ["agree", "send_back", "withdraw"]
    assert "“Ký”" in refusal.value.message
    assert "Rút hồ sơ" in refusal.value.message


def test_nothing_may_be_done_when_a_dossier_is_over(procedure: Procedure) -> None:
    with pytest.raises(NotNow, match="đã kết thúc"):
        fire(procedure, "returned", "sign", {})

    assert procedure.leaving("returned") == ()


def test_an_unknown_action_is_not_found(procedure: Procedure) -> None:
    with pytest.raises(NotFound):
        fire(procedure, "examining", "to_returned", {})


def test_a_state_that_the_edition_does_not_have_is_a_broken_record(procedure: Procedure) -> None:
    with pytest.raises(RecordBroken):
        fire(procedure, "nowhere", "sign", {})


def test_what_is_possible_follows_the_order_of_the_definition(procedure: Procedure) -> None:
    assert [action.id for action in procedure.leaving("ready")] == ["hand_over"]
    assert [action.id for action in procedure.leaving(START)] == ["receive", "submit"]


def test_another_edition_has_a_machine_of_its_own(procedure: Procedure) -> None:
    without = {id_: action for id_, action in procedure.actions.items() if id_ != "withdraw"}
    stricter = replace(procedure, actions=without, edition="stricter")

    assert fire(procedure, "examining", "withdraw", {}) == "withdrawn"
    with pytest.raises(NotFound):
        fire(stricter, "examining", "withdraw", {})


def test_no_dossier_stays_behind_in_the_machine(procedure: Procedure) -> None:
    for _ in range(100):
        fire(procedure, "received", "forward", {})

    assert machine._compiled[procedure.edition].models == []


def test_many_threads_may_ask_at_once(procedure: Procedure) -> None:
    walk: Callable[[int], str] = lambda n: fire(  # noqa: E731
        procedure, "received" if n % 2 else "assigning", "forward" if n % 2 else "assign", {}
    )

    with ThreadPoolExecutor(8) as pool:
        reached = list(pool.map(walk, range(2000)))

    assert reached == ["examining", "assigning"] * 1000
