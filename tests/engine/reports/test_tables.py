"""Sheets as officers read them."""

from engine.reports.ii06 import ii06
from engine.reports.judging import Judging
from engine.reports.online_share import Numerator, OnlineShare, Population
from engine.reports.periods import Period
from engine.reports.stays import stays
from engine.reports.tables import (
    ii06_table,
    online_share_table,
    stays_table,
    timeliness_table,
)
from engine.reports.timeliness import Question, Row, TimelinessSheet, timeliness
from engine.timeline import ByClock
from tests.engine.reports.office import OFFICE, ZONE, Book, at, lines

YEAR = Period("năm 2021", at("2021-01-01").date(), at("2021-12-31").date())
ON_TIME = Row("total", carried_over=671, received=523, resolved=1194, on_time=1189, late=5)


def test_the_on_time_rate_is_printed_as_the_office_printed_it() -> None:
    table = timeliness_table(TimelinessSheet(Question(YEAR), (), ON_TIME))

    assert "1189/1194 = 99,58 %" in table.notes[0]
    assert table.rows[-1][-1] == "99,58 %"
    assert table.title == ("Tình hình giải quyết hồ sơ năm 2021 (từ 01/01/2021 đến 31/12/2021)")


def test_the_online_shares_are_printed_as_the_office_printed_them() -> None:
    numerator = Numerator.ONLINE_POSTAL
    sheet = OnlineShare(YEAR, Population.ALL, numerator, 523, 108, 103, 312, 29, 15, 22)

    cells = [cell for row in online_share_table(sheet).rows for cell in row]

    for printed in (
        "523",
        "108",
        "103",
        "312",
        "40,34 %",
        "15/29",
        "19,69 %",
        "22",
        "4,2 %",
        "125",
    ):
        assert printed in cells


def test_every_line_of_a_table_has_as_many_cells_as_headings() -> None:
    kept = lines([Book(at("2021-03-01 08:00")).act("forward", at("2021-03-01 09:00"))])
    sheet = timeliness(kept, Question(YEAR))

    for table in (
        timeliness_table(sheet),
        ii06_table(ii06(sheet)),
        stays_table(stays(kept, YEAR), ZONE),
    ):
        assert table.rows
        assert {len(row) for row in table.rows} == {len(table.headings)}


def test_a_sheet_names_its_agencies_by_the_words_it_is_given() -> None:
    sheet = timeliness(lines([Book(at("2021-03-01 08:00"))]), Question(YEAR))

    table = timeliness_table(sheet, {OFFICE: "Sở Xây dựng"}.__getitem__)

    assert [row[0] for row in table.rows] == ["Sở Xây dựng", "Tổng số"]


def test_a_sheet_says_how_it_was_judged() -> None:
    by_minute = Question(YEAR, judging=Judging(ByClock.MOMENT))
    qd766 = Question(YEAR, judging=Judging(qd766=True))

    assert "theo giờ, phút" in timeliness_table(TimelinessSheet(by_minute, (), ON_TIME)).notes[1]
    assert "QĐ 766" in timeliness_table(TimelinessSheet(qd766, (), ON_TIME)).notes[1]
    assert "2.1" in timeliness_table(TimelinessSheet(qd766, (), ON_TIME)).notes[2]


def test_moments_are_shown_by_the_clock_of_the_office() -> None:
    table = stays_table(stays(lines([Book(at("2021-03-01 08:00"))]), YEAR), ZONE)

    assert table.rows[0][5] == "08:00 01/03/2021"
    assert table.rows[0][6] == "–"
