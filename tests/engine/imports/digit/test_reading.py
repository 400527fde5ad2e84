"""What becomes of a BusinessService, and what is said of a faulty one."""

import json
from typing import Any

import pytest

from engine.imports.digit import read
from engine.imports.imported import Imported
from tests.engine.imports.digit.samples import (
    DAY,
    DONE,
    OPEN,
    REJECTED,
    SOUND,
    STATES,
    WAITING,
    WORKING,
    action,
    answer,
    service,
    state,
)

FILE = "gop-y.json"


def one(content: bytes) -> Imported:
    (found,) = read({FILE: content}, "commune")[0]
    return found


def definition(content: bytes) -> Any:  # noqa: ANN401 -- the plain value of a YAML file
    return one(content).definition


def codes(*states: dict[str, Any], **more: object) -> list[str]:
    return [problem.code for problem in one(answer(service(*states, **more))).problems]


def test_a_sound_service_has_no_problem_and_its_figures() -> None:
    found = one(SOUND)

    assert found.problems == ()
    assert (found.code, found.states, found.actions) == ("GOPY", 4, 7)
    assert found.limit == 5
    assert (found.handovers, found.clock_stops, found.inter_agency) == (1, 0, False)


def test_the_state_without_a_name_is_the_beginning() -> None:
    card = definition(SOUND)

    assert card["starts"] == {"direct": "pendingforassignment", "online": "pendingforassignment"}
    assert card["actions"]["apply"]["from"] == "start"
    assert card["actions"]["apply"]["by"] == ["counter", "applicant"]


def test_a_loop_on_itself_is_an_action_that_stays() -> None:
    comment = definition(SOUND)["actions"]["comment_pendingatlme"]

    assert comment["from"] == comment["to"] == "pendingatlme"
    assert comment["by"] == "applicant"


def test_roles_are_units_and_the_servers_own_are_the_system() -> None:
    card = definition(SOUND)

    assert card["states"]["pendingatlme"]["holder"] == "lme/officer"
    assert card["actions"]["reassign"]["by"] == ["lme/officer", "system"]


def test_milliseconds_are_days() -> None:
    card = definition(SOUND)

    assert card["limit"] == {"working_days": 5}
    assert card["states"]["pendingatlme"]["budget"] == "2d"


def test_ends_are_told_apart_by_their_names() -> None:
    states = definition(SOUND)["states"]

    assert states["resolved"] == {"label": "Resolved", "final": "completed", "clock": "ended"}
    assert states["rejected"]["final"] == "stopped"


def test_states_may_be_named_by_the_ids_of_the_server() -> None:
    opening = state(None, action("APPLY", "u-2", "CITIZEN"), uuid="u-1")
    working = state("WORK", action("RESOLVE", "u-3", "LME"), uuid="u-2")
    card = definition(
        answer(service(opening, working, state("DONE", isTerminateState=True, uuid="u-3")))
    )

    assert card["actions"]["apply"]["to"] == "work"
    assert card["actions"]["resolve"]["to"] == "done"


def test_an_action_that_was_switched_off_is_left_out() -> None:
    working = state(
        "WORK", action("RESOLVE", "RESOLVED", "LME"), action("OLD", "X", "LME", active=False)
    )
    opening = state(None, action("APPLY", "WORK", "CITIZEN"))

    assert codes(opening, working, DONE) == []


@pytest.mark.parametrize(
    "value",
    [service(*STATES), [service(*STATES)], {"BusinessService": [service(*STATES)]}],
    ids=["alone", "list", "request"],
)
def test_a_service_may_stand_by_itself_or_in_a_list(value: object) -> None:
    assert one(json.dumps(value).encode()).problems == ()


LOOP = state("LOOP", action("AGAIN", "LOOP", "LME"), action("MORE", "LOOP", "LME"))
FAULTS: list[tuple[tuple[dict[str, Any], ...], dict[str, object], str]] = [
    (STATES, {"businessServiceSla": None}, "no_limit"),
    (STATES, {"businessServiceSla": -1}, "bad_sla"),
    (STATES, {"businessServiceSla": 1}, "bad_sla"),
    (STATES, {"businessServiceSla": DAY}, "sum_over_total"),
    (STATES, {"businessService": None}, "missing_attribute"),
    (STATES, {"businessService": "../x"}, "bad_code"),
    ((), {}, "no_states"),
    (STATES[1:], {}, "no_start"),
    ((*STATES, DONE), {}, "duplicate_state"),
    ((*STATES, state("LOST", action("GO", "RESOLVED", "LME"))), {}, "unreachable_state"),
    ((OPEN, WAITING, DONE, REJECTED), {}, "dangling_next"),
    ((OPEN, WAITING, WORKING, {**DONE, "isTerminateState": False}, REJECTED), {}, "not_terminated"),
    ((state(None, action("APPLY", "LOOP", "LME")), LOOP), {}, "endless_loop"),
    ((state(None, action("APPLY", "REJECTED", "LME")), REJECTED), {}, "no_clock_end"),
    ((state(None, action("APPLY", "RESOLVED")), DONE), {}, "no_roles"),
    (
        (state(None, action("APPLY", None, "LME"), action("GO", "RESOLVED", "LME")), DONE),
        {},
        "no_next",
    ),
    (
        (state(None, action("A", "RESOLVED", "LME"), action("B", "RESOLVED", "GRO")), DONE),
        {},
        "several_openings",
    ),
    (
        (
            state(None, action("A", "RESOLVED", "LME"), action("A", "REJECTED", "LME")),
            DONE,
            REJECTED,
        ),
        {},
        "duplicate_action",
    ),
    (
        (
            state(None, action("A", "RESOLVED", "LME")),
            state("RESOLVED", action("BACK", "REJECTED", "LME"), isTerminateState=True),
            REJECTED,
        ),
        {},
        "leaves_final",
    ),
]


@pytest.mark.parametrize(
    ("states", "more", "code"), FAULTS, ids=[f"{n}-{fault[2]}" for n, fault in enumerate(FAULTS)]
)
def test_each_defect_is_named(
    states: tuple[dict[str, Any], ...], more: dict[str, object], code: str
) -> None:
    assert code in codes(*states, **more)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "broken_json"),
        (b'{"BusinessServices": [', "broken_json"),
        (b"[" * 100_000, "broken_json"),
        (b'{"BusinessServices": "\xff"}', "wrong_encoding"),
        (b'{"other": 1}', "wrong_shape"),
        (b"7", "wrong_shape"),
        (b"[17]", "wrong_shape"),
        (b" " * 5_000_001, "too_large"),
    ],
    ids=["empty", "cut", "deep", "latin", "other", "number", "entry", "large"],
)
def test_a_file_that_cannot_be_read_is_told(content: bytes, code: str) -> None:
    found = one(content)

    assert [problem.code for problem in found.problems] == [code]
    assert found.definition is None
    assert found.code == "gop-y"


def test_a_second_service_of_the_same_name_is_told_and_not_written() -> None:
    found, _ = read({"a.json": SOUND, "b.json": SOUND}, "commune")

    assert [one.definition is None for one in found] == [False, True]
    assert [problem.code for problem in found[1].problems] == ["duplicate_code"]
    assert found[1].problems[0].where == "b.json, GOPY"
