"""People come and go: whose work it is, who does it meanwhile, and who may no longer act."""

from datetime import timedelta

import pytest

from engine.actors import Actor, Role
from engine.errors import (
    BadInput,
    Conflict,
    KeyReused,
    NotAllowed,
    NotFound,
    NotNow,
    NotYourStep,
)
from engine.ledger import Kind
from tests.engine.desk.town import (
    AGENCY,
    COLLEAGUE,
    HEAD,
    LEADER,
    OFFICER,
    OUTSIDER,
    Town,
    who,
)
from tests.scenarios.clean import assert_clean
from tests.scenarios.people_at_work import ADMIN, TODAY, acting, assigned, away, open_work, over


def test_who_stands_in_takes_the_step_and_the_ledger_says_for_whom(town: Town) -> None:
    ref = assigned(town)
    assert (
        town.refused(
            NotYourStep, lambda: town.take(ref, "propose", OFFICER, outcome="granted")
        ).code
        == "assigned_to_another"
    )
    town.desk.staff.delegate(away(), HEAD)
    town.take(ref, "propose", OFFICER, outcome="granted")

    last = town.entries(ref)[-1]
    assert (last.actor, last.facts["for"]) == (OFFICER.id, COLLEAGUE.id)
    assert "for" not in town.entries(ref)[-2].facts
    assert_clean(town)


def test_a_delegation_holds_on_both_of_its_days_and_on_no_other(town: Town) -> None:
    ref = assigned(town)
    town.desk.staff.delegate(away(first=TODAY + timedelta(1), last=TODAY + timedelta(2)), LEADER)

    town.refused(NotYourStep, lambda: town.take(ref, "consult", OFFICER))
    town.clock.set("2026-03-03 08:00")
    town.take(ref, "consult", OFFICER)
    town.clock.set("2026-03-04 16:50")
    town.take(ref, "consult", OFFICER)
    town.clock.set("2026-03-05 08:00")
    town.refused(NotYourStep, lambda: town.take(ref, "consult", OFFICER))
    assert_clean(town)


def test_a_delegation_that_is_revoked_ends_at_once(town: Town) -> None:
    ref = assigned(town)
    made = town.desk.staff.delegate(away(), HEAD)
    town.refused(NotAllowed, lambda: town.desk.staff.revoke(AGENCY, made.id, OUTSIDER))
    town.desk.staff.revoke(AGENCY, made.id, HEAD)

    town.refused(NotYourStep, lambda: town.take(ref, "consult", OFFICER))
    again = town.refused(NotFound, lambda: town.desk.staff.revoke(AGENCY, made.id, HEAD))
    assert again.code == "already_revoked"
    assert_clean(town)


def test_work_that_is_done_for_another_is_not_passed_on(town: Town) -> None:
    """The head names a substitute; the substitute's own substitute has nothing of it."""
    town.desk.staff.grant(acting(OUTSIDER, role=Role.OFFICER, decision=None, last=None), ADMIN)
    town.desk.staff.delegate(away(), HEAD)

    further = town.refused(
        Conflict, lambda: town.desk.staff.delegate(away(OFFICER, OUTSIDER), HEAD)
    )
    backwards = town.refused(
        Conflict, lambda: town.desk.staff.delegate(away(OUTSIDER, COLLEAGUE), LEADER)
    )
    twice = town.refused(
        Conflict, lambda: town.desk.staff.delegate(away(COLLEAGUE, OUTSIDER), HEAD)
    )
    assert (further.code, backwards.code, twice.code) == (
        "delegation_chain",
        "delegation_chain",
        "delegation_overlaps",
    )
    assert_clean(town)


@pytest.mark.parametrize(
    ("changes", "by", "code"),
    [
        ({"substitute": COLLEAGUE.id}, HEAD, "own_substitute"),
        ({"substitute": OUTSIDER.id}, HEAD, "substitute_without_role"),
        ({"substitute": "nobody"}, HEAD, "unknown_staff"),
        ({"last": TODAY - timedelta(days=1)}, HEAD, "days_reversed"),
        ({"first": TODAY - timedelta(days=1)}, HEAD, "day_past"),
        ({"reason": "typing_error"}, HEAD, "unknown_reason"),
        ({"agency": "nowhere"}, HEAD, "unknown_agency"),
        ({}, COLLEAGUE, "not_their_head"),
        ({}, OUTSIDER, "not_their_head"),
        ({}, who("unit_head", unit="planning"), "not_their_head"),
        ({}, ADMIN, "not_their_head"),
    ],
)
def test_a_delegation_needs_a_head_a_colleague_and_days(
    town: Town, changes: dict[str, object], by: Actor, code: str
) -> None:
    with pytest.raises((BadInput, NotFound, NotAllowed)) as refused:
        town.desk.staff.delegate(away(**changes), by)

    assert refused.value.code == code


def test_one_colleague_takes_over_everything_in_one_act(town: Town) -> None:
    refs = [assigned(town) for _ in range(3)]
    done = town.desk.staff.redistribute(over(OFFICER), HEAD)

    assert done.moved == 3
    assert {one.officer for one in done.given} == {OFFICER.id}
    assert open_work(town, COLLEAGUE) == []
    for ref in refs:
        last = town.entries(ref)[-1]
        assert last.kind is Kind.ASSIGNED
        assert (last.facts["before"], last.facts["officer"]) == (COLLEAGUE.id, OFFICER.id)
        assert last.facts["reason"] == "staff_left"
    assert_clean(town)


def test_the_work_is_dealt_in_turn_and_some_by_name(town: Town) -> None:
    codes = [town.line(assigned(town)).origin.code for _ in range(4)]
    town.desk.staff.grant(acting(OUTSIDER, role=Role.OFFICER, decision=None), ADMIN)
    chosen = {codes[0]: OUTSIDER.id}
    done = town.desk.staff.redistribute(over(OFFICER, OUTSIDER, chosen=chosen), LEADER)

    dealt = {one.code: one.officer for one in done.given}
    assert dealt[codes[0]] == OUTSIDER.id
    assert sorted(dealt.values()) == sorted([OFFICER.id, OUTSIDER.id] * 2)
    assert_clean(town)


def test_all_of_it_moves_or_none(town: Town) -> None:
    """Somebody of another unit can take none of it; one who may act no more neither."""
    for _ in range(2):
        assigned(town)
    before = open_work(town, COLLEAGUE)
    refused = town.refused(BadInput, lambda: town.desk.staff.redistribute(over(OUTSIDER), HEAD))
    assert refused.code == "assignee_without_role"
    town.refused(BadInput, lambda: town.desk.staff.redistribute(over(COLLEAGUE), HEAD))
    town.refused(
        BadInput, lambda: town.desk.staff.redistribute(over(OFFICER, reason="other2"), HEAD)
    )
    town.refused(NotAllowed, lambda: town.desk.staff.redistribute(over(OFFICER), OUTSIDER))
    wrong = over(OFFICER, chosen={"H19.15-000000-0001": OFFICER.id})
    assert (
        town.refused(BadInput, lambda: town.desk.staff.redistribute(wrong, HEAD)).code
        == "not_their_work"
    )

    assert open_work(town, COLLEAGUE) == before
    nothing = town.refused(
        NotFound, lambda: town.desk.staff.redistribute(over(COLLEAGUE, staff=OFFICER), HEAD)
    )
    assert nothing.code == "no_open_work"
    of_nobody = town.refused(
        NotAllowed, lambda: town.desk.staff.redistribute(over(COLLEAGUE, staff=OFFICER), OFFICER)
    )
    assert of_nobody.code == "not_their_head"  # whether there is work is for the head to know
    assert_clean(town)


def test_the_same_key_moves_the_work_once(town: Town) -> None:
    ref = assigned(town)
    first = town.desk.staff.redistribute(over(OFFICER), HEAD, key="k1")
    assert town.desk.staff.redistribute(over(OFFICER), HEAD, key="k1") == first
    with pytest.raises(KeyReused):
        town.desk.staff.redistribute(over(OFFICER, reason="on_leave"), HEAD, key="k1")

    assert [one.kind for one in town.entries(ref)].count(Kind.ASSIGNED) == 2
    assert_clean(town)


def test_a_piece_of_it_is_not_taken_back_alone(town: Town) -> None:
    ref = assigned(town)
    town.desk.staff.redistribute(over(OFFICER), HEAD)

    refused = town.refused(NotNow, lambda: town.desk.undo(ref, HEAD))
    assert refused.code == "undo_has_effects"
    assert_clean(town)
