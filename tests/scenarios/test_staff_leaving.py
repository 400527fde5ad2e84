"""Who leaves, who heads for a time: nothing is left without a holder."""

from datetime import timedelta

import pytest

from engine.actors import Actor, Role, Seat
from engine.desk.standing import actor_of
from engine.errors import (
    BadInput,
    Conflict,
    NotAllowed,
    NotFound,
    NotNow,
    NotYourStep,
    OutOfScope,
)
from tests.engine.desk.town import (
    ADOPTION,
    AGENCY,
    COLLEAGUE,
    COMMUNE,
    COUNTER,
    HEAD,
    LEADER,
    OFFICER,
    OUTSIDER,
    Town,
    office,
    reception,
    who,
)
from tests.scenarios.clean import assert_clean
from tests.scenarios.people_at_work import ADMIN, TODAY, acting, assigned, over


def test_nobody_leaves_while_work_lies_with_them(town: Town) -> None:
    code = town.line(assigned(town)).origin.code
    refused = town.refused(Conflict, lambda: town.desk.staff.disable(AGENCY, COLLEAGUE.id, ADMIN))
    assert refused.code == "open_work"
    assert refused.facts["dossiers"] == 1
    assert refused.facts["codes"] == []  # the administrator may not look into dossiers
    assert code not in refused.message
    town.desk.staff.redistribute(over(OFFICER), HEAD)
    town.desk.staff.disable(AGENCY, COLLEAGUE.id, ADMIN)

    assert_clean(town)


def test_who_was_disabled_acts_no_more_and_gets_no_work(town: Town) -> None:
    ref = town.examined()
    town.desk.staff.disable(AGENCY, COLLEAGUE.id, ADMIN)

    for act in (
        lambda: town.take(ref, "propose", COLLEAGUE, outcome="granted"),
        lambda: town.desk.comment(ref, "còn đây", COLLEAGUE),
        lambda: town.desk.possible(ref, COLLEAGUE),
        lambda: town.receive(by=COLLEAGUE),
    ):
        assert town.refused(NotAllowed, act).code == "staff_disabled"
    refused = town.refused(BadInput, lambda: town.desk.assign(ref, COLLEAGUE.id, HEAD))
    assert refused.code == "assignee_without_role"
    with town.engine.connect() as connection, pytest.raises(NotAllowed):
        actor_of(connection, office(), COLLEAGUE.id, TODAY)
    town.desk.staff.enable(AGENCY, COLLEAGUE.id, ADMIN)
    town.desk.assign(ref, COLLEAGUE.id, HEAD)
    assert town.take(ref, "propose", COLLEAGUE, outcome="granted").state == "reviewing"
    assert_clean(town)


def test_a_step_does_not_come_back_to_who_has_left(town: Town) -> None:
    """Given to a colleague, moved on, the first one leaves: neither undo nor return finds them."""
    ref = assigned(town)
    town.take(ref, "ask_more", COLLEAGUE, reason="paper_missing")
    town.desk.staff.disable(AGENCY, COLLEAGUE.id, ADMIN)
    town.take(ref, "supply", COUNTER)

    assert town.line(ref).officer is None
    other = assigned(town, OFFICER)
    town.desk.staff.enable(AGENCY, COLLEAGUE.id, ADMIN)
    town.desk.assign(other, COLLEAGUE.id, HEAD)
    town.desk.assign(other, OFFICER.id, HEAD)
    town.desk.staff.disable(AGENCY, COLLEAGUE.id, ADMIN)
    assert town.refused(NotNow, lambda: town.desk.undo(other, HEAD)).code == "undo_has_effects"
    assert_clean(town)


def test_a_seat_with_work_is_not_left_empty(town: Town) -> None:
    town.signing()
    for leader in office().organisation.holders(Seat(Role.LEADER, AGENCY), TODAY):
        if leader != LEADER:
            town.desk.staff.disable(AGENCY, leader.id, ADMIN)
    refused = town.refused(Conflict, lambda: town.desk.staff.disable(AGENCY, LEADER.id, ADMIN))

    assert refused.code == "seat_left_empty"
    assert refused.facts["waiting"] == 1
    assert_clean(town)


def test_only_the_administrator_of_the_person_disables(town: Town) -> None:
    for by in (LEADER, HEAD, COUNTER):
        refused = town.refused(
            NotAllowed,
            lambda by=by: town.desk.staff.disable(AGENCY, COLLEAGUE.id, by),  # type: ignore[misc]
        )
        assert refused.code == "not_administrator"
    town.refused(NotAllowed, lambda: town.desk.staff.disable("dn-ubnd", ADMIN.id, ADMIN))
    town.desk.staff.disable(AGENCY, COLLEAGUE.id, ADMIN)
    twice = town.refused(NotNow, lambda: town.desk.staff.disable(AGENCY, COLLEAGUE.id, ADMIN))
    assert twice.code == "already_disabled"
    assert_clean(town)


def test_an_acting_head_heads_within_the_days_of_the_decision(town: Town) -> None:
    ref = town.examined()
    town.take(ref, "propose", OFFICER, outcome="granted")
    town.refused(NotYourStep, lambda: town.take(ref, "agree", COLLEAGUE))
    town.desk.staff.grant(acting(COLLEAGUE, first=TODAY + timedelta(days=1)), ADMIN)
    town.refused(NotYourStep, lambda: town.take(ref, "agree", COLLEAGUE))
    town.clock.set("2026-03-06 16:00")
    assert town.take(ref, "agree", COLLEAGUE).state == "signing"
    town.clock.set("2026-03-09 08:00")
    town.take(ref, "send_back", LEADER, reason="ground_missing")
    town.take(ref, "propose", OFFICER, outcome="granted")

    town.refused(NotYourStep, lambda: town.take(ref, "agree", COLLEAGUE))
    assert_clean(town)


@pytest.mark.parametrize(
    ("changes", "by", "code"),
    [
        ({"decision": None}, ADMIN, "decision_missing"),
        ({"last": None}, ADMIN, "decision_missing"),
        ({"decision": "theo ý kiến anh Tư"}, ADMIN, "malformed_code"),
        ({"unit": None}, ADMIN, "unit_missing"),
        ({"unit": "nowhere"}, ADMIN, "unknown_unit"),
        ({"role": Role.LEADER}, ADMIN, "unit_not_asked"),
        ({"role": Role.SYSTEM}, ADMIN, "role_nobody_holds"),
        ({"first": TODAY - timedelta(days=1)}, ADMIN, "day_past"),
        ({"staff": "nobody"}, ADMIN, "unknown_staff"),
        ({"staff": ADMIN.id}, ADMIN, "own_grant"),
        ({}, LEADER, "not_administrator"),
        ({}, OFFICER, "not_administrator"),
    ],
)
def test_a_role_is_given_by_the_administrator_with_a_decision(
    town: Town, changes: dict[str, object], by: Actor, code: str
) -> None:
    with pytest.raises((BadInput, NotFound, NotAllowed)) as refused:
        town.desk.staff.grant(acting(**changes), by)

    assert refused.value.code == code


def test_a_role_is_not_taken_away_while_work_waits_for_it(town: Town) -> None:
    made = town.desk.staff.grant(acting(OUTSIDER, role=Role.OFFICER, decision=None), ADMIN)
    ref = assigned(town, OUTSIDER)
    refused = town.refused(Conflict, lambda: town.desk.staff.revoke(AGENCY, made.id, ADMIN))
    assert (refused.code, refused.facts["dossiers"]) == ("open_work", 1)
    town.desk.assign(ref, OFFICER.id, HEAD)
    town.desk.staff.revoke(AGENCY, made.id, ADMIN)

    assert (
        town.refused(BadInput, lambda: town.desk.assign(ref, OUTSIDER.id, HEAD)).code
        == "assignee_without_role"
    )
    assert_clean(town)


def test_a_restricted_dossier_moves_without_being_told(town: Town) -> None:
    """The head of the unit takes it from the officer's hands, and learns only that there is one."""
    counter, officer = who("counter", COMMUNE), who("officer", COMMUNE, "justice")
    head = who("unit_head", COMMUNE, "social")  # who acts as head of the other unit from today on
    heir = who("officer", COMMUNE, "cadastre")
    ref = town.desk.receive(reception(ADOPTION, agency=COMMUNE, answers={}), counter).ref
    town.take(ref, "forward", counter)
    town.take(ref, "assign", who("unit_head", COMMUNE, "justice"), officer=officer.id)
    code = town.line(ref).origin.code
    town.desk.staff.grant(acting(head, agency=COMMUNE, unit="justice"), ADMIN)
    wish = over(heir, staff=officer, agency=COMMUNE)
    refused = town.refused(BadInput, lambda: town.desk.staff.redistribute(wish, head))
    assert code not in refused.message
    named = over(heir, staff=officer, agency=COMMUNE, chosen={code: heir.id})
    town.desk.staff.grant(
        acting(heir, agency=COMMUNE, role=Role.OFFICER, unit="justice", decision=None), ADMIN
    )
    assert (
        town.refused(BadInput, lambda: town.desk.staff.redistribute(named, head)).code
        == "not_their_work"
    )
    done = town.desk.staff.redistribute(wish, head)

    assert (done.moved, done.given, done.unseen) == (1, (), 1)
    assert town.line(ref).officer == heir.id
    town.refused(OutOfScope, lambda: town.desk.possible(ref, head))
    assert town.desk.possible(ref, heir)
    assert_clean(town)
