"""Which cell of the sheet a dossier stands in."""

import pytest

from engine.clock import Against
from engine.errors import BadInput
from engine.procedure import Channel
from engine.reports.grouping import By, Organised
from engine.reports.judging import Judging
from engine.reports.measures import Measure
from engine.reports.periods import Period
from engine.reports.timeliness import Question, Row, TimelinessSheet, dossiers, timeliness
from engine.timeline import ByClock
from tests.engine.reports.office import LAND, OFFICE, OTHER, Book, at, lines, parent

# Received on Monday 5/1/2026, a dossier of five working days is due on Monday 12/1 at 17:00.
JANUARY = Period.between(at("2026-01-01").date(), at("2026-01-31").date())
FIRST_WEEK = Period.between(at("2026-01-01").date(), at("2026-01-09").date())
DUE_DAY = Period.between(at("2026-01-01").date(), at("2026-01-12").date())


def received() -> Book:
    return Book(at("2026-01-05 09:00")).act("forward", at("2026-01-05 10:00"))


def sheet(*books: Book, question: Question | None = None) -> TimelinessSheet:
    return timeliness(lines(books), question or Question(JANUARY))


def total(*books: Book, period: Period = JANUARY) -> Row:
    return sheet(*books, question=Question(period)).total


@pytest.mark.parametrize(
    ("finished", "measure"),
    [
        ("2026-01-09 16:59", "early"),
        ("2026-01-12 09:00", "on_time"),
        ("2026-01-12 18:30", "on_time"),  # after closing, on the promised day
        ("2026-01-13 07:30", "late"),
    ],
)
def test_a_result_is_held_against_the_promised_day(finished: str, measure: str) -> None:
    row = total(received().act("finish", at(finished)))

    assert getattr(row, measure) == 1
    assert row.resolved == 1


def test_by_the_minute_a_result_after_closing_is_late() -> None:
    book = received().act("finish", at("2026-01-12 18:30"))
    question = Question(JANUARY, judging=Judging(ByClock.MOMENT))

    assert sheet(book, question=question).total.late == 1


def test_a_dossier_is_overdue_only_when_its_promised_day_is_over() -> None:
    assert total(received(), period=DUE_DAY).in_time == 1
    assert total(received()).overdue == 1


def test_what_was_open_at_the_end_of_last_year_is_carried_over() -> None:
    book = Book(at("2025-12-31 16:00")).walk(
        ("forward", at("2025-12-31 16:30")), ("finish", at("2026-01-06 09:00"))
    )

    row = total(book)

    assert (row.carried_over, row.received, row.resolved) == (1, 0, 1)


def test_the_first_minute_of_a_period_belongs_to_it() -> None:
    assert total(Book(at("2026-01-01 00:00"))).received == 1
    assert total(Book(at("2025-12-31 23:59"))).received == 0


def test_an_online_dossier_is_received_when_it_is_accepted() -> None:
    book = Book(at("2026-01-08 20:00"), Channel.ONLINE)
    assert total(book).received == 0

    book.act("accept", at("2026-01-12 08:00"))
    assert total(book, period=FIRST_WEEK).received == 0
    assert total(book).online == 1


def test_a_dossier_that_was_not_accepted_is_outside_the_statistics() -> None:
    book = Book(at("2026-01-08 20:00"), Channel.ONLINE).act("reject", at("2026-01-09 08:00"))

    assert total(book) == Row("total")


def test_a_dossier_turned_away_after_acceptance_leaves_the_statistics_for_every_period() -> None:
    book = Book(at("2026-01-08 09:00")).act("turn_away", at("2026-01-12 08:00"))

    assert total(book, period=FIRST_WEEK) == Row("total")


def test_a_result_at_midnight_belongs_to_the_day_that_begins() -> None:
    book = received().act("finish", at("2026-01-10 00:00"))

    assert total(book, period=FIRST_WEEK).resolved == 0
    assert total(book).resolved == 1


def test_who_gives_up_a_finished_result_has_had_the_dossier_resolved() -> None:
    book = received().walk(("finish", at("2026-01-09 09:00")), ("give_up", at("2026-01-20 09:00")))

    row = total(book)

    assert (row.resolved, row.early, row.withdrawn) == (1, 1, 0)


def test_a_dossier_that_waits_for_the_applicant_is_neither_in_time_nor_overdue() -> None:
    row = total(received().act("ask_more", at("2026-01-07 09:00")))

    assert (row.waiting, row.in_time, row.overdue) == (1, 0, 0)


def test_a_supplement_asked_after_the_promise_does_not_mend_it() -> None:
    book = received().walk(
        ("ask_more", at("2026-01-13 09:00")),
        ("supply", at("2026-01-14 09:00")),
        ("finish", at("2026-01-14 10:00")),
    )

    assert total(book).late == 1


def test_a_dossier_extended_after_its_promise_stays_overdue() -> None:
    book = received().extend(at("2026-01-13 09:00"), at("2026-02-27 17:00"))

    assert total(book).overdue == 1


def test_before_its_promise_had_passed_the_extended_dossier_was_in_time() -> None:
    book = received().extend(at("2026-01-13 09:00"), at("2026-02-27 17:00"))

    assert total(book, period=DUE_DAY).in_time == 1


def test_an_extension_made_in_time_counts_unless_the_first_promise_is_asked_for() -> None:
    book = received().extend(at("2026-01-08 09:00"), at("2026-01-20 17:00"))
    book.act("finish", at("2026-01-19 09:00"))
    first = Question(JANUARY, judging=Judging(against=Against.FIRST))

    assert total(book).early == 1
    assert sheet(book, question=first).total.late == 1


def test_a_refusal_on_the_merits_is_a_resolved_dossier() -> None:
    row = total(received().act("finish", at("2026-01-09 09:00"), outcome="declined"))

    assert (row.resolved, row.early, row.declined) == (1, 1, 1)


def test_withdrawn_and_ended_dossiers_are_not_resolved_ones() -> None:
    withdrawn = received().act("withdraw", at("2026-01-06 09:00"))
    ended = received().act("ask_more", at("2026-01-06 09:00"))
    ended.act("end_processing", at("2026-01-20 09:00"))

    row = total(withdrawn, ended)

    assert (row.resolved, row.withdrawn, row.stopped) == (0, 1, 1)


def test_an_undone_result_was_never_there() -> None:
    book = received().act("finish", at("2026-01-09 09:00")).undo(at("2026-01-09 09:05"))

    assert total(book).resolved == 0
    assert total(book, period=FIRST_WEEK).in_time == 1


def test_a_result_that_was_sent_back_is_pending_again() -> None:
    book = received().walk(
        ("finish", at("2026-01-09 09:00")), ("send_back", at("2026-01-13 09:00"))
    )

    assert total(book).overdue == 1


def test_the_on_time_rate_is_that_of_the_published_report() -> None:
    on_time = [received().act("finish", at("2026-01-12 09:00")) for _ in range(3)]
    late = received().act("finish", at("2026-01-13 09:00"))

    assert total(*on_time, late).on_time_rate == 75.0
    assert Row("total", resolved=1194, on_time=1189, late=5).on_time_rate == 99.58
    assert Row("total").on_time_rate is None


def test_a_linked_dossier_is_the_work_of_its_agency_and_counts_once_in_the_province() -> None:
    child = Book(at("2026-01-06 09:00"), agency=OTHER, parent=parent(OFFICE))

    whole = sheet(received(), child)

    assert [(row.key, row.received) for row in whole.rows] == [(OTHER, 1), (OFFICE, 1)]
    assert whole.total.received == 1


def test_a_linked_dossier_counts_in_the_total_of_its_own_agency() -> None:
    child = Book(at("2026-01-06 09:00"), agency=OTHER, parent=parent(OFFICE))
    own = Question(JANUARY, agencies=frozenset({OTHER}))

    assert sheet(received(), child, question=own).total.received == 1


def test_a_linked_dossier_has_no_channel() -> None:
    child = Book(at("2026-01-06 09:00"), Channel.POSTAL, agency=OTHER, parent=parent(OFFICE))
    by_channel = Question(JANUARY, By.CHANNEL)

    assert sheet(child, question=by_channel).rows == ()
    assert sheet(child).rows[0].direct == 1


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        (By.AGENCY, ["so-xay-dung"]),
        (By.PROCEDURE, ["1.001193", "1.009972"]),
        (By.FIELD, ["Xây dựng", "Đất đai"]),
        (By.CHANNEL, ["direct", "postal"]),
        (By.LEVEL, ["2", "4"]),
        (By.TIER, ["commune", "province"]),
    ],
)
def test_rows_are_divided_as_asked(by: By, keys: list[str]) -> None:
    land = Book(at("2026-01-05 09:00"), Channel.POSTAL, LAND)

    assert [row.key for row in sheet(received(), land, question=Question(JANUARY, by)).rows] == keys


def test_a_transferred_dossier_belongs_to_whoever_is_competent_at_the_end_of_the_period() -> None:
    book = Book(at("2026-01-05 09:00")).act("forward", at("2026-01-10 00:00"), competent=OTHER)

    assert sheet(book, question=Question(FIRST_WEEK)).rows[0].key == OFFICE
    assert sheet(book).rows[0].key == OTHER


def heir(agency: str, place: str | None) -> str:
    return f"heir of {agency} in {place}"


def test_the_organisation_of_now_shows_the_successor() -> None:
    question = Question(JANUARY, organised=Organised.NOW)
    whole = timeliness(lines([received()]), question, heir)

    assert whole.rows[0].key == f"heir of {OFFICE} in None"


def test_the_organisation_of_now_cannot_be_shown_without_knowing_it() -> None:
    with pytest.raises(BadInput) as refusal:
        sheet(received(), question=Question(JANUARY, organised=Organised.NOW))

    assert refusal.value.code == "no_organisation"


def test_the_cell_of_a_row_opens_its_dossiers_alone() -> None:
    other = Book(at("2026-01-06 09:00"), agency=OTHER)
    kept = lines([received(), other])

    opened = dossiers(kept, Question(JANUARY), Measure.RECEIVED, OTHER)

    assert [line.competent for line in opened] == [OTHER]


def test_json_has_the_keys_that_other_systems_read() -> None:
    question = Question(JANUARY, known_at=at("2026-02-01 08:00"))

    whole = sheet(received(), question=question).to_json()

    assert list(whole) == ["definition", "period", "known_at", "rows", "total"]
    assert whole["known_at"] == "2026-02-01T01:00:00.000000Z"
    assert whole["total"] == {
        "key": "total",
        "carried_over": 0,
        "received": 1,
        "online": 0,
        "postal": 0,
        "direct": 1,
        "resolved": 0,
        "early": 0,
        "on_time": 0,
        "late": 0,
        "declined": 0,
        "in_time": 0,
        "overdue": 1,
        "waiting": 0,
        "stopped": 0,
        "withdrawn": 0,
        "on_time_rate": None,
    }


def test_the_tier_is_that_of_the_agency_where_it_is_told() -> None:
    book = Book(at("2026-01-05 09:00"))
    question = Question(JANUARY, By.TIER, tiers={OFFICE: "district"})

    assert [row.key for row in timeliness(lines([book]), question).rows] == ["district"]
