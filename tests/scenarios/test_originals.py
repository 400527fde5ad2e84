"""The red book and other originals: always with somebody, and never lost when a dossier ends."""

from engine.desk.draft import APPLICANT
from engine.desk.originals import Offer
from engine.errors import (
    BadInput,
    FourEyes,
    GuardFailed,
    NotFound,
    NotYourStep,
    OutOfScope,
)
from engine.ledger import Kind
from engine.procedure import Channel
from engine.tables.papers import original, original_move
from engine.timeline import Custody
from tests.engine.desk.town import (
    AGENCY,
    APPRAISAL,
    COLLEAGUE,
    COUNTER,
    HEAD,
    OFFICER,
    Town,
    papers,
    who,
)
from tests.scenarios.clean import assert_clean
from tests.scenarios.papers_in_hand import ELSEWHERE, hand_over, items, resolved, states


def test_each_original_that_the_counter_takes_in_is_an_item_that_the_clerk_answers_for(
    town: Town,
) -> None:
    ref = town.received()
    forms = {p.id for p in town.line(ref).procedure.papers if p.form is not None}

    kept = town.line(ref).originals

    assert forms
    assert {one.paper for one in kept} == papers(APPRAISAL).keys() - forms
    assert [one.no for one in kept] == list(range(1, len(kept) + 1))
    assert {one.custodian for one in kept} == {COUNTER.id}
    assert {row.state for row in town.rows(original)} == {"held"}
    assert_clean(town)


def test_what_is_sent_online_brings_no_original(town: Town) -> None:

    ref = town.receive(channel=Channel.ONLINE, by=APPLICANT, paid=False).ref

    assert town.line(ref).originals == ()
    assert_clean(town)


def test_the_hand_over_of_the_result_gives_the_originals_back_in_the_same_act(town: Town) -> None:
    ref = town.ready()
    before = len(town.entries(ref))

    town.take(ref, "hand_over", COUNTER)

    assert len(town.entries(ref)) == before + 1
    assert states(town, ref) == {"returned"}
    assert {row.taken_by for row in town.rows(original_move)} == {"applicant"}
    assert_clean(town)


def test_a_colleague_at_the_same_counter_gives_them_back_as_well(town: Town) -> None:
    other = who("counter", nth=1)
    ref = town.ready()

    town.take(ref, "hand_over", other)

    assert states(town, ref) == {"returned"}
    assert_clean(town)


def test_the_law_may_keep_one_in_the_file(town: Town) -> None:
    ref = town.ready()
    town.take(ref, "hand_over", COUNTER, originals_kept=(1,))

    assert town.line(ref).originals[0].state is Custody.ARCHIVED
    assert states(town, ref) == {"archived", "returned"}
    assert_clean(town)


def test_a_list_of_many_dossiers_moves_nothing_until_the_other_side_signs(town: Town) -> None:
    one, two = town.examined(), town.examined()
    every = (*items(town, one), *items(town, two))
    listed = town.desk.originals.offer(Offer(AGENCY, every, OFFICER.id), COUNTER)

    assert listed.list == f"{AGENCY}/2026/1"
    assert {o.custodian for o in town.line(one).originals} == {COUNTER.id}
    town.desk.originals.confirm(listed.list, OFFICER)

    for ref in (one, two):
        assert {o.custodian for o in town.line(ref).originals} == {OFFICER.id}
        assert town.last(ref)["act"] == "taken"
    assert {row.state for row in town.rows(original_move)} == {"taken"}
    assert_clean(town)


def test_what_is_missing_from_a_list_is_named_and_stays_with_who_gave_it(town: Town) -> None:
    ref = town.examined()
    absent = items(town, ref)[0]
    number = hand_over(town, ref)

    answer = town.desk.originals.confirm(number, OFFICER, missing=[absent])

    first, *others = town.line(ref).originals
    assert answer.missing == (absent,)
    assert (first.custodian, first.offered) == (COUNTER.id, None)
    assert {one.custodian for one in others} == {OFFICER.id}
    assert town.line(ref).marks["original_missing"] == 1
    assert_clean(town)


def test_only_who_a_list_is_for_signs_it_once_and_never_who_gave_it(town: Town) -> None:
    ref = town.examined()
    number = hand_over(town, ref)

    def confirm(by: object) -> None:
        town.desk.originals.confirm(number, by)  # type: ignore[arg-type]

    assert town.refused(NotYourStep, lambda: confirm(HEAD)).code == "not_your_list"
    town.refused(OutOfScope, lambda: confirm(ELSEWHERE))
    assert town.refused(NotYourStep, lambda: confirm(COUNTER)).code == "not_your_list"
    confirm(OFFICER)
    assert town.refused(NotFound, lambda: confirm(OFFICER)).code == "unknown_list"
    assert_clean(town)


def test_two_clerks_of_one_counter_still_sign_for_each_other(town: Town) -> None:
    ref, other = town.received(), who("counter", nth=1)
    wish = Offer(AGENCY, items(town, ref), other.id)
    number = town.desk.originals.offer(wish, COUNTER).list

    town.refused(FourEyes, lambda: town.desk.originals.confirm(number, COUNTER))
    town.desk.originals.confirm(number, other)

    assert {one.custodian for one in town.line(ref).originals} == {other.id}
    assert_clean(town)


def test_a_list_that_nobody_signed_is_called_back(town: Town) -> None:
    ref = town.examined()
    number = hand_over(town, ref)
    again = Offer(AGENCY, items(town, ref), COLLEAGUE.id)

    refused = town.refused(BadInput, lambda: town.desk.originals.offer(again, COUNTER))
    assert refused.code == "original_offered"
    town.desk.originals.recall(number, COUNTER)
    listed = town.desk.originals.offer(again, COUNTER)

    assert listed.list == f"{AGENCY}/2026/2"
    assert {row.state for row in town.rows(original_move)} == {"recalled", "offered"}
    assert_clean(town)


def test_the_same_key_gives_the_same_list(town: Town) -> None:
    ref = town.examined()
    wish = Offer(AGENCY, items(town, ref), OFFICER.id)

    first = town.desk.originals.offer(wish, COUNTER, key="list-1")
    assert town.desk.originals.offer(wish, COUNTER, key="list-1") == first
    taken = town.desk.originals.confirm(first.list, OFFICER, key="sign-1")
    assert town.desk.originals.confirm(first.list, OFFICER, key="sign-1") == taken

    assert [e.kind for e in town.entries(ref)].count(Kind.ENTRUSTED) == 2
    assert_clean(town)


def test_a_dossier_does_not_end_while_an_original_is_with_somebody_else(town: Town) -> None:
    ref = town.examined()
    town.desk.originals.confirm(hand_over(town, ref), OFFICER)
    resolved(town, ref)

    refused = town.refused(GuardFailed, lambda: town.take(ref, "hand_over", COUNTER))
    assert refused.code == "original_elsewhere"
    assert OFFICER.name in refused.message
    assert refused.facts["originals"][0]["custodian"] == OFFICER.id  # type: ignore[index]

    wish = Offer(AGENCY, items(town, ref), COUNTER.id)
    number = town.desk.originals.offer(wish, OFFICER).list
    on_the_way = town.refused(GuardFailed, lambda: town.take(ref, "hand_over", COUNTER))
    assert number in on_the_way.message
    town.desk.originals.confirm(number, COUNTER)
    assert town.take(ref, "hand_over", COUNTER).state == "returned"
    assert_clean(town)
