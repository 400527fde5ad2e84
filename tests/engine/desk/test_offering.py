"""What a page may offer beside the actions of the definition: what the desk would accept."""

import pytest

from engine.actors import Actor
from tests.engine.desk.town import (
    CLERICAL,
    COLLEAGUE,
    COUNTER,
    HEAD,
    LEADER,
    OFFICER,
    Town,
)


@pytest.mark.parametrize(
    ("who", "verbs"),
    [
        (OFFICER, {"comment", "attach", "attach_result"}),
        (COLLEAGUE, {"comment", "attach", "attach_result"}),
        (HEAD, {"comment", "attach", "assign", "extend"}),
        (LEADER, {"comment", "attach", "assign", "extend"}),
        (COUNTER, {"comment", "attach", "undo"}),
    ],
)
def test_everybody_is_offered_what_is_theirs(town: Town, who: Actor, verbs: set[str]) -> None:
    ref = town.examined()

    assert town.desk.seeing.open(ref, who).verbs == verbs


def test_a_step_given_to_one_officer_is_not_the_colleagues(town: Town) -> None:
    ref = town.examined()
    town.desk.assign(ref, OFFICER.id, HEAD)

    assert "attach_result" in town.desk.seeing.open(ref, OFFICER).verbs
    assert "attach_result" not in town.desk.seeing.open(ref, COLLEAGUE).verbs
    assert "undo" in town.desk.seeing.open(ref, HEAD).verbs


def test_a_result_at_the_counter_is_promised_no_later_day(town: Town) -> None:
    ref = town.ready()

    assert "extend" not in town.desk.seeing.open(ref, LEADER).verbs
    assert "undo" in town.desk.seeing.open(ref, CLERICAL).verbs
