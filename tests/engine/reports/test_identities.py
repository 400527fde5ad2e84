"""What holds between the cells of a sheet, whatever the history of the office."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise, product, takewhile

from hypothesis import given
from hypothesis import strategies as st

from engine.clock import Against
from engine.fold import fold
from engine.reports.format import as_json
from engine.reports.grouping import By, Organised
from engine.reports.ii06 import ii06
from engine.reports.judging import Judging
from engine.reports.known import timelines
from engine.reports.measures import Measure
from engine.reports.online_share import Population, online_share
from engine.reports.periods import Period
from engine.reports.stays import stays
from engine.reports.timeliness import (
    Question,
    Row,
    TimelinessSheet,
    dossiers,
    timeliness,
)
from engine.timeline import ByClock
from tests.engine.reports.histories import BEGINNING, LONGEST, OFFICES
from tests.engine.reports.office import CATALOGUE, OFFICE, PROCEDURES, Book, at, lines

MONTHS = [
    Period.between(at(first).date(), at(last).date())
    for first, last in (
        ("2026-01-01", "2026-01-31"),
        ("2026-02-01", "2026-02-28"),
        ("2026-03-01", "2026-03-31"),
        ("2026-04-01", "2026-12-31"),
    )
]
JUDGINGS = [
    *(Judging(by, against) for by, against in product(ByClock, Against)),
    Judging(qd766=True),
]

judged = st.sampled_from(JUDGINGS)
months = st.sampled_from(MONTHS[:3])
organised = st.sampled_from(Organised)
whose = st.sampled_from([None, frozenset({OFFICE})])


@st.composite
def questions(draw: st.DrawFn) -> Question:
    return Question(
        draw(months), draw(st.sampled_from(By)), draw(judged), draw(organised), draw(whose)
    )


def into_one(agency: str, place: str | None) -> str:
    """Today there is one agency in the place of both."""
    assert place is None
    return OFFICE if agency else ""


def asked(office: list[Book], question: Question) -> TimelinessSheet:
    return timeliness(lines(office), question, into_one)


def every_row(sheet: TimelinessSheet) -> tuple[Row, ...]:
    return (*sheet.rows, sheet.total)


@given(OFFICES, questions())
def test_what_came_in_is_what_went_out_and_what_is_left(
    office: list[Book], question: Question
) -> None:
    for row in every_row(asked(office, question)):
        out = row.resolved + row.withdrawn + row.stopped
        assert row.carried_over + row.received == out + row.pending
        assert row.received == row.online + row.postal + row.direct
        assert row.resolved == row.early + row.on_time + row.late
        assert row.declined <= row.resolved
        assert (row.on_time_rate is None) == (row.resolved == 0)


@given(OFFICES, questions())
def test_the_columns_of_the_form_add_up(office: list[Book], question: Question) -> None:
    form = ii06(asked(office, question))
    for row in (*form.rows, form.total):
        assert row.c3 == row.c4 + row.c5 + row.c6
        assert row.c7 == row.c8 + row.c9 + row.c10
        assert row.c11 == row.c12 + row.c13
        assert row.c3 == row.c7 + row.c11


@given(OFFICES, questions())
def test_the_next_period_begins_with_what_the_last_one_left(
    office: list[Book], question: Question
) -> None:
    whole = replace(question, agencies=None)  # a transfer leaves one agency and enters another
    for before, after in pairwise(asked(office, replace(whole, period=month)) for month in MONTHS):
        assert after.total.carried_over == before.total.pending
        deciding = {By.AGENCY, By.COMPETENT_AGENCY}
        if question.by not in deciding or question.organised is Organised.NOW:
            carried = {row.key: row.carried_over for row in after.rows if row.carried_over}
            assert carried == {row.key: row.pending for row in before.rows if row.pending}


@given(OFFICES, questions())
def test_rows_add_up_to_the_total_unless_agencies_also_count_linked_work(
    office: list[Book], question: Question
) -> None:
    sheet = asked(office, question)
    for measure in Measure:
        rows = sum(getattr(row, measure) for row in sheet.rows)
        total = getattr(sheet.total, measure)
        assert rows == total or (question.by is By.AGENCY and rows > total)


@given(OFFICES, questions())
def test_every_cell_opens_the_dossiers_that_it_counts(
    office: list[Book], question: Question
) -> None:
    kept = lines(office)
    sheet = timeliness(kept, question, into_one)
    for measure in Measure:
        of_total = dossiers(kept, question, measure, successor=into_one)
        assert len(of_total) == getattr(sheet.total, measure)
        for row in sheet.rows:
            opened = dossiers(kept, question, measure, row.key, into_one)
            assert len(opened) == getattr(row, measure)


@given(OFFICES, questions(), st.integers(0, 24 * 30 * LONGEST))
def test_a_past_report_stays_the_same_whatever_is_written_down_later(
    office: list[Book], question: Question, hours: int
) -> None:
    instant = BEGINNING + timedelta(hours=hours)
    pages = [list(takewhile(lambda e: e.recorded_at <= instant, b.entries)) for b in office]
    period = question.period

    then = [fold(CATALOGUE, written) for written in pages if written]
    now = list(timelines(CATALOGUE, (book.entries for book in office), instant))

    assert timeliness(now, question, into_one) == timeliness(then, question, into_one)
    assert as_json(stays(now, period)) == as_json(stays(then, period))
    procedures = PROCEDURES.values()
    assert online_share(now, period, procedures) == online_share(then, period, procedures)


@given(OFFICES, questions())
def test_a_void_dossier_is_in_no_sheet(office: list[Book], question: Question) -> None:
    for book in office:
        book.void(book.entries[-1].happened_at)

    sheet = asked(office, question)

    assert sheet.rows == ()
    assert sheet.total == Row("total")
    assert stays(lines(office), question.period).rows == ()


@given(OFFICES, months)
def test_both_reports_agree_on_what_was_received(office: list[Book], month: Period) -> None:
    kept = lines(office)
    total = timeliness(kept, Question(month)).total
    shares = online_share(kept, month, PROCEDURES.values(), population=Population.ALL)

    assert shares.received == total.received
    assert (shares.online, shares.postal, shares.direct) == (
        total.online,
        total.postal,
        total.direct,
    )
