"""Which dossiers an outage touches: a pure question of times and places."""

from dataclasses import replace
from uuid import UUID

from engine.desk.outages.touching import saying, touches
from engine.procedure import Channel
from engine.store.outages import Declared
from tests.engine.reports.office import OFFICE, OTHER, Book, at

CUT = Declared(
    OFFICE,
    UUID(int=7),
    at("2026-01-06 10:00"),
    at("2026-01-06 11:00"),
    "power_cut",
    "12/BB",
    "approved",
    "staff-1",
    at("2026-01-06 12:00"),
)
OPENED = at("2026-01-05 09:00")


def test_a_dossier_whose_time_runs_in_the_span_is_touched() -> None:
    assert touches(Book(OPENED).line(), CUT)


def test_one_received_at_its_end_or_over_at_its_beginning_is_not() -> None:
    late = Book(CUT.until)
    over = Book(OPENED).act("withdraw", CUT.since)

    assert [touches(book.line(), CUT) for book in (late, over)] == [False, False]


def test_one_of_another_agency_is_not_unless_it_lay_here() -> None:
    elsewhere = Book(OPENED, agency=OTHER)
    seat = {"role": "officer", "agency": OFFICE, "unit": "phong-1"}
    lent = Book(OPENED, agency=OTHER).act("forward", at("2026-01-06 09:00"), seat=seat)

    assert [touches(book.line(), CUT) for book in (elsewhere, lent)] == [False, True]


def test_competence_counts_as_it_was_in_the_span() -> None:
    before = Book(OPENED).act("forward", at("2026-01-06 09:00"), competent=OTHER)
    within = Book(OPENED, agency=OTHER).act("forward", at("2026-01-06 10:30"), competent=OFFICE)
    after = Book(OPENED, agency=OTHER).act("forward", at("2026-01-06 12:00"), competent=OFFICE)
    moved = [replace(book.line(), visits=()) for book in (before, within, after)]

    assert [touches(line, CUT) for line in moved] == [False, True, False]


def test_a_voided_dossier_and_one_that_says_it_already_are_not() -> None:
    voided = Book(OPENED).void(at("2026-01-07 09:00"))
    book = Book(OPENED)
    said = saying(CUT)
    book._write(said.kind, at("2026-01-06 14:00"), said.facts, CUT.until - CUT.until)

    assert [touches(one.line(), CUT) for one in (voided, book)] == [False, False]


def test_an_online_dossier_that_nobody_has_accepted_yet_has_no_time_to_lose() -> None:
    assert not touches(Book(OPENED, Channel.ONLINE).line(), CUT)
