"""What a new edition cannot carry stays where it is, and says why."""

from dataclasses import replace

import pytest

from engine.desk import Linked
from engine.procedure import Procedure
from tests.engine.desk.migrating.two_editions import (
    Altered,
    beside,
    moved,
    second,
)
from tests.engine.desk.town import (
    OFFICER,
    Town,
    papers,
)


def without(*actions: str) -> Altered:
    """The procedure without these actions."""

    def alter(procedure: Procedure) -> Procedure:
        kept = {key: one for key, one in procedure.actions.items() if key not in actions}
        return replace(procedure, actions=kept)

    return alter


def consulting(town: Town) -> None:
    town.take(town.examined(), "consult", OFFICER)


def with_a_child(town: Town) -> None:
    linked = Linked(answers={"work_kind": "house"}, papers=papers("1.013225"))
    town.take(town.examined(), "open_next", OFFICER, child=linked)


def signing(town: Town) -> None:
    town.signing()


def ready(town: Town) -> None:
    town.ready()


def examined(town: Town) -> None:
    town.examined()


def waiting(town: Town) -> None:
    town.take(town.examined(), "ask_more", OFFICER, reason="paper_missing")


def held_by(role_of: str) -> Altered:
    """With the examination held by whoever holds another step."""

    def alter(procedure: Procedure) -> Procedure:
        examining = replace(procedure.states["examining"], holder=procedure.states[role_of].holder)
        return replace(procedure, states={**procedure.states, "examining": examining})

    return alter


def without_stop(procedure: Procedure) -> Procedure:
    states = procedure.states
    return replace(
        procedure,
        states={**states, "supplement": replace(states["supplement"], stop="financial_duty")},
    )


def four_eyes_renamed(procedure: Procedure) -> Procedure:
    actions = {
        ("draft" if key == "propose" else key): one for key, one in procedure.actions.items()
    }
    actions["draft"] = replace(actions["draft"], id="draft")
    actions["sign"] = replace(actions["sign"], four_eyes="draft")
    return replace(procedure, actions=actions)


@pytest.mark.parametrize(
    ("begun", "alter", "code"),
    [
        (consulting, without("consult"), "consultation_missing"),
        (with_a_child, without("open_next"), "child_missing"),
        (signing, four_eyes_renamed, "four_eyes_unknown"),
        (ready, lambda same: same, "result_exists"),
        (examined, held_by("signing"), "holder_differs"),
        (waiting, without_stop, "stop_differs"),
        (examined, lambda one: replace(one, restricted=True), "restricted_differs"),
    ],
)
def test_what_the_new_edition_cannot_carry_stays_and_says_why(
    town: Town, begun: object, alter: Altered, code: str
) -> None:
    town = beside(town, second(alter))
    begun(town)  # type: ignore[operator]  # one of the above
    before = town.sizes()

    done = moved(town)

    assert {one.code for fate in done.staying for one in fate.hindrances} == {code}
    assert done.migration is None
    assert done.moved == ()
    assert town.sizes() == before
