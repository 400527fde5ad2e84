"""Whose row a dossier stands in: by the agency that decides, or by the counter that took it in."""

from dataclasses import replace

import pytest

from engine.reports.grouping import By, Organised, key_of, received_at
from engine.timeline import Timeline
from tests.engine.reports.office import OFFICE, OTHER, Book, at


@pytest.fixture
def line() -> Timeline:
    """Taken in at one agency, decided by another."""
    made = Book(at("2026-01-05 09:00")).line()
    return replace(made, origin=replace(made.origin, received_at=OTHER))


def test_a_dossier_stands_where_it_is_decided_or_where_it_was_taken_in(line: Timeline) -> None:
    def key(by: By) -> str:
        return key_of(line, by, line.competent, {}, received_at(line, Organised.THEN, None))

    assert key(By.AGENCY) == key(By.COMPETENT_AGENCY) == OFFICE
    assert key(By.RECEIVED_AT) == OTHER


def test_the_counter_of_today_is_that_of_the_successor(line: Timeline) -> None:
    def successor(agency: str, place: str | None) -> str:
        return f"{agency}-{place}"

    assert received_at(line, Organised.THEN, successor) == OTHER
    assert received_at(line, Organised.NOW, successor) == f"{OTHER}-None"


def test_a_ledger_that_does_not_say_where_was_taken_in_by_whoever_decides() -> None:
    made = Book(at("2026-01-05 09:00")).line()

    assert made.origin.received_at == made.competent == OFFICE
