"""What is under way on a slip: originals that somebody answers for, a result, a voided dossier."""

from engine.desk.originals import GivingBack
from engine.desk.places import Arrival, Parcel, Sending
from engine.errors import BadInput, GuardFailed, NotNow
from engine.ledger import DossierRef
from tests.engine.desk.town import APPRAISAL, CLERICAL, COUNTER, UNIT, Town
from tests.scenarios.clean import assert_clean
from tests.scenarios.places_of import (
    COUNTER_A,
    COUNTER_C,
    A,
    B,
    C,
    decided,
    filed,
    taking,
)

REPORT = "report"


def with_the_original(ref: DossierRef, count: int = 1) -> Sending:
    return Sending(A, B, (Parcel(ref, originals={REPORT: count}),), to_unit=UNIT)


def number_of(town: Town, ref: DossierRef) -> int:
    return next(one.no for one in town.line(ref).originals if one.paper == REPORT)


def test_one_voided_dossier_does_not_hold_a_slip_up(town: Town) -> None:
    wrong = town.receive(APPRAISAL, COUNTER_A, agency=A, competent=B, return_at=C, paid=False).ref
    right = filed(town).ref
    sent = town.desk.places.send(Sending(A, B, (Parcel(wrong), Parcel(right))), COUNTER_A)
    town.desk.mistakes.void(wrong, "received_by_error", COUNTER_A)

    done = town.desk.places.take(taking(sent, Arrival(1), Arrival(2)), COUNTER)

    assert done.open == 0
    assert_clean(town)


def test_a_slip_names_only_originals_that_the_sender_has(town: Town) -> None:
    ref = filed(town).ref
    town.desk.originals.give_back(ref, GivingBack((number_of(town, ref),)), COUNTER_A)

    refused = town.refused(
        BadInput, lambda: town.desk.places.send(with_the_original(ref), COUNTER_A)
    )

    assert refused.code == "originals_not_there"
    assert_clean(town)


def test_an_original_on_a_slip_is_given_to_nobody_until_the_other_end_signs(town: Town) -> None:
    ref = filed(town).ref
    sent = town.desk.places.send(with_the_original(ref), COUNTER_A)
    back = GivingBack((number_of(town, ref),))

    refused = town.refused(BadInput, lambda: town.desk.originals.give_back(ref, back, COUNTER_A))
    assert refused.code == "original_under_way"
    town.desk.places.take(taking(sent), COUNTER)
    town.desk.places.send(
        Sending(B, A, (Parcel(ref, originals={REPORT: 1}),)), COUNTER
    )  # what came with a slip may leave with the next
    assert_clean(town)


def test_a_dossier_does_not_end_while_an_original_is_on_a_slip_or_was_missed(town: Town) -> None:
    ref = filed(town).ref
    town.take(ref, "forward", COUNTER_A)
    sent = town.desk.places.send(with_the_original(ref), COUNTER_A)
    decided(town, ref)

    way = town.refused(GuardFailed, lambda: town.take(ref, "hand_over", COUNTER_C))
    assert (way.code, "phiếu 1/2026" in way.message) == ("original_elsewhere", True)
    town.desk.places.take(taking(sent, Arrival(1, missing={REPORT: 1})), COUNTER)
    missed = town.refused(GuardFailed, lambda: town.take(ref, "hand_over", COUNTER_C))
    assert (missed.code, "báo thiếu" in missed.message) == ("original_elsewhere", True)
    town.desk.originals.give_back(ref, GivingBack((number_of(town, ref),)), COUNTER_A)

    assert town.take(ref, "hand_over", COUNTER_C).state == "returned"
    assert_clean(town)


def test_a_result_is_not_given_away_while_its_slip_says_that_it_is_under_way(town: Town) -> None:
    ref = filed(town).ref
    town.take(ref, "forward", COUNTER_A)
    decided(town, ref)
    sent = town.desk.places.send(Sending(B, C, (Parcel(ref, "result"),)), CLERICAL)

    refused = town.refused(NotNow, lambda: town.take(ref, "hand_over", COUNTER_C))
    assert (refused.code, refused.facts["slip"]) == ("result_under_way", [B, 2026, 1])
    town.desk.places.take(taking(sent), COUNTER_C)

    assert town.take(ref, "hand_over", COUNTER_C).state == "returned"
    assert_clean(town)
