"""The scoring of QĐ 766, as far as it is known (`docs/figures.md`)."""

from engine.clock import Standing, Verdict, verdict_qd766
from engine.reports.judging import STATUTORY, Judging
from engine.reports.periods import Period
from engine.reports.timeliness import Question, timeliness
from tests.engine.reports.office import THREE_DAYS, UNLIMITED, Book, at, lines

QD766 = Judging(qd766=True)
END = at("2026-02-01 00:00")
JANUARY = Period.between(at("2026-01-01").date(), at("2026-01-31").date())


def received() -> Book:
    """Due on Monday 12/1/2026."""
    return Book(at("2026-01-05 09:00")).act("forward", at("2026-01-05 10:00"))


def test_the_time_of_a_supplement_is_taken_off() -> None:
    book = received().walk(
        ("ask_more", at("2026-01-08 09:00")),
        ("supply", at("2026-01-15 09:00")),
        ("finish", at("2026-01-19 10:00")),  # less seven days: 12/1, the promised day
    )

    assert verdict_qd766(book.line(), END) is Verdict.ON_TIME


def test_an_extension_does_not_help() -> None:
    book = received().extend(at("2026-01-08 09:00"), at("2026-01-30 17:00"))
    book.act("finish", at("2026-01-13 09:00"))

    assert verdict_qd766(book.line(), END) is Verdict.LATE
    assert STATUTORY.verdict(book.line(), END) is Verdict.EARLY


def test_a_second_request_makes_the_dossier_late() -> None:
    book = received().walk(
        ("ask_more", at("2026-01-05 11:00")),
        ("supply", at("2026-01-05 14:00")),
        ("ask_more", at("2026-01-05 15:00")),
        ("supply", at("2026-01-05 16:00")),
        ("finish", at("2026-01-06 09:00")),
    )

    assert verdict_qd766(book.line(), END) is Verdict.LATE


def test_a_dossier_that_waits_after_its_only_request_is_not_late() -> None:
    line = received().act("ask_more", at("2026-01-08 09:00")).line()

    assert verdict_qd766(line, END) is Verdict.EARLY
    assert QD766.standing(line, END) is Standing.WAITING


def test_a_dossier_that_waits_after_a_request_made_too_late_is_overdue() -> None:
    line = received().act("ask_more", at("2026-01-13 09:00")).line()

    assert QD766.standing(line, END) is Standing.OVERDUE
    assert STATUTORY.standing(line, END) is Standing.WAITING


def test_an_open_dossier_is_measured_on_the_last_day_of_the_period() -> None:
    line = received().line()

    assert verdict_qd766(line, at("2026-01-13 00:00")) is Verdict.ON_TIME
    assert verdict_qd766(line, at("2026-01-14 00:00")) is Verdict.LATE


def test_a_second_request_of_the_next_period_says_nothing_about_this_one() -> None:
    book = received().walk(
        ("ask_more", at("2026-01-06 11:00")),
        ("supply", at("2026-01-07 14:00")),
        ("ask_more", at("2026-01-09 15:00")),
    )

    assert verdict_qd766(book.line(), at("2026-01-09 00:00")) is Verdict.EARLY
    assert verdict_qd766(book.line(), at("2026-01-10 00:00")) is Verdict.LATE


def test_a_dossier_without_a_limit_is_on_time() -> None:
    line = Book(at("2026-01-05 09:00"), procedure=UNLIMITED).line()

    assert verdict_qd766(line, END) is Verdict.ON_TIME


def test_a_dossier_overdue_by_its_new_promise_may_still_be_in_time_for_qd_766() -> None:
    book = Book(at("2026-01-07 09:00"), procedure=THREE_DAYS).walk(
        ("forward", at("2026-01-07 10:00")),
        ("ask_more", at("2026-01-07 11:00")),
        ("supply", at("2026-01-12 11:00")),  # due on Thursday 15/1; for QĐ 766 on 12/1 + 5 days
    )
    friday_is_over = at("2026-01-17 00:00")

    assert STATUTORY.standing(book.line(), friday_is_over) is Standing.OVERDUE
    assert QD766.standing(book.line(), friday_is_over) is Standing.IN_TIME


def test_indicator_2_1_counts_what_runs_in_time_with_what_was_resolved_in_time() -> None:
    done = received().act("finish", at("2026-01-09 09:00"))
    late = received().act("finish", at("2026-01-20 09:00"))
    waiting = received().act("ask_more", at("2026-01-08 09:00"))
    overdue = received()

    total = timeliness(
        lines([done, late, waiting, overdue]), Question(JANUARY, judging=QD766)
    ).total

    assert (total.early, total.late, total.waiting, total.overdue) == (1, 1, 1, 1)
    assert total.index_2_1 == 50.0
