"""Who decides a procedure, and where: an agency of its tier, at a place that is there."""

from engine.errors import BadInput, NotYourStep
from tests.engine.desk.town import COMMUNE, LEADER, Town, papers

BIRTH = "1.001193"  # a commune registers births


def test_a_department_does_not_register_births(town: Town) -> None:
    refusal = town.refused(BadInput, lambda: town.receive(BIRTH, papers=papers(BIRTH), answers={}))

    assert refusal.code == "not_competent"


def test_a_department_may_receive_for_the_commune_that_decides(town: Town) -> None:
    filed = town.receive(BIRTH, papers=papers(BIRTH), answers={}, competent=COMMUNE)

    assert town.line(filed.ref).competent == COMMUNE


def test_a_place_that_is_not_there_is_refused_at_the_counter(town: Town) -> None:
    refusal = town.refused(BadInput, lambda: town.receive(place="99999"))

    assert refusal.code == "unknown_place"


def test_a_refusal_calls_the_roles_as_officials_do(town: Town) -> None:
    ref = town.received()
    refusal = town.refused(NotYourStep, lambda: town.take(ref, "forward", LEADER))

    assert "Công chức một cửa" in refusal.message
