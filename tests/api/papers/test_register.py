"""The register of the counter, on A4."""

from datetime import date

import pytest

from api.papers.register import Days, register
from engine.errors import BadInput
from engine.tables.people import access
from receipts.letters import Register, render
from tests.api.papers.desk import PrintingTown
from tests.engine.desk.town import ADOPTION, AGENCY, COMMUNE, OFFICER, OUTSIDER, OWNER, who
from tests.receipts.letters.reading import sheets, text_of

MARCH = Days(date(2026, 3, 1), date(2026, 3, 31))


def _book(town: PrintingTown, days: Days = MARCH) -> Register:
    return register(town.printer(), AGENCY, days)


def test_the_register_numbers_through_the_year_and_prints_on_a4(town: PrintingTown) -> None:
    first = town.receive()
    town.clock.set("2026-04-06 09:00")
    second = town.receive()

    april = _book(town, Days(date(2026, 4, 1), date(2026, 4, 30)))

    assert [(one.number, one.code) for one in _book(town).lines] == [(1, first.code)]
    assert [(one.number, one.code) for one in april.lines] == [(2, second.code)]
    pdf = render(april)
    assert sheets(pdf) == [(297, 210)]
    assert "Mẫu số 07" in text_of(pdf)
    assert OWNER.name in text_of(pdf)


def test_each_name_in_the_register_is_an_access(town: PrintingTown) -> None:
    town.receive()
    town.receive()
    _book(town)

    assert len(town.rows(access)) == 2


def test_nobody_reads_in_the_register_what_they_may_not_see(town: PrintingTown) -> None:
    town.receive()
    town.receive()

    assert len(register(town.printer(OFFICER), AGENCY, MARCH).lines) == 2
    assert register(town.printer(OUTSIDER), AGENCY, MARCH).lines == ()


def test_a_restricted_dossier_keeps_its_number_and_stays_out(town: PrintingTown) -> None:
    clerk = who("counter", COMMUNE)
    town.receive(ADOPTION, clerk, agency=COMMUNE, place="26017")
    book = register(town.printer(who("officer", COMMUNE, "office")), COMMUNE, MARCH)

    assert book.lines == ()


def test_a_book_is_of_one_year() -> None:
    with pytest.raises(BadInput) as refused:
        Days(date(2025, 12, 1), date(2026, 1, 31))

    assert refused.value.code == "register_days"
