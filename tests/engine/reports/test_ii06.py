"""The columns of Biểu số II.06."""

from engine.reports.ii06 import FormRow, ii06
from engine.reports.periods import Period
from engine.reports.timeliness import Question, Row, timeliness
from tests.engine.reports.office import Book, at, lines

ROW = Row(
    "Đất đai",
    carried_over=7,
    received=20,
    online=9,
    postal=5,
    direct=6,
    resolved=12,
    early=6,
    on_time=4,
    late=2,
    in_time=3,
    overdue=1,
    waiting=5,
    stopped=2,
    withdrawn=4,
)


def test_withdrawn_and_ended_dossiers_stand_under_on_time() -> None:
    assert FormRow.of(ROW).c9 == 4 + 4 + 2


def test_waiting_dossiers_stand_under_in_time() -> None:
    assert FormRow.of(ROW).c12 == 3 + 5


def test_the_columns_are_numbered_as_on_the_form() -> None:
    numbers = [27, 9, 11, 7, 18, 6, 10, 2, 9, 8, 1]

    assert FormRow.of(ROW).to_json() == {
        "key": "Đất đai",
        **{str(column): number for column, number in enumerate(numbers, start=3)},
    }


def test_the_form_says_which_figure_it_was_made_from() -> None:
    month = Period.between(at("2026-01-01").date(), at("2026-01-31").date())
    sheet = timeliness(lines([Book(at("2026-01-05 09:00"))]), Question(month))

    whole = ii06(sheet).to_json()

    assert whole["form"] == "II.06"
    assert whole["definition"] == sheet.to_json()["definition"]
    assert whole["total"] == FormRow.of(sheet.total).to_json()
