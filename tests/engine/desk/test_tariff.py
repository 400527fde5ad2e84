"""What the tariff comes to: by the quantity, reduced, or nothing at all."""

from dataclasses import replace
from datetime import date

import pytest

from engine.desk.reductions import Shown
from engine.desk.requests import Claim, Evidence
from engine.desk.tariff import MOST, Due, assess, moment_of, tariff_of, undecided
from engine.errors import BadInput
from engine.procedure import FeeRule, Procedure, Reduction
from tests.engine.desk.town import APPRAISAL, office

RULE = FeeRule("charge", "Phí sao chụp", 2000, "receipt", times="answers.pages")


def facts(**answers: object) -> dict[str, object]:
    return {"channel": "direct", "answers": answers}


def procedure(*rules: FeeRule) -> Procedure:
    known = office().catalogue.current(APPRAISAL, date(2026, 3, 2))
    return replace(known, fees=rules)


def due(**changes: object) -> Due:
    given: dict[str, object] = {
        "facts": facts(pages=3),
        "claims": {},
        "shown": Shown(frozenset()),
        "paid": False,
    }
    return Due(**(given | changes))  # type: ignore[arg-type]  # by the names above


@pytest.mark.parametrize(
    ("pages", "amount"), [(0, 0), (1, 2000), (12, 24_000), (1.5, 3000), (0.00025, 1)]
)
def test_a_fee_by_the_page_is_for_as_many_as_there_are(pages: float, amount: int) -> None:
    assert tariff_of(RULE, facts(pages=pages)) == amount


@pytest.mark.parametrize("pages", [True, -1, "three", None])
def test_what_is_no_quantity_is_refused(pages: object) -> None:
    with pytest.raises(BadInput):
        tariff_of(RULE, facts(pages=pages))


def test_a_sum_that_no_line_can_hold_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        tariff_of(RULE, facts(pages=MOST))
    assert refused.value.code == "impossible_amount"


def test_a_ground_that_asks_for_no_evidence_needs_none() -> None:
    rule = replace(RULE, reductions=(Reduction("trẻ em", 25, evidence_required=False),))
    known = procedure(rule)

    (line,) = assess(
        known, known.actions["receive"], due(claims={rule.name: Claim("trẻ em", Evidence())})
    )

    assert (line.tariff, line.amount, line.lowered.evidence) == (6000, 4500, None)


def test_a_fee_that_an_officer_finds_out_is_no_line_of_the_tariff() -> None:
    known = procedure(replace(RULE, times=None, amount=0, later=True))

    assert assess(known, known.actions["receive"], due()) == ()
    assert undecided(known, known.actions["receive"], ()) is None


def test_a_tariff_of_which_nothing_holds_is_stated_and_not_passed_over() -> None:
    known = procedure(replace(RULE, when='channel == "online"'))
    receive = known.actions["receive"]

    assert assess(known, receive, due()) == ()
    assert undecided(known, receive, ()) == "receipt"
    assert undecided(known, known.actions["forward"], ()) is None


def test_the_moment_follows_from_where_the_action_leads() -> None:
    actions = procedure().actions

    told = [moment_of(procedure(), actions[name]) for name in ("receive", "supply", "hand_over")]

    assert told == ["receipt", "supplement", "return"]
