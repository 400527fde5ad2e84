"""How dossiers arrive and results leave: the report of Sở Xây dựng An Giang on 2021, and its cells.

The office printed: 523 dossiers, of them 108 online, 103 by post, 312 at the counter; 40,34 % of
them online (the post counted with it), by 15 of 29 procedures; 19,69 % by post; 22 results by post,
4,2 %.
"""

from dataclasses import replace
from datetime import timedelta
from itertools import chain, repeat

import pytest

from engine.procedure import Channel, Procedure
from engine.reports.online_share import Numerator, OnlineShare, Population, online_share
from engine.reports.periods import Period
from tests.engine.reports.office import LAND, OFFICE, OTHER, PERMIT, Book, at, lines, parent

YEAR = Period.between(at("2021-01-01").date(), at("2021-12-31").date())
MONDAY = at("2021-03-01 08:00")


def share(*books: Book, population: Population = Population.ALL) -> OnlineShare:
    return online_share(lines(books), YEAR, [PERMIT, LAND], population=population)


def online(procedure: Procedure = PERMIT) -> Book:
    book = Book(MONDAY, Channel.ONLINE, procedure)
    return book.act("accept", MONDAY + timedelta(hours=1))


def posted(handed_over: str) -> Book:
    book = Book(at("2020-12-28 08:00"), return_by="postal")
    book.walk(("forward", at("2020-12-28 09:00")), ("finish", at("2020-12-29 09:00")))
    return book.act("hand_over", at(handed_over))


def test_the_published_numbers_of_a_real_office_come_out() -> None:
    arrivals = chain(
        (online() for _ in range(108)),
        (Book(MONDAY, Channel.POSTAL) for _ in range(103)),
        (Book(MONDAY) for _ in range(312)),
        repeat(posted("2021-01-04 09:00"), 22),
    )

    sheet = online_share(lines(arrivals), YEAR, [PERMIT], numerator=Numerator.ONLINE_POSTAL)

    assert sheet.postal_acts == 125
    assert sheet.to_json() == {
        "received": 523,
        "online": 108,
        "online_self": 0,
        "online_at_counter": 0,
        "online_agent": 0,
        "online_post": 0,
        "postal": 103,
        "direct": 312,
        "level34_share": 40.34,
        "numerator": "online+postal",
        "level34_procedures": 1,
        "level34_procedures_with_online": 1,
        "postal_in": 103,
        "postal_in_share": 19.69,
        "postal_out": 22,
        "postal_out_share": 4.21,
    }


@pytest.mark.parametrize(
    ("numerator", "expected"), [(Numerator.ONLINE, 20.65), (Numerator.ONLINE_POSTAL, 40.34)]
)
def test_the_share_depends_on_what_an_office_calls_online(
    numerator: Numerator, expected: float
) -> None:
    sheet = OnlineShare(YEAR, Population.ALL, numerator, 523, 108, 103, 312, 29, 15, 22)

    assert sheet.to_json()["level34_share"] == expected


def test_procedures_with_online_dossiers_are_counted_among_those_of_level_3_and_4() -> None:
    catalogue = [replace(PERMIT, code=f"1.{n}") for n in range(28)]

    sheet = online_share(lines([online(), online()]), YEAR, [*catalogue, PERMIT, LAND])

    assert sheet.level34_procedures == 29
    assert sheet.level34_procedures_with_online == 1


def test_dossiers_of_lower_levels_can_be_left_out() -> None:
    books = (Book(MONDAY), Book(MONDAY, procedure=LAND))

    assert share(*books).received == 2
    assert share(*books, population=Population.LEVEL34).received == 1


def test_a_linked_dossier_arrives_by_no_channel() -> None:
    assert share(Book(MONDAY, agency=OTHER, parent=parent(OFFICE))).received == 0


def test_a_dossier_that_was_not_accepted_was_not_received() -> None:
    book = Book(MONDAY, Channel.ONLINE).act("reject", MONDAY + timedelta(hours=1))

    assert share(book).received == 0


def test_a_withdrawn_dossier_was_received_all_the_same() -> None:
    assert share(Book(MONDAY).act("withdraw", MONDAY + timedelta(hours=1))).received == 1


def test_a_result_counts_in_the_year_in_which_the_post_took_it() -> None:
    assert share(posted("2021-01-04 09:00")).postal_out == 1
    assert share(posted("2020-12-31 09:00")).postal_out == 0


def test_a_void_dossier_was_neither_received_nor_returned() -> None:
    book = posted("2021-01-04 09:00").void(at("2021-01-05 09:00"))

    assert share(book).postal_out == 0
    assert share(Book(MONDAY).void(MONDAY)).received == 0


def test_nothing_received_has_no_shares() -> None:
    sheet = share().to_json()

    assert sheet["level34_share"] is sheet["postal_in_share"] is sheet["postal_out_share"] is None
