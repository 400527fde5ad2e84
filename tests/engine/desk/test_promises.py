"""Promises: stops that restart or resume, apologies, and what is irregular about them."""

from datetime import date

from engine import clock
from engine.desk import Extension
from engine.errors import BadInput, NotNow, NotYourStep, OutsideCalendar
from engine.procedure import Channel
from engine.timeline import Cause
from tests.engine.desk.town import (
    CLERICAL,
    COUNTER,
    HEAD,
    LEADER,
    OFFICER,
    Town,
    local,
)

LATER = Extension(date(2026, 4, 3), "complex_case", note="Phải đo đạc lại")


def test_a_supplement_stops_the_clock_and_its_return_counts_the_limit_anew(town: Town) -> None:
    ref = town.examined()
    assert town.take(ref, "ask_more", OFFICER, reason="paper_missing").due == local(
        "2026-03-30 17:00"
    )
    assert clock.standing_at(town.line(ref), town.clock()) is clock.Standing.WAITING
    town.clock.set("2026-03-16 09:00")
    outcome = town.take(ref, "supply", COUNTER)

    assert outcome.due == local("2026-04-13 17:00")
    line = town.line(ref)
    assert [promise.cause for promise in line.promises] == [Cause.RECEIPT, Cause.STOP]
    assert line.marks == {}


def test_the_way_to_the_tax_office_stops_the_clock_and_its_return_resumes_it(town: Town) -> None:
    ref = town.examined()
    town.clock.set("2026-03-09 09:00")
    town.take(ref, "ask_tax", OFFICER)
    town.clock.set("2026-03-19 09:00")
    outcome = town.take(ref, "tax_paid", COUNTER)

    assert outcome.due == local("2026-04-09 17:00")  # eight working days later than promised


def test_a_request_after_three_working_days_is_taken_and_marked(town: Town) -> None:
    ref = town.examined()
    town.clock.set("2026-03-05 16:00")
    in_time = town.examined()
    town.take(ref, "ask_more", OFFICER, reason="paper_missing")
    assert town.line(ref).marks == {}
    town.clock.set("2026-03-11 08:00")
    town.take(in_time, "ask_more", OFFICER, reason="paper_missing")

    assert town.line(in_time).marks == {"late_supplement_request": 1}


def test_a_second_request_is_taken_and_marked(town: Town) -> None:
    ref = town.examined()
    for _ in range(2):
        town.take(ref, "ask_more", OFFICER, reason="paper_missing")
        town.take(ref, "supply", COUNTER)

    assert town.line(ref).marks == {"repeated_supplement_request": 1}


def test_an_apology_promises_a_later_day_and_the_first_stays_beside_it(town: Town) -> None:
    ref = town.examined()
    outcome = town.desk.extend(ref, LATER, HEAD)

    assert outcome.due == local("2026-04-03 17:00")
    line = town.line(ref)
    assert line.first is not None
    assert line.first.due == local("2026-03-30 17:00")
    assert line.marks == {}
    assert town.last(ref)["letter"] == "apology"


def test_a_late_apology_and_a_second_one_are_taken_and_marked(town: Town) -> None:
    ref = town.examined()
    town.clock.set("2026-03-30 09:00")
    town.desk.extend(ref, LATER, LEADER)
    town.desk.extend(ref, Extension(date(2026, 4, 10), "workload"), LEADER)

    assert town.line(ref).marks == {"late_apology": 1, "repeated_apology": 1}


def test_an_apology_after_the_promise_has_passed_leaves_it_late(town: Town) -> None:
    ref = town.signing()
    town.clock.set("2026-03-31 09:00")
    town.desk.extend(ref, LATER, HEAD)
    town.take(ref, "sign", LEADER)
    town.take(ref, "seal", CLERICAL)

    assert clock.verdict(town.line(ref)) is clock.Verdict.LATE


def test_a_supplement_asked_after_the_promise_leaves_it_late(town: Town) -> None:
    ref = town.examined()
    town.clock.set("2026-03-31 09:00")
    town.take(ref, "ask_more", OFFICER, reason="paper_missing")
    town.take(ref, "supply", COUNTER)
    town.take(ref, "propose", OFFICER, outcome="granted")
    town.take(ref, "agree", HEAD)
    town.take(ref, "sign", LEADER)
    town.take(ref, "seal", CLERICAL)

    assert clock.verdict(town.line(ref)) is clock.Verdict.LATE


def test_an_apology_names_a_later_day_a_reason_and_comes_from_who_heads_the_work(
    town: Town,
) -> None:
    ref = town.examined()
    early = Extension(date(2026, 3, 30), "workload")
    odd = Extension(date(2026, 4, 3), "paper_missing")

    refused = town.refused(BadInput, lambda: town.desk.extend(ref, early, HEAD))
    assert refused.code == "extension_not_later"
    refused = town.refused(BadInput, lambda: town.desk.extend(ref, odd, HEAD))
    assert refused.code == "unknown_reason"
    town.refused(NotYourStep, lambda: town.desk.extend(ref, LATER, OFFICER))
    far = Extension(date(2099, 4, 3), "workload")
    refused = town.refused(OutsideCalendar, lambda: town.desk.extend(ref, far, HEAD))
    assert refused.code == "outside_calendar"


def test_nothing_is_promised_anew_before_acceptance_nor_after_the_result(town: Town) -> None:
    online = town.receive(channel=Channel.ONLINE, paid=False).ref
    town.refused(NotNow, lambda: town.desk.extend(online, LATER, LEADER))
    ready = town.ready()
    town.refused(NotNow, lambda: town.desk.extend(ready, LATER, HEAD))


def test_a_day_off_moves_the_new_promise_to_the_next_working_day(town: Town) -> None:
    ref = town.examined()
    outcome = town.desk.extend(ref, Extension(date(2026, 4, 4), "workload"), HEAD)

    assert outcome.due == local("2026-04-06 17:00")
