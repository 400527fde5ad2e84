"""What was answered at receipt decides limits and fees: a slip is refused, never passed over."""

import pytest

from engine.errors import BadInput
from engine.tables.record import dossier
from tests.engine.desk.town import Town, papers, who

LAND_FIRST = "1.012753"  # its limit and its fees turn on questions that no form asks
LAND_OFFICE = "dn-vpdkdd"
ANSWERED = {"object": "land", "remote_area": False, "certificate": True}


def refused(town: Town, **answers: object) -> BadInput:
    counter = who("counter", LAND_OFFICE)
    changes = {"agency": LAND_OFFICE, "papers": papers(LAND_FIRST), "answers": answers}
    refusal = town.refused(BadInput, lambda: town.receive(LAND_FIRST, counter, **changes))
    assert isinstance(refusal, BadInput)
    assert town.rows(dossier) == []
    return refusal


@pytest.mark.parametrize(
    ("slip", "code"),
    [
        ({"colour": "red"}, "unknown_answer"),
        ({"object": "Land"}, "wrong_answer"),
        ({"object": None}, "wrong_answer"),
        ({"remote_area": "no"}, "wrong_answer"),
    ],
    ids=["nothing asks it", "misspelt", "empty", "another kind"],
)
def test_an_answer_that_does_not_fit_is_refused_and_takes_no_number(
    town: Town, slip: dict[str, object], code: str
) -> None:
    assert refused(town, **{**ANSWERED, **slip}).code == code


def test_a_question_left_open_is_told_in_its_own_words(town: Town) -> None:
    refusal = refused(town, object="land", certificate=True)

    assert refusal.code == "question_unanswered"
    assert "vùng khó khăn" in refusal.message


def test_a_choice_on_a_form_is_one_of_its_options(town: Town) -> None:
    answers = {"applicant_kind": "organization"}
    refusal = town.refused(BadInput, lambda: town.receive(answers=answers))

    assert refusal.code == "wrong_answer"
