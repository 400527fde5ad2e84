"""Paper work entered later: taken, marked, limited, and never a way to mend a broken promise."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from engine import clock
from engine.desk import Extension, HandOver, HandOverItem
from engine.errors import BadInput
from engine.ledger import DossierRef
from engine.passing import ENTERED_AFTER_PROMISE
from engine.timeline import ByClock
from tests.engine.desk.town import (
    AGENCY,
    CLERICAL,
    COUNTER,
    HEAD,
    LEADER,
    OFFICER,
    Town,
    local,
    office,
    reception,
)

FRIDAY = local("2026-03-27 09:00")  # the promise is Monday 30/3 at closing
AFTER = "2026-04-01 09:00"


@pytest.fixture
def patient(town: Town) -> Town:
    """The same office, in which anybody may date back as far as they like."""
    patience = replace(office(), backdate_within=timedelta(days=999))
    return replace(town, desk=replace(town.desk, office=patience))


def finish(town: Town, ref: DossierRef) -> None:
    town.take(ref, "propose", OFFICER, outcome="granted", happened_at=FRIDAY)
    town.take(ref, "agree", HEAD, happened_at=FRIDAY)
    town.take(ref, "sign", LEADER, capacity="KT.", happened_at=FRIDAY)
    town.take(ref, "seal", CLERICAL, number="1", happened_at=FRIDAY)


def test_a_result_entered_after_the_promise_keeps_its_day_and_every_entry_is_marked(
    patient: Town,
) -> None:
    ref = patient.examined()
    patient.clock.set(AFTER)
    finish(patient, ref)

    line = patient.line(ref)
    assert clock.verdict(line) is clock.Verdict.EARLY
    assert line.marks == {ENTERED_AFTER_PROMISE: 4}


def test_what_is_entered_by_the_promised_day_is_not_marked(patient: Town) -> None:
    ref = patient.examined()
    patient.clock.set("2026-03-30 16:00")
    finish(patient, ref)

    assert patient.line(ref).marks == {}


def _apology(town: Town, ref: DossierRef) -> None:
    town.desk.extend(ref, Extension(date(2026, 4, 3), "workload", happened_at=FRIDAY), HEAD)


def _supplement(town: Town, ref: DossierRef) -> None:
    town.take(ref, "ask_more", OFFICER, reason="paper_missing", happened_at=FRIDAY)
    town.take(ref, "supply", COUNTER)


def _tax(town: Town, ref: DossierRef) -> None:
    town.take(ref, "ask_tax", OFFICER, happened_at=FRIDAY)
    town.take(ref, "tax_paid", COUNTER)


@pytest.mark.parametrize("mending", [_apology, _supplement, _tax])
def test_a_stop_or_an_apology_entered_after_the_promise_mends_nothing(
    patient: Town, mending: Callable[[Town, DossierRef], None]
) -> None:
    ref = patient.examined()
    patient.clock.set(AFTER)
    mending(patient, ref)
    patient.take(ref, "propose", OFFICER, outcome="granted")
    patient.take(ref, "agree", HEAD)
    patient.take(ref, "sign", LEADER)
    patient.take(ref, "seal", CLERICAL)

    line = patient.line(ref)
    assert clock.verdict(line) is clock.Verdict.LATE
    assert line.marks[ENTERED_AFTER_PROMISE] == 1
    assert set(line.passed) == set(ByClock)


def test_a_request_typed_in_late_but_within_the_promise_still_stops_the_clock(town: Town) -> None:
    ref = town.examined()
    town.clock.set("2026-03-05 09:00")
    town.take(
        ref, "ask_more", OFFICER, reason="paper_missing", happened_at=local("2026-03-04 09:00")
    )

    assert town.line(ref).passed == {}


def test_only_a_leader_dates_back_further_than_the_office_allows(town: Town) -> None:
    ref = town.signing()
    town.clock.set("2026-03-10 09:00")
    long_ago = local("2026-03-03 09:00")

    refused = town.refused(
        BadInput, lambda: town.take(ref, "send_back", HEAD, happened_at=long_ago)
    )
    assert refused.code == "backdated_too_far"
    assert town.take(ref, "sign", LEADER, capacity="KT.", happened_at=long_ago).state == "sealing"


def test_a_reception_or_a_hand_over_of_long_ago_is_refused(town: Town) -> None:
    town.clock.set("2026-03-10 09:00")
    long_ago = local("2026-03-03 09:00")
    record = HandOver(AGENCY, "07", long_ago, "bưu tá 5", (HandOverItem("EA1VN", reception()),))

    refused = town.refused(BadInput, lambda: town.receive(happened_at=long_ago))
    assert refused.code == "backdated_too_far"
    refused = town.refused(BadInput, lambda: town.desk.receive_from_post(record, COUNTER))
    assert refused.code == "backdated_too_far"
