"""Received by mistake: the dossier is voided, and nothing of it is struck out."""

from datetime import date
from functools import partial

import pytest

from engine.clock import Standing, standing_at
from engine.desk import Linked
from engine.errors import GuardFailed, NotNow, NotYourStep, OutOfScope
from engine.ledger import DossierRef, Kind
from engine.reports.judging import Judging
from engine.reports.measures import measures
from engine.store.lists import asked, counts, inbox, search_by_code
from engine.store.read import reading
from engine.store.scope import Scope
from engine.tables.record import code, outbox
from engine.timers import tick
from tests.engine.desk.town import (
    ADOPTION,
    AGENCY,
    CLERICAL,
    COMMUNE,
    COUNTER,
    HEAD,
    LEADER,
    OFFICER,
    OUTSIDER,
    Town,
    local,
    office,
    who,
)
from tests.scenarios.clean import assert_clean

DAY = date(2026, 3, 2)
MISTAKE = "received_by_error"


def test_the_counter_voids_on_the_same_day_what_it_received_by_mistake(town: Town) -> None:
    ref = town.received(paid=False)
    outcome = town.desk.mistakes.void(ref, MISTAKE, COUNTER, note="Trùng hồ sơ của bà Hoa")

    line = town.line(ref)
    assert line.voided
    assert line.voiding is not None
    assert (line.voiding.by, line.voiding.reason) == (COUNTER.id, MISTAKE)
    assert [row.code for row in town.rows(code)] == [outcome.code]  # used for ever
    assert town.receive(paid=False).code != outcome.code
    assert "Hoa" not in str([one.facts for one in town.entries(ref)])
    assert_clean(town)


def test_afterwards_only_the_leader_of_the_receiving_agency_voids(town: Town) -> None:
    ref = town.examined(paid=False)
    for person in (OFFICER, HEAD):
        town.refused(NotYourStep, partial(town.desk.mistakes.void, ref, MISTAKE, person))
    town.clock.set("2026-03-03 08:00")
    town.refused(NotYourStep, lambda: town.desk.mistakes.void(ref, MISTAKE, COUNTER))

    town.desk.mistakes.void(ref, MISTAKE, LEADER)

    assert town.line(ref).voided
    assert_clean(town)


def test_a_voided_dossier_is_in_no_figure_no_inbox_and_no_timer(town: Town) -> None:
    ref = town.examined(paid=False)
    town.take(ref, "consult", OFFICER)
    town.desk.mistakes.void(ref, MISTAKE, LEADER)
    town.clock.set("2026-06-01 09:00")
    ticked = tick(town.engine, office(), town.clock)

    line = town.line(ref)
    begin, end = local("2026-03-01 00:00"), local("2026-07-01 00:00")
    assert standing_at(line, end) is Standing.OUTSIDE
    assert measures(line, begin, end, Judging()) == frozenset()
    assert ticked.entered == {}
    with reading(town.engine) as now:
        for person in (COUNTER, OFFICER, HEAD, LEADER):
            assert inbox(now, Scope(person, DAY)) == []
        consulted = who("officer", unit="planning")
        assert asked(now, Scope(consulted, DAY)) == []
        assert counts(now, Scope(LEADER, DAY), AGENCY, end).open == 0
        assert search_by_code(now, Scope(LEADER, DAY), line.origin.code) is not None
    assert_clean(town)


def test_after_that_people_may_only_remark(town: Town) -> None:
    ref = town.examined(paid=False)
    town.desk.mistakes.void(ref, MISTAKE, LEADER)

    assert town.desk.possible(ref, OFFICER) == ()
    for act in (
        lambda: town.take(ref, "propose", OFFICER, outcome="granted"),
        lambda: town.desk.assign(ref, OFFICER.id, HEAD),
        lambda: town.desk.undo(ref, LEADER),
        lambda: town.desk.fees.collect(ref, [1], "cash", COUNTER),
        lambda: town.desk.mistakes.void(ref, MISTAKE, LEADER),
    ):
        assert town.refused(NotNow, act).code == "voided"
    town.desk.comment(ref, "Đã gọi điện cho dân", OFFICER)
    assert town.entries(ref)[-1].kind is Kind.COMMENTED
    assert_clean(town)


def test_the_money_comes_back_before_the_dossier_is_voided(town: Town) -> None:
    ref = town.received(paid=True)

    refused = town.refused(GuardFailed, lambda: town.desk.mistakes.void(ref, MISTAKE, COUNTER))

    assert refused.facts["unmet"] == ["fees.returned"]


def test_a_dossier_with_a_result_is_not_voided(town: Town) -> None:
    ref = town.signing()
    town.take(ref, "sign", LEADER, capacity="KT.")
    refused = town.refused(NotNow, lambda: town.desk.mistakes.void(ref, MISTAKE, LEADER))
    assert refused.code == "result_exists"
    town.take(ref, "seal", CLERICAL, number="12/GP")
    town.refused(NotNow, lambda: town.desk.mistakes.void(ref, MISTAKE, LEADER))


def test_a_child_is_voided_before_its_parent_and_the_parent_hears_of_it(town: Town) -> None:
    parent = town.examined(paid=False)
    town.take(parent, "open_next", OFFICER, child=Linked(answers={"work_kind": "house"}))
    child = town.line(parent).children[-1]
    ref = DossierRef.read(child.agency, child.id)
    refused = town.refused(GuardFailed, lambda: town.desk.mistakes.void(parent, MISTAKE, LEADER))
    assert refused.facts["unmet"] == ["children.ended"]
    town.desk.mistakes.void(ref, MISTAKE, who("leader", COMMUNE))

    assert town.entries(parent)[-1].kind is Kind.CHILD_ENDED
    assert town.last(parent)["final"] == "voided"
    town.desk.mistakes.void(parent, MISTAKE, LEADER)
    assert_clean(town)


def test_the_applicant_is_told_of_the_voiding_and_of_nothing_older(town: Town) -> None:
    ref = town.received(paid=False)
    town.desk.mistakes.void(ref, MISTAKE, COUNTER)

    waiting = [row.kind for row in town.rows(outbox) if row.dead_at is None]
    assert waiting == ["voided"]


def test_a_repeat_under_the_same_key_voids_once(town: Town) -> None:
    ref = town.received(paid=False)
    first = town.desk.mistakes.void(ref, MISTAKE, COUNTER, key="huy-1")

    assert town.desk.mistakes.void(ref, MISTAKE, COUNTER, key="huy-1") == first
    assert len(town.entries(ref)) == 2


def test_a_restricted_dossier_is_not_voided_by_who_may_not_see_it(town: Town) -> None:
    clerk = who("counter", COMMUNE)
    ref = town.receive(ADOPTION, clerk, agency=COMMUNE, answers={}, paid=False).ref

    for person in (OUTSIDER, LEADER, COUNTER):
        with pytest.raises(OutOfScope):
            town.desk.mistakes.void(ref, MISTAKE, person)
    town.desk.mistakes.void(ref, MISTAKE, clerk)
    assert_clean(town)
