"""A wrong result: a linked case gives the right one for nothing, and the old file says so."""

from datetime import date

from engine.desk.results import Correction
from engine.errors import BadInput, NotNow, NotYourStep, OutOfScope
from engine.ledger import DossierRef, Kind
from engine.procedure import Final
from engine.reports.grouping import By
from engine.reports.online_share import Population, online_share
from engine.reports.periods import Period
from engine.reports.timeliness import Question, timeliness
from engine.tables.papers import fee_line, result
from engine.tables.record import outbox
from tests.engine.desk.town import OUTSIDER, Town
from tests.scenarios.clean import assert_clean
from tests.scenarios.household import (
    CLERICAL,
    CLERK,
    LEADER,
    OFFICER,
    copy_of,
    ready,
    returned,
)

MARCH = Period.between(date(2026, 3, 1), date(2026, 3, 31))
TYPO = Correction("result_typo", note="Sai tên chủ hộ")


def correct(town: Town, ref: DossierRef, wish: Correction = TYPO) -> DossierRef:
    """The linked case."""
    town.desk.results.correct(ref, wish, CLERK)
    child = town.line(ref).children[-1]
    return DossierRef.read(child.agency, child.id)


def finished(town: Town, case: DossierRef, outcome: str = "granted") -> None:
    town.take(case, "forward", CLERK)
    town.take(case, "propose", OFFICER, outcome=outcome)
    town.take(case, "sign", LEADER, capacity="TM.")
    town.take(case, "seal", CLERICAL, number="41D8099999")
    town.take(case, "hand_over", CLERK)


def test_a_wrong_result_opens_a_linked_case_without_fee_with_its_own_promise(town: Town) -> None:
    old = returned(town)
    paid = len(town.rows(fee_line))
    town.clock.set("2026-03-20 09:00")
    case = correct(town, old)

    line = town.line(case)
    assert line.origin.corrects
    assert line.origin.parent == (old.agency, old.id.hex)
    assert line.origin.procedure == town.line(old).origin.procedure
    assert line.current is not None
    assert line.day(line.current.due).isoformat() == "2026-03-25"
    assert len(town.rows(fee_line)) == paid
    assert line.papers_complete
    assert not any(one.replaced for one in town.line(old).results)
    assert "correction" in {row.kind for row in town.rows(outbox)}
    assert_clean(town)


def test_the_old_file_says_replaced_and_by_which_once_the_right_result_is_given(
    town: Town,
) -> None:
    old = returned(town)
    case = correct(town, old)
    finished(town, case)

    rows = [row for row in town.rows(result) if row.dossier_id == old.id]
    assert {(row.replaced, row.replaced_by, row.replaced_by_agency) for row in rows} == {
        (True, case.id, case.agency)
    }
    assert {row.state for row in rows} == {"handed", "posted"}
    assert town.entries(old)[-1].kind is Kind.REPLACED
    assert town.line(old).children[-1].ended_at is not None
    assert not copy_of(town, old).unacknowledged
    assert copy_of(town, case).unacknowledged
    assert not any(one.replaced for one in town.line(case).results)
    assert_clean(town)


def test_a_case_that_corrects_nothing_leaves_the_old_result_as_it_was(town: Town) -> None:
    old = returned(town)
    finished(town, correct(town, old), outcome="declined")

    assert not any(one.replaced for one in town.line(old).results)
    assert town.entries(old)[-1].kind is Kind.CHILD_ENDED
    case = correct(town, old)
    town.take(case, "withdraw", CLERK, reason="applicant_wish")
    assert town.line(old).final is Final.COMPLETED
    finished(town, correct(town, old))
    assert all(one.replaced for one in town.line(old).results)
    assert_clean(town)


def test_only_a_result_that_is_out_and_still_stands_is_corrected_one_case_at_a_time(
    town: Town,
) -> None:
    correcting = town.desk.results.correct
    waiting = ready(town)
    town.refused(NotNow, lambda: correcting(waiting, TYPO, CLERK))
    old = returned(town)
    refused = town.refused(BadInput, lambda: correcting(old, Correction("typing_error"), CLERK))
    assert refused.code == "unknown_reason"
    town.refused(NotYourStep, lambda: correcting(old, TYPO, OFFICER))
    town.refused(OutOfScope, lambda: correcting(old, TYPO, OUTSIDER))
    case = correct(town, old)
    refused = town.refused(NotNow, lambda: correcting(old, TYPO, CLERK))
    assert refused.code == "correction_open"
    finished(town, case)
    refused = town.refused(NotNow, lambda: correcting(old, TYPO, CLERK))
    assert refused.code == "result_not_there"
    assert_clean(town)


def test_asking_twice_opens_one_case(town: Town) -> None:
    old = returned(town)
    first = town.desk.results.correct(old, TYPO, CLERK, key="k")

    assert town.desk.results.correct(old, TYPO, CLERK, key="k") == first
    assert len(town.line(old).children) == 1


def test_the_figures_of_the_province_count_the_matter_once(town: Town) -> None:
    old = returned(town)
    case = correct(town, old)
    finished(town, case)
    lines = [town.line(old), town.line(case)]

    assert timeliness(lines, Question(MARCH, By.AGENCY)).total.received == 1
    assert online_share(lines, MARCH, (), population=Population.ALL).received == 1
