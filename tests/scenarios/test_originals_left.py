"""Originals of somebody who left, and to whom originals may be offered at all."""

from dataclasses import replace
from datetime import date
from functools import partial

from sqlalchemy import Engine

from engine.desk.originals import Item, Offer
from engine.errors import BadInput, NotYourStep, OutOfScope
from engine.timeline import Passage
from tests.engine.desk.town import AGENCY, COLLEAGUE, COUNTER, HEAD, LEADER, OFFICER, Town, who
from tests.scenarios import reform
from tests.scenarios.clean import assert_clean
from tests.scenarios.papers_in_hand import ELSEWHERE, hand_over, items
from tests.scenarios.people_at_work import ADMIN
from tests.scenarios.secret import secret

PLANNER = who("officer", unit="planning")


def test_the_head_hands_on_the_originals_of_an_officer_who_left(town: Town) -> None:
    ref, other_clerk = town.examined(), who("counter", nth=1)
    town.desk.originals.confirm(hand_over(town, ref), OFFICER)
    wish = Offer(AGENCY, items(town, ref), COUNTER.id, on_behalf_of=OFFICER.id, reason="staff_left")

    town.refused(NotYourStep, lambda: town.desk.originals.offer(wish, COLLEAGUE))
    town.refused(NotYourStep, lambda: town.desk.originals.offer(wish, other_clerk))
    unsaid = replace(wish, reason=None)
    refused = town.refused(BadInput, lambda: town.desk.originals.offer(unsaid, HEAD))
    assert refused.code == "reason_missing"
    other = replace(wish, on_behalf_of=COLLEAGUE.id)
    taken = town.refused(NotYourStep, lambda: town.desk.originals.offer(other, HEAD))
    assert taken.code == "not_your_original"
    number = town.desk.originals.offer(wish, HEAD).list
    said = town.last(ref)
    assert (said["on_behalf_of"], said["reason"]) == (OFFICER.id, "staff_left")
    town.desk.originals.confirm(number, COUNTER)

    assert {one.custodian for one in town.line(ref).originals} == {COUNTER.id}
    assert_clean(town)


def test_a_list_of_somebody_who_left_is_called_back_by_who_answers_for_it(town: Town) -> None:
    ref = town.examined()
    town.desk.originals.confirm(hand_over(town, ref), OFFICER)
    number = town.desk.originals.offer(Offer(AGENCY, items(town, ref), COLLEAGUE.id), OFFICER).list

    town.refused(NotYourStep, lambda: town.desk.originals.recall(number, COUNTER))
    town.desk.originals.recall(number, LEADER)

    assert {one.offered for one in town.line(ref).originals} == {None}
    assert_clean(town)


def test_the_originals_of_an_officer_of_an_ended_agency_go_on_to_the_heir(town: Town) -> None:
    town.clock.set(reform.JUNE)
    counter = reform.sitting("counter", reform.OLD)
    officer = reform.sitting("officer", reform.OLD, "justice")
    ref = reform.received(town, reform.HOUSEHOLD, place="26008")
    kept = tuple(Item(ref, one.no) for one in town.line(ref).originals)
    listed = town.desk.originals.offer(Offer(reform.OLD, kept, officer.id), counter)
    town.desk.originals.confirm(listed.list, officer)
    reform.walk(town, ref, "forward")
    town.clock.set(reform.JULY)
    town.desk.succession.carry_out(reform.plan(), reform.ADMIN)
    leader = reform.sitting("leader", reform.NEW, day=reform.AFTER)
    heir = reform.sitting("officer", reform.NEW, "justice", day=reform.AFTER)

    wish = Offer(reform.NEW, kept, heir.id, on_behalf_of=officer.id, reason="succession")
    town.desk.originals.confirm(town.desk.originals.offer(wish, leader).list, heir)

    assert {one.custodian for one in town.line(ref).originals} == {heir.id}
    assert_clean(town)


def test_originals_are_not_offered_to_somebody_who_may_not_act(town: Town) -> None:
    ref = town.examined()
    town.desk.staff.disable(AGENCY, COLLEAGUE.id, ADMIN)
    wish = Offer(AGENCY, items(town, ref), COLLEAGUE.id)

    refused = town.refused(BadInput, lambda: town.desk.originals.offer(wish, COUNTER))

    assert refused.code == "recipient_disabled"
    assert_clean(town)


def test_originals_go_only_to_whom_the_dossier_concerns_or_are_lent(town: Town) -> None:
    ref = town.examined()
    wish = Offer(AGENCY, items(town, ref), ELSEWHERE.id)

    refused = town.refused(BadInput, lambda: town.desk.originals.offer(wish, COUNTER))

    assert refused.code == "recipient_not_concerned"
    loan = replace(wish, kind=Passage.LOAN, due_back=date(2026, 3, 6))
    assert town.desk.originals.offer(loan, COUNTER).items == wish.items
    assert_clean(town)


def test_the_originals_of_a_restricted_dossier_open_it_to_nobody(engine: Engine) -> None:
    closed = secret(engine)
    town, ref = closed.town, closed.received

    for to in (PLANNER.id, ELSEWHERE.id):
        given = Offer(AGENCY, items(town, ref), to)
        for wish in (given, replace(given, kind=Passage.LOAN, due_back=date(2026, 3, 6))):
            act = partial(town.desk.originals.offer, wish, COUNTER)
            assert town.refused(BadInput, act).code == "recipient_not_concerned"
    lent = Offer(AGENCY, items(town, ref), "dn25-26017", Passage.LOAN, date(2026, 3, 6))
    town.refused(BadInput, lambda: town.desk.originals.offer(lent, COUNTER))

    town.refused(OutOfScope, lambda: town.desk.seeing.open(ref, PLANNER))
    assert town.desk.originals.offer(Offer(AGENCY, items(town, ref), LEADER.id), COUNTER).items
