"""Who had a dossier how long."""

from datetime import timedelta

import pytest

from engine.clock import Verdict
from engine.reports.periods import Period
from engine.reports.stays import Stay, stays
from tests.engine.reports.office import OFFICE, UNLIMITED, Book, at, lines

JANUARY = Period.between(at("2026-01-01").date(), at("2026-01-31").date())
FIRST_WEEK = Period.between(at("2026-01-01").date(), at("2026-01-09").date())


def of(book: Book, period: Period = JANUARY) -> list[Stay]:
    return list(stays(lines([book]), period).rows)


def test_each_visit_to_a_state_is_a_row_of_its_own() -> None:
    book = Book(at("2026-01-05 08:00")).walk(
        ("forward", at("2026-01-05 09:00")),
        ("ask_more", at("2026-01-06 09:00")),
        ("supply", at("2026-01-07 09:00")),
        ("finish", at("2026-01-08 09:00")),
        ("hand_over", at("2026-01-08 10:00")),
    )

    assert [stay.state for stay in of(book)] == [
        "received",
        "examining",
        "supplement",
        "examining",
        "ready",
    ]


def test_only_office_hours_are_spent() -> None:
    book = Book(at("2026-01-05 11:00")).act("forward", at("2026-01-05 14:00"))

    assert of(book)[0].spent == timedelta(hours=1)


def test_the_rest_of_the_limit_is_what_the_counter_leaves_of_five_days() -> None:
    examining = of(Book(at("2026-01-05 08:00")).act("forward", at("2026-01-05 09:00")))[1]

    assert examining.budget == timedelta(hours=(5 * 8 - 4) * 7.5 / 8)


@pytest.mark.parametrize(
    ("forwarded", "verdict"),
    [("2026-01-05 11:15", Verdict.ON_TIME), ("2026-01-05 11:16", Verdict.LATE)],
)
def test_a_step_is_late_once_it_takes_more_than_its_budget(
    forwarded: str, verdict: Verdict
) -> None:
    book = Book(at("2026-01-05 07:30")).act("forward", at(forwarded))

    assert of(book)[0].verdict is verdict


def test_a_step_without_a_budget_has_no_verdict() -> None:
    book = Book(at("2026-01-05 08:00")).act("forward", at("2026-01-05 09:00"))
    book.act("ask_more", at("2026-01-06 09:00"))
    limitless = Book(at("2026-01-05 08:00"), procedure=UNLIMITED)
    limitless.act("forward", at("2026-01-05 09:00"))

    assert of(book)[2].verdict is None
    assert of(limitless)[1].budget is None


def test_a_stay_still_open_is_judged_at_the_end_of_the_period() -> None:
    book = Book(at("2026-01-09 15:00")).act("forward", at("2026-01-12 09:00"))

    (stay,) = of(book, FIRST_WEEK)

    assert stay.left is None
    assert stay.spent == timedelta(hours=2)


def test_a_step_left_at_midnight_was_still_open_when_the_period_ended() -> None:
    book = Book(at("2026-01-09 15:00")).act("forward", at("2026-01-10 00:00"))

    assert [(stay.state, stay.left) for stay in of(book, FIRST_WEEK)] == [("received", None)]


def test_a_stay_that_was_over_before_the_period_is_not_in_it() -> None:
    book = Book(at("2025-12-30 08:00")).act("forward", at("2025-12-31 09:00"))

    assert [stay.state for stay in of(book)] == ["examining"]


def test_a_stay_names_the_unit_and_the_officer() -> None:
    book = Book(at("2026-01-05 08:00"))
    book.act("forward", at("2026-01-05 09:00"), officer="staff-7")

    stay = of(book)[1]

    assert (stay.agency, stay.unit, stay.officer) == (OFFICE, "phong-1", "staff-7")


def test_json_gives_working_time_in_seconds() -> None:
    book = Book(at("2026-01-05 08:00")).act("forward", at("2026-01-05 09:00"))

    stay = of(book)[0].to_json()

    assert (stay["budget"], stay["spent"], stay["verdict"]) == (4 * 3600 * 7.5 / 8, 3600, "on_time")
