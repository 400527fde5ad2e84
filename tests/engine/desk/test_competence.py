"""Who decides a procedure, and where: an agency of its tier, at a place that is there."""

import pytest

from engine.desk.competence import needs_place
from engine.errors import BadInput, NotYourStep
from tests.engine.desk.town import COMMUNE, LEADER, Town, office, papers, who

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


def test_a_dossier_whose_steps_go_by_the_place_is_not_received_without_one(town: Town) -> None:
    refusal = town.refused(BadInput, lambda: town.receive(place=None))

    assert refusal.code == "place_missing"


@pytest.mark.parametrize(
    ("procedure", "needs"),
    [("1.009972", True), ("1.012753", True), (BIRTH, False), ("1.012789", False)],
)
def test_a_place_is_needed_where_an_address_is_that_of_the_place(
    procedure: str, *, needs: bool
) -> None:
    assert needs_place(office().catalogue.offered[procedure][0]) is needs


def test_a_dossier_whose_steps_stay_in_one_agency_needs_no_place(town: Town) -> None:
    by = who("counter", COMMUNE)
    filed = town.receive(BIRTH, by, agency=COMMUNE, papers=papers(BIRTH), answers={}, place=None)

    assert town.line(filed.ref).origin.place is None
