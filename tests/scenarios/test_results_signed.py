"""Who signs a result, in which capacity, and by which authority on that day."""

from dataclasses import replace
from datetime import date

import pytest

from engine.actors import Actor, Grant, Role
from engine.errors import NotYourStep
from engine.ledger import DossierRef
from engine.tables.papers import result
from tests.engine.desk.town import COMMUNE, Town, local
from tests.scenarios.clean import assert_clean
from tests.scenarios.household import CLERICAL, CLERK, LEADER, OFFICER, UNIT, received

DECISION = "15/QĐ-UBND"


def acting(first: str, last: str) -> Actor:
    """Somebody who leads the commune for a time, and works in its unit otherwise."""
    days = date.fromisoformat(first), date.fromisoformat(last)
    grants = (
        Grant(Role.LEADER, COMMUNE, None, *days, decision=DECISION),
        Grant(Role.UNIT_HEAD, COMMUNE, UNIT),
    )
    return replace(LEADER, grants=grants)


def proposed(town: Town) -> DossierRef:
    ref = received(town)
    town.take(ref, "forward", CLERK)
    town.take(ref, "propose", OFFICER, outcome="granted")
    return ref


def test_the_result_keeps_the_decision_and_the_dates_of_an_acting_head(town: Town) -> None:
    ref = proposed(town)
    town.take(ref, "sign", acting("2026-03-01", "2026-03-31"), capacity="Q.")
    town.take(ref, "seal", CLERICAL, number="1/GCN")

    row = town.rows(result)[0]
    assert (row.signer, row.capacity, row.authority) == (LEADER.id, "Q.", DECISION)
    assert (row.authority_from, row.authority_to) == (date(2026, 3, 1), date(2026, 3, 31))
    assert town.line(ref).marks == {}
    assert_clean(town)


@pytest.mark.parametrize("days", [("2026-02-01", "2026-03-01"), ("2026-03-03", "2026-04-01")])
def test_an_acting_head_signs_only_within_the_days_of_the_decision(
    town: Town, days: tuple[str, str]
) -> None:
    ref = proposed(town)
    refused = town.refused(
        NotYourStep, lambda: town.take(ref, "sign", acting(*days), capacity="Q.")
    )

    assert refused.code == "authority_not_valid"
    assert DECISION in refused.message
    assert f"{date.fromisoformat(days[1]):%d/%m/%Y}" in refused.message


def test_who_leads_since_today_does_not_sign_for_yesterday(town: Town) -> None:
    ref = proposed(town)
    town.clock.set("2026-03-03 09:00")
    refused = town.refused(
        NotYourStep,
        lambda: town.take(
            ref,
            "sign",
            acting("2026-03-03", "2026-04-01"),
            capacity="Q.",
            happened_at=local("2026-03-02 16:00"),
        ),
    )

    assert refused.code == "authority_not_valid"


def test_a_capacity_that_needs_a_decision_is_marked_where_none_is_known(town: Town) -> None:
    ref = proposed(town)
    town.take(ref, "sign", LEADER, capacity="TUQ.")

    assert town.line(ref).marks == {"capacity_without_decision": 1}
    assert "decision" not in town.last(ref)["authority"]


def test_whoever_signs_again_after_it_was_sent_back_is_the_signer(town: Town) -> None:
    ref = proposed(town)
    town.take(ref, "sign", acting("2026-03-01", "2026-03-31"), capacity="Q.")
    town.desk.undo(ref, acting("2026-03-01", "2026-03-31"))
    town.take(ref, "sign", LEADER, capacity="TM.")
    town.take(ref, "seal", CLERICAL, number="1/GCN")

    row = town.rows(result)[0]
    assert (row.signer, row.capacity, row.authority) == (LEADER.id, "TM.", None)
    assert_clean(town)
