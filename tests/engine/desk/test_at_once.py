"""The short way of a definition: what may be resolved while the person waits."""

from decimal import Decimal

import pytest

from engine.desk.visits.at_once import check_limit, way
from engine.errors import BadInput
from engine.procedure import Counting, Limit, Procedure, Unit
from tests.engine.desk.town import MONDAY, local, office


def procedure(code: str) -> Procedure:
    return office().catalogue.current(code, local(MONDAY).date())


@pytest.mark.parametrize(
    ("code", "steps"),
    [
        ("2.000815", ["certify", "hand_over"]),
        ("2.000884", ["certify", "hand_over"]),
        ("1.001193", ["forward", "propose", "sign", "hand_over"]),
        ("2.000908", ["forward", "propose", "sign", "seal", "hand_over"]),
    ],
)
def test_the_shortest_way_asks_nobody_else_and_needs_no_reason(code: str, steps: list[str]) -> None:
    assert [action.id for action in way(procedure(code), "received")] == steps


def test_where_nothing_leads_to_the_end_there_is_no_way() -> None:
    with pytest.raises(BadInput) as refused:
        way(procedure("2.000815"), "ended")

    assert refused.value.code == "not_at_once"


@pytest.mark.parametrize(
    ("unit", "amount", "fits"),
    [
        (Unit.SAME_DAY, 0, True),
        (Unit.WORKING_HOURS, 8, True),
        (Unit.WORKING_HOURS, 9, False),
        (Unit.HALF_DAYS, 1, True),
        (Unit.HALF_DAYS, 2, False),
        (Unit.WORKING_DAYS, 1, False),
        (Unit.NONE, 0, False),
    ],
)
def test_only_a_limit_within_the_day_is_answered_at_once(
    unit: Unit, amount: int, *, fits: bool
) -> None:
    limit = Limit(unit, Counting.END_OF_DAY, Decimal(amount))
    if fits:
        check_limit(limit, "2.000815")
        return
    with pytest.raises(BadInput) as refused:
        check_limit(limit, "2.000815")
    assert refused.value.code == "not_at_once"
