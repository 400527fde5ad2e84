"""Originals that are lent, filed, fetched or left behind."""

from datetime import date, datetime

import pytest

from engine.desk import Linked, PaperCount
from engine.desk.originals import Filing, GivingBack, Offer
from engine.errors import (
    BadInput,
    NotYourStep,
    OutOfScope,
    Refusal,
)
from engine.ledger import DossierRef
from engine.store.originals import loans_overdue, originals_held
from engine.store.read import reading
from engine.store.scope import Scope
from engine.timeline import Custody, Passage
from tests.engine.desk.town import (
    AGENCY,
    COLLEAGUE,
    COMMUNE,
    COUNTER,
    LEADER,
    OFFICER,
    OUTSIDER,
    Town,
    who,
)
from tests.scenarios.clean import assert_clean
from tests.scenarios.papers_in_hand import ELSEWHERE, hand_over, items, states


def test_an_original_is_borrowed_with_a_day_and_given_back_with_a_signature(town: Town) -> None:
    ref = town.examined()
    number = hand_over(town, ref, kind=Passage.LOAN, due_back=date(2026, 3, 6))
    town.desk.originals.confirm(number, OFFICER)

    lent = town.line(ref).originals[0]
    assert (lent.state, lent.lender, lent.due_back) == (
        Custody.LENT,
        COUNTER.id,
        date(2026, 3, 6),
    )
    back = Offer(AGENCY, items(town, ref), COUNTER.id, Passage.BACK)
    wrong = Offer(AGENCY, items(town, ref), COLLEAGUE.id)
    assert (
        town.refused(BadInput, lambda: town.desk.originals.offer(wrong, OFFICER)).code
        == "original_lent"
    )
    town.desk.originals.confirm(town.desk.originals.offer(back, OFFICER).list, COUNTER)

    home = town.line(ref).originals[0]
    assert (home.state, home.custodian, home.lender, home.due_back) == (
        Custody.HELD,
        COUNTER.id,
        None,
        None,
    )
    assert_clean(town)


def test_an_original_is_lent_to_another_agency_and_whoever_signs_there_answers_for_it(
    town: Town,
) -> None:
    ref = town.examined()
    wish = Offer(AGENCY, items(town, ref), "dn25-26017", Passage.LOAN, date(2026, 3, 6))
    number = town.desk.originals.offer(wish, COUNTER).list
    town.desk.originals.confirm(number, ELSEWHERE)

    assert {one.custodian for one in town.line(ref).originals} == {ELSEWHERE.id}
    with reading(town.engine) as snapshot:
        mine = originals_held(snapshot, Scope(ELSEWHERE, date(2026, 3, 2)))
        late = loans_overdue(snapshot, Scope(LEADER, date(2026, 3, 9)), date(2026, 3, 9))
        on_the_day = loans_overdue(snapshot, Scope(LEADER, date(2026, 3, 6)), date(2026, 3, 6))
    assert {one.no for one in mine} == {one.no for one in late}
    assert on_the_day == []
    assert_clean(town)


def test_the_list_of_who_holds_what_shows_an_outsider_nothing(town: Town) -> None:
    ref = town.examined()
    day = date(2026, 3, 2)
    with reading(town.engine) as snapshot:
        seen = originals_held(snapshot, Scope(LEADER, day))
        unseen = originals_held(snapshot, Scope(ELSEWHERE, day))

    assert {(one.ref, one.custodian) for one in seen} == {(ref, COUNTER.id)}
    assert all(isinstance(one.since, datetime) for one in seen)
    assert unseen == []
    assert_clean(town)


def test_an_original_goes_back_before_the_result_to_somebody_who_signs(town: Town) -> None:
    ref = town.examined()
    wish = GivingBack((1,), "Nguyễn Văn Ánh")

    refused = town.refused(NotYourStep, lambda: town.desk.originals.give_back(ref, wish, OFFICER))
    assert refused.code == "not_your_original"
    town.desk.originals.give_back(ref, wish, COUNTER)
    assert town.line(ref).originals[0].state is Custody.RETURNED
    assert "Ánh" not in str(town.last(ref))
    gone = town.refused(BadInput, lambda: town.desk.originals.give_back(ref, wish, COUNTER))
    assert gone.code == "original_gone"
    assert_clean(town)


def test_an_original_is_filed_on_a_ground(town: Town) -> None:
    ref = town.examined()
    bad = Filing((1,), "workload")

    assert (
        town.refused(BadInput, lambda: town.desk.originals.file(ref, bad, COUNTER)).code
        == "unknown_reason"
    )
    town.desk.originals.file(ref, Filing((1,), "kept_in_file"), COUNTER)

    assert town.line(ref).originals[0].state is Custody.ARCHIVED
    assert_clean(town)


def test_what_lies_at_the_counter_waits_to_be_fetched_when_the_leader_ends_the_dossier(
    town: Town,
) -> None:
    ref = town.examined()
    town.take(ref, "ask_more", OFFICER, reason="paper_missing")
    town.take(ref, "end_processing", LEADER, reason="no_supplement")

    assert states(town, ref) == {"waiting"}
    numbers = tuple(one.no for one in town.line(ref).originals)
    town.desk.originals.give_back(ref, GivingBack(numbers), COUNTER)
    assert states(town, ref) == {"returned"}
    assert_clean(town)


def test_a_supplement_brings_originals_too(town: Town) -> None:
    ref = town.examined()
    town.take(ref, "ask_more", OFFICER, reason="paper_missing")
    had = len(town.line(ref).originals)
    paper = town.line(ref).originals[0].paper

    town.take(ref, "supply", COUNTER, papers={paper: PaperCount(1)})

    assert [one.no for one in town.line(ref).originals] == list(range(1, had + 2))
    assert town.line(ref).originals[-1].received_at > town.line(ref).originals[0].received_at
    assert_clean(town)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"items": ()}, "originals_missing"),
        ({"to": COUNTER.id}, "handed_to_self"),
        ({"to": "nobody"}, "unknown_staff"),
        ({"kind": Passage.LOAN}, "due_back"),
        ({"due_back": date(2026, 3, 9)}, "due_back"),
        ({"kind": Passage.LOAN, "due_back": date(2026, 2, 2)}, "due_back_passed"),
        ({"kind": Passage.BACK}, "original_not_lent"),
        ({"agency": "dn25-26017"}, "not_your_agency"),
    ],
)
def test_a_list_that_cannot_be_is_refused(
    town: Town, changes: dict[str, object], code: str
) -> None:
    ref = town.examined()
    given = {"agency": AGENCY, "items": items(town, ref), "to": OFFICER.id} | changes
    before = town.sizes()

    with pytest.raises(Refusal) as raised:
        town.desk.originals.offer(Offer(**given), COUNTER)  # type: ignore[arg-type]

    assert raised.value.code == code
    assert town.sizes() == before


def test_who_stands_beside_has_nothing_to_do_with_originals(town: Town) -> None:
    ref = town.examined()
    wish = Offer(AGENCY, items(town, ref), COLLEAGUE.id)

    refused = town.refused(NotYourStep, lambda: town.desk.originals.offer(wish, OFFICER))

    assert refused.code == "not_your_original"
    assert refused.facts["custodian"] == COUNTER.id
    town.refused(OutOfScope, lambda: town.desk.originals.offer(wish, OUTSIDER))


def test_the_originals_of_a_dossier_received_by_mistake_are_still_somebodys(town: Town) -> None:
    ref = town.examined(paid=False)
    town.desk.mistakes.void(ref, "received_by_error", LEADER)
    town.desk.originals.confirm(hand_over(town, ref), OFFICER)
    numbers = tuple(one.no for one in town.line(ref).originals)

    town.desk.originals.give_back(ref, GivingBack(numbers), OFFICER)

    assert states(town, ref) == {"returned"}
    assert_clean(town)


def test_the_withdrawal_of_a_dossier_leaves_the_originals_of_its_children_to_be_fetched(
    town: Town,
) -> None:
    ref = town.examined()
    town.take(ref, "open_next", OFFICER, child=Linked(answers={"work_kind": "house"}))
    child = DossierRef.read(town.line(ref).children[0].agency, town.line(ref).children[0].id)
    clerk, officer = who("counter", COMMUNE), who("officer", COMMUNE, "construction")
    assert town.line(child).originals == ()
    town.take(child, "forward", clerk)
    if town.line(child).state == "assigning":
        town.take(child, "assign", who("unit_head", COMMUNE, "construction"), officer=officer.id)
    town.take(child, "ask_more", officer, reason="paper_missing")
    town.take(child, "supply", clerk, papers={"drawings": PaperCount(2)})

    town.take(ref, "withdraw", COUNTER, reason="applicant_wish")

    assert states(town, ref) == {"returned"}
    assert states(town, child) == {"waiting"}
    assert_clean(town)
