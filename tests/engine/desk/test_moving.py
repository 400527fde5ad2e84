"""A dossier goes its way: every action of the definition, by whoever has the step."""

import pytest

from engine import clock
from engine.actors import APPLICANT_ID
from engine.desk import PaperCount
from engine.desk.draft import APPLICANT
from engine.desk.staff import Delegation
from engine.errors import BadInput, FourEyes, GuardFailed, NotFound, NotNow, NotYourStep
from engine.procedure import Final, Instant
from engine.tables.papers import paper, result
from engine.tables.people import private_record
from engine.tables.record import outbox
from tests.engine.desk.town import (
    AGENCY,
    CLERICAL,
    COLLEAGUE,
    COUNTER,
    HEAD,
    LEADER,
    MONDAY,
    OFFICER,
    Town,
    local,
    office,
    papers,
    who,
)


def test_from_the_counter_to_the_result_in_the_hands_of_the_citizen(town: Town) -> None:
    ref = town.ready()
    outcome = town.take(ref, "hand_over", COUNTER)

    line = town.line(ref)
    assert (outcome.state, line.final) == ("returned", Final.COMPLETED)
    assert [visit.state for visit in line.visits] == [
        "received", "examining", "reviewing", "signing", "sealing", "ready", "returned",
    ]  # fmt: skip
    assert set(line.instants) == {Instant.SIGNED, Instant.SEALED, Instant.AT_COUNTER}
    assert clock.verdict(line) is clock.Verdict.EARLY
    (row,) = town.rows(result)
    assert (row.state, row.number, row.signer, row.capacity) == (
        "handed",
        "12/GP",
        LEADER.id,
        "KT.",
    )
    assert [one.kind for one in town.rows(outbox)] == ["received", "ready", "result_slip"]


def test_a_result_that_goes_by_post_is_posted(town: Town) -> None:
    ref = town.ready()
    town.take(ref, "hand_over", COUNTER, carrier_item="EB1VN")

    assert [row.state for row in town.rows(result)] == ["posted"]
    assert town.last(ref)["carrier_item"] == "EB1VN"


def test_an_action_of_another_step_is_refused_and_says_what_is_possible(town: Town) -> None:
    ref = town.received()
    refused = town.refused(NotNow, lambda: town.take(ref, "sign", LEADER))

    assert refused.facts["possible"] == ["forward", "withdraw"]


def test_an_action_that_there_is_not_is_not_found(town: Town) -> None:
    ref = town.received()

    refused = town.refused(NotFound, lambda: town.take(ref, "burn", COUNTER))
    assert refused.code == "unknown_action"


@pytest.mark.parametrize("by", [OFFICER, HEAD], ids=["officer", "head"])
def test_a_step_belongs_to_the_role_that_the_definition_names(town: Town, by: object) -> None:
    ref = town.received()

    town.refused(NotYourStep, lambda: town.take(ref, "forward", by))  # type: ignore[arg-type]


def test_who_may_not_act_learns_nothing_of_the_guard(town: Town) -> None:
    ref = town.examined(papers={})

    town.refused(NotYourStep, lambda: town.take(ref, "propose", HEAD, outcome="granted"))


def test_a_proposal_needs_complete_papers_and_says_what_is_missing(town: Town) -> None:
    ref = town.examined(papers={"application": PaperCount(1)})
    refused = town.refused(
        GuardFailed, lambda: town.take(ref, "propose", OFFICER, outcome="granted")
    )
    assert refused.facts["unmet"] == ["documents.complete"]
    town.take(ref, "ask_more", OFFICER, reason="paper_missing", note="Thiếu báo cáo")
    town.take(ref, "supply", COUNTER, papers={"report": PaperCount(1, 1)})
    town.take(ref, "propose", OFFICER, outcome="granted")

    assert sorted((row.seq, row.paper) for row in town.rows(paper)) == [
        (1, "application"),
        (4, "report"),
    ]
    assert town.line(ref).papers_complete


def test_an_outcome_is_chosen_where_one_is_asked_for_and_nowhere_else(town: Town) -> None:
    ref = town.examined()

    def code_of(action: str, outcome: str | None) -> str:
        return town.refused(BadInput, lambda: town.take(ref, action, OFFICER, outcome=outcome)).code

    assert code_of("propose", None) == code_of("propose", "maybe") == "outcome_missing"
    assert code_of("ask_tax", "granted") == "outcome_not_asked"


def test_a_refusal_on_the_merits_goes_the_same_way_to_the_same_signature(town: Town) -> None:
    ref = town.examined()
    town.take(ref, "propose", OFFICER, outcome="declined")
    town.take(ref, "agree", HEAD)
    town.take(ref, "sign", LEADER)
    town.take(ref, "seal", CLERICAL)

    line = town.line(ref)
    assert line.outcome == "declined"
    assert clock.standing_at(line, town.clock()) is clock.Standing.RESOLVED


def test_a_reason_must_be_given_and_fit(town: Town) -> None:
    ref = town.examined()

    def code_of(**wish: object) -> str:
        return town.refused(BadInput, lambda: town.take(ref, "ask_more", OFFICER, **wish)).code

    assert code_of() == "reason_missing"
    assert code_of(reason="no_such_reason") == "unknown_reason"
    assert code_of(reason="workload") == "unknown_reason"


def test_the_words_of_a_reason_stay_out_of_the_ledger(town: Town) -> None:
    ref = town.examined()
    town.take(ref, "ask_more", OFFICER, reason="paper_missing", note="Bản vẽ của ông Ánh")

    facts = town.last(ref)
    assert facts["reason"] == "paper_missing"
    assert "Ánh" not in str(facts)
    slots = {(row.seq, row.slot): row.content for row in town.rows(private_record)}
    assert slots[3, "note"] == "Bản vẽ của ông Ánh"


def test_who_proposed_does_not_sign(town: Town) -> None:
    both = office().organisation.people["dn-sxd-07"]
    leading = type(both)(both.id, both.name, (*both.grants, *LEADER.grants))
    ref = town.signing()

    town.refused(FourEyes, lambda: town.take(ref, "sign", leading))
    assert town.take(ref, "sign", LEADER).state == "sealing"


def test_what_is_sent_back_comes_to_the_officer_who_had_it(town: Town) -> None:
    ref = town.examined()
    town.desk.assign(ref, COLLEAGUE.id, HEAD)
    town.take(ref, "propose", COLLEAGUE, outcome="granted")
    town.take(ref, "send_back", HEAD, reason="content_to_correct")

    assert town.line(ref).officer == COLLEAGUE.id
    refused = town.refused(
        NotYourStep, lambda: town.take(ref, "propose", OFFICER, outcome="granted")
    )
    assert refused.code == "assigned_to_another"


def test_who_stands_in_takes_the_step_of_the_absent(town: Town) -> None:
    ref = town.examined()
    town.desk.assign(ref, COLLEAGUE.id, HEAD)
    day = local(MONDAY).date()
    away = Delegation(AGENCY, COLLEAGUE.id, OFFICER.id, day, day, "staff_absent")
    town.desk.staff.delegate(away, HEAD)

    assert town.take(ref, "propose", OFFICER, outcome="granted").state == "reviewing"
    assert town.entries(ref)[-1].actor == OFFICER.id


def test_a_step_is_given_to_one_person_and_moved_to_another(town: Town) -> None:
    ref = town.examined()
    town.desk.assign(ref, OFFICER.id, HEAD)
    town.desk.assign(ref, COLLEAGUE.id, LEADER)

    assert town.line(ref).officer == COLLEAGUE.id
    assert town.last(ref) == {"officer": COLLEAGUE.id, "before": OFFICER.id}


def test_a_step_is_given_only_to_who_may_sit_there_and_by_who_heads_it(town: Town) -> None:
    ref = town.examined()

    refused = town.refused(BadInput, lambda: town.desk.assign(ref, HEAD.id, HEAD))
    assert refused.code == "assignee_without_role"
    refused = town.refused(NotFound, lambda: town.desk.assign(ref, "nobody", HEAD))
    assert refused.code == "unknown_staff"
    town.refused(NotYourStep, lambda: town.desk.assign(ref, OFFICER.id, OFFICER))
    town.take(ref, "ask_more", OFFICER, reason="paper_missing")
    town.refused(NotNow, lambda: town.desk.assign(ref, OFFICER.id, HEAD))


def test_the_head_of_another_unit_gives_out_no_work_at_the_counter(town: Town) -> None:
    ref = town.received()
    stranger = who("unit_head", unit="planning")
    both = type(stranger)(stranger.id, stranger.name, (*stranger.grants, *COUNTER.grants))

    town.refused(NotYourStep, lambda: town.desk.assign(ref, COUNTER.id, both))


def test_an_officer_is_named_only_where_somebody_holds_the_dossier_next(town: Town) -> None:
    ref = town.ready()

    refused = town.refused(
        BadInput, lambda: town.take(ref, "hand_over", COUNTER, officer=OFFICER.id)
    )
    assert refused.code == "officer_not_asked"


def test_the_applicant_supplies_and_withdraws_and_nothing_else(town: Town) -> None:
    ref = town.examined()
    town.refused(NotYourStep, lambda: town.take(ref, "propose", APPLICANT, outcome="granted"))
    town.refused(NotYourStep, lambda: town.desk.comment(ref, "Bao giờ xong?", APPLICANT))
    town.take(ref, "ask_more", OFFICER, reason="paper_missing")
    town.take(ref, "supply", APPLICANT)
    town.take(ref, "withdraw", APPLICANT, reason="applicant_wish")

    assert town.line(ref).final is Final.WITHDRAWN
    assert town.entries(ref)[-1].actor == APPLICANT_ID


def test_processing_ends_for_good_when_nothing_was_supplied(town: Town) -> None:
    ref = town.examined()
    town.take(ref, "ask_more", OFFICER, reason="paper_missing")
    town.clock.set("2026-04-20 09:00")
    town.take(ref, "end_processing", LEADER, reason="no_supplement")

    line = town.line(ref)
    assert line.final is Final.STOPPED
    assert clock.standing_at(line, town.clock()) is clock.Standing.STOPPED
    town.refused(NotNow, lambda: town.take(ref, "supply", COUNTER))


def test_a_remark_changes_nothing_but_the_ledger(town: Town) -> None:
    ref = town.examined()
    before = town.line(ref)
    outcome = town.desk.comment(ref, "Đã gọi điện.", OFFICER)

    after = town.line(ref)
    assert (after.state, after.promises, outcome.version) == (before.state, before.promises, 3)
    assert town.refused(BadInput, lambda: town.desk.comment(ref, "  ", OFFICER)).code


def test_a_dossier_is_handed_out_where_its_result_is_fetched(town: Town) -> None:
    elsewhere = who("counter", "dn25-26017")
    ref = town.received(return_at="dn25-26017")
    town.take(ref, "forward", COUNTER)
    town.take(ref, "propose", OFFICER, outcome="granted")
    town.take(ref, "agree", HEAD)
    town.take(ref, "sign", LEADER)
    town.take(ref, "seal", CLERICAL)

    town.refused(NotYourStep, lambda: town.take(ref, "hand_over", COUNTER))
    assert town.take(ref, "hand_over", elsewhere).state == "returned"


def test_the_papers_of_a_procedure_are_all_that_it_asks_for(town: Town) -> None:
    ref = town.received()

    assert town.line(ref).papers_complete
    assert set(papers("1.009972")) == {"application", "report", "environment"}
