"""What a timeline says about time: verdicts that nothing mends, and who held every second."""

from datetime import timedelta
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.actors import Role
from engine.canonical import moment_text
from engine.clock import (
    Against,
    Standing,
    Verdict,
    attribution,
    spans,
    standing_at,
    verdict,
    verdict_qd766,
)
from engine.ledger import Kind
from engine.timeline import ByClock
from tests.engine.reports.histories import OFFICES
from tests.engine.reports.office import CALENDAR, OFFICE, Book, at, lines

NAMED = list(product(ByClock, Against))
FAR = at("2027-06-01 00:00")

# Received on Monday 5/1/2026 with five working days: due Monday 12/1/2026 at closing.
MONDAY = at("2026-01-05 09:00")


def received() -> Book:
    return Book(MONDAY).walk(("forward", at("2026-01-05 10:00")))


def verdicts(book: Book) -> set[Verdict | None]:
    return {verdict(book.line(), by, against) for by, against in NAMED}


def test_a_result_a_day_before_the_promise_is_early() -> None:
    assert verdicts(received().act("finish", at("2026-01-09 16:00"))) == {Verdict.EARLY}


def test_a_result_on_the_promised_day_is_on_time() -> None:
    assert verdicts(received().act("finish", at("2026-01-12 16:59"))) == {Verdict.ON_TIME}


def test_a_result_after_closing_on_the_promised_day_is_late_by_the_moment_alone() -> None:
    line = received().act("finish", at("2026-01-12 18:00")).line()

    assert verdict(line, ByClock.DATE) is Verdict.ON_TIME
    assert verdict(line, ByClock.MOMENT) is Verdict.LATE


def test_a_supplement_moves_the_current_promise_and_leaves_the_first() -> None:
    book = received().walk(
        ("ask_more", at("2026-01-07 09:00")),
        ("supply", at("2026-01-14 09:00")),
        ("finish", at("2026-01-21 09:00")),
    )

    assert verdict(book.line(), against=Against.CURRENT) is Verdict.ON_TIME
    assert verdict(book.line(), against=Against.FIRST) is Verdict.LATE


def test_an_extension_in_time_is_kept_beside_the_first_promise() -> None:
    book = received().extend(at("2026-01-09 09:00"), at("2026-01-19 17:00"))
    line = book.act("finish", at("2026-01-19 09:00")).line()

    assert verdict(line, against=Against.CURRENT) is Verdict.ON_TIME
    assert verdict(line, against=Against.FIRST) is Verdict.LATE
    assert [line.day(one.due).day for one in line.promises] == [12, 19]


def test_a_dossier_without_a_result_has_no_verdict() -> None:
    assert verdicts(received()) == {None}


def test_what_is_undone_never_was() -> None:
    book = received().act("finish", at("2026-01-13 09:00")).undo(at("2026-01-13 09:05"))

    assert verdicts(book) == {None}
    assert book.line().state == "examining"


@pytest.mark.parametrize(
    "mending",
    [
        lambda book, then: book.extend(then, then + timedelta(days=30)),
        lambda book, then: book.walk(("ask_more", then), ("supply", then + timedelta(days=3))),
        lambda book, then: book.walk(("ask_tax", then), ("tax_paid", then + timedelta(days=3))),
    ],
    ids=["extension", "supplement", "tax"],
)
def test_what_comes_after_the_promise_has_passed_never_mends_it(mending: object) -> None:
    assert callable(mending)
    book = received()
    mending(book, at("2026-01-13 08:00"))

    assert verdicts(book.act("finish", at("2026-01-16 15:00"))) == {Verdict.LATE}


@given(chance=st.randoms(use_true_random=True), days=st.integers(1, 90))
def test_no_history_after_a_broken_promise_makes_it_good(chance: Random, days: int) -> None:
    book = received()
    moment = book.line().promises[-1].due + timedelta(days=days)
    for _ in range(chance.randint(0, 6)):
        match chance.choice(["extend", "supplement", "tax"]):
            case "extend":
                book.extend(moment, moment + timedelta(days=chance.randint(1, 60)))
            case "supplement":
                book.walk(("ask_more", moment), ("supply", moment + timedelta(days=2)))
            case "tax":
                book.walk(("ask_tax", moment), ("tax_paid", moment + timedelta(days=2)))
        moment += timedelta(days=3)

    assert verdicts(book.act("finish", moment)) == {Verdict.LATE}


@given(OFFICES)
def test_no_promise_is_ever_brought_forward(office: list[Book]) -> None:
    for line in lines(office):
        dues = [one.due for one in line.promises]
        assert dues == sorted(dues)


@given(OFFICES)
def test_every_counted_second_from_acceptance_to_result_belongs_to_one_holder(
    office: list[Book],
) -> None:
    for line in lines(office):
        held = sum(attribution(line, FAR).values(), timedelta())
        over = line.voiding.at if line.voiding else FAR  # from then on it was nobody's
        end = min(line.ended_at or over, FAR)
        accepted = line.accepted_at
        counted = CALENDAR.between(accepted, end) if accepted and end > accepted else timedelta()
        assert held == counted


@given(OFFICES)
def test_the_spans_of_holders_follow_each_other_without_gap_or_overlap(office: list[Book]) -> None:
    for line in lines(office):
        pieces = list(spans(line, FAR))
        edges = [edge for since, to, _ in pieces for edge in (since, to)]
        assert edges == sorted(edges)
        assert edges[1:-1:2] == edges[2:-1:2]


def test_the_time_of_a_supplement_is_the_applicants() -> None:
    applicant = {"role": "applicant", "agency": OFFICE, "unit": None}
    book = received().act("ask_more", at("2026-01-07 09:00"), seat=applicant)
    book.walk(("supply", at("2026-01-08 09:00")), ("finish", at("2026-01-08 11:00")))
    held = {seat.role: span for seat, span in attribution(book.line(), FAR).items()}

    # Wednesday 9:00-11:30 and 13:30-17:00, Thursday 7:30-9:00
    assert held[Role.APPLICANT] == timedelta(hours=7, minutes=30)


def test_a_declared_outage_takes_precedence_over_every_other_holder() -> None:
    book = received()
    facts = {
        "since": moment_text(at("2026-01-06 07:30")),
        "until": moment_text(at("2026-01-06 11:30")),
    }
    book._write(Kind.OUTAGE, at("2026-01-06 13:30"), facts, timedelta())
    book.act("finish", at("2026-01-07 09:00"))
    held = {seat.role: span for seat, span in attribution(book.line(), FAR).items()}

    assert held[Role.OUTAGE] == timedelta(hours=4)
    assert verdicts(book) == {Verdict.EARLY}


def test_a_waiting_dossier_is_neither_in_time_nor_overdue() -> None:
    line = received().act("ask_more", at("2026-01-07 09:00")).line()

    assert standing_at(line, at("2026-01-07 00:00")) is Standing.IN_TIME
    assert standing_at(line, at("2026-02-01 00:00")) is Standing.WAITING


def test_a_pending_dossier_is_judged_at_the_end_of_the_last_local_day() -> None:
    line = received().line()

    assert standing_at(line, at("2026-01-13 00:00")) is Standing.IN_TIME
    assert standing_at(line, at("2026-01-14 00:00")) is Standing.OVERDUE


def test_qd_766_does_not_count_the_only_supplement_against_the_office() -> None:
    book = received().walk(
        ("ask_more", at("2026-01-07 09:00")),
        ("supply", at("2026-01-14 09:00")),
        ("finish", at("2026-01-16 09:00")),
    )

    assert verdict_qd766(book.line(), FAR) is Verdict.EARLY


def test_qd_766_calls_a_second_supplement_late() -> None:
    book = received()
    for day in (7, 9):
        book.walk(
            ("ask_more", at(f"2026-01-0{day} 09:00")), ("supply", at(f"2026-01-0{day} 15:00"))
        )

    assert verdict_qd766(book.act("finish", at("2026-01-09 16:00")).line(), FAR) is Verdict.LATE
