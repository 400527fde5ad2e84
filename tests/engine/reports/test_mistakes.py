"""What an office put right, by person and reason."""

from datetime import timedelta

from engine.reports.mistakes import LATE_ENTERED, Mistake, MistakesSheet, mistakes
from engine.reports.mistakes_table import mistakes_table
from engine.reports.periods import Period
from tests.engine.reports.office import Book, at

JANUARY = Period.between(at("2026-01-01").date(), at("2026-01-31").date())
OTHER = {"agency": "dn-sxd", "id": "0" * 32, "code": "H19.9-1"}
ON_PAPER = {"reason": "power_cut", "approved_by": None}


def sheet(*books: Book) -> MistakesSheet:
    return mistakes((book.line() for book in books), JANUARY)


def test_a_dossier_is_counted_in_the_period_in_which_it_was_voided() -> None:
    voided = Book(at("2025-12-31 09:00")).void(at("2026-01-05 09:00"))
    later = Book(at("2026-01-05 09:00")).void(at("2026-02-02 09:00"))

    (row,) = sheet(voided, later).rows
    assert (row.what, row.reason, row.person, row.count) == (
        Mistake.VOIDED,
        "received_by_error",
        "staff-1",
        1,
    )


def test_one_that_another_replaces_is_reclassified_and_not_voided_too() -> None:
    book = Book(at("2026-01-05 09:00")).void(at("2026-01-06 09:00"), replaced_by=OTHER)

    found = sheet(book)
    assert (found.total(Mistake.RECLASSIFIED), found.total(Mistake.VOIDED)) == (1, 0)


def test_a_paper_receipt_counts_when_it_is_entered_and_once() -> None:
    late = timedelta(days=2)
    entered = Book(at("2026-01-30 09:00"), late=late, back_entered=ON_PAPER)
    here = Book(at("2026-01-29 09:00"), late=timedelta(days=1), back_entered=ON_PAPER)
    again = Book(at("2026-01-29 09:00"), back_entered=ON_PAPER, replaces=OTHER)

    assert sheet(entered, here, again).total(Mistake.BACK_ENTERED) == 1


def test_a_paper_receipt_of_a_wrong_procedure_counts_by_who_entered_it() -> None:
    opened = at("2026-01-06 09:00")
    wrong = Book(opened, back_entered=ON_PAPER, marks=[LATE_ENTERED]).void(
        opened, replaced_by=OTHER
    )
    mistaken = Book(opened, back_entered=ON_PAPER, marks=[LATE_ENTERED]).void(opened)

    found = sheet(wrong, mistaken)
    assert (found.total(Mistake.BACK_ENTERED), found.late_entered) == (1, 1)


def test_a_receipt_written_down_days_later_is_counted_by_its_reception() -> None:
    late = Book(at("2026-01-30 09:00"), marks=[LATE_ENTERED])
    voided = Book(at("2026-01-30 09:00"), marks=[LATE_ENTERED]).void(at("2026-01-30 10:00"))

    assert sheet(late, voided, Book(at("2026-01-30 09:00"))).late_entered == 1


def test_people_read_it_in_their_own_words() -> None:
    book = Book(at("2026-01-05 09:00")).void(at("2026-01-06 09:00"))
    table = mistakes_table(sheet(book), lambda _: "Lê Thị Hoa", lambda _: "Tiếp nhận nhầm")

    assert table.rows == (("Hủy do tiếp nhận nhầm", "Tiếp nhận nhầm", "Lê Thị Hoa", "1"),)
    assert "hủy do tiếp nhận nhầm: 1" in table.notes[0]
