"""The page that Sở Xây dựng An Giang published for 2021, counted from dossiers."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from api.demo import an_giang
from api.demo.page import Reports, figures, page
from api.simulation.fate import Pace
from api.tenant import office_of
from engine.desk import Desk
from engine.store.connect import open_database
from engine.store.files import Files
from engine.verify import verify
from tests.api.demo.office import PEPPER, AnGiang

PUBLISHED = {
    "received": "523",
    "online": "108",
    "postal": "103",
    "direct": "312",
    "level34_share": "40,34 %",
    "used": "15/29",
    "postal_in_share": "19,69 %",
    "postal_out": "22",
    "postal_out_share": "4,2 %",
    "postal_acts": "125",
    "on_time": "1189/1194",
    "on_time_rate": "99,58 %",
}


@pytest.fixture(scope="module")
def whole(an_giang_but_one: AnGiang, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The year with every dossier in it."""
    engine = an_giang_but_one.copy(tmp_path_factory.mktemp("whole"))
    office = an_giang_but_one.office
    an_giang.build_an_giang(an_giang_but_one.desk(engine), office, arrivals=[an_giang_but_one.held])
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def reports(whole: Engine, an_giang_but_one: AnGiang) -> Reports:
    return an_giang.reports(whole, an_giang_but_one.office)


def test_the_reports_print_the_published_page_to_the_digit(reports: Reports) -> None:
    assert figures(reports) == PUBLISHED


def test_programs_read_the_published_figures_too(reports: Reports) -> None:
    shares = reports.online_share.to_json()

    assert shares == {
        "received": 523,
        "online": 108,
        "online_self": 81,
        "online_at_counter": 27,
        "online_agent": 0,
        "online_post": 0,
        "postal": 103,
        "direct": 312,
        "level34_share": 40.34,
        "numerator": "online+postal",
        "level34_procedures": 29,
        "level34_procedures_with_online": 15,
        "postal_in": 103,
        "postal_in_share": 19.69,
        "postal_out": 22,
        "postal_out_share": 4.21,
    }
    assert reports.timeliness.total.to_json()["on_time_rate"] == 99.58


def test_the_page_says_of_every_published_figure_that_ours_agrees(reports: Reports) -> None:
    printed = page(reports)

    assert len(printed.rows) == len(PUBLISHED)
    assert {row[-1] for row in printed.rows} == {"khớp"}


def test_one_dossier_that_comes_late_makes_it_1188(
    an_giang_but_one: AnGiang, tmp_path: Path
) -> None:
    held = an_giang_but_one.held
    late = replace(held, fate=replace(held.fate, pace=Pace.LATE))
    engine = an_giang_but_one.copy(tmp_path)

    an_giang.build_an_giang(an_giang_but_one.desk(engine), an_giang_but_one.office, arrivals=[late])

    counted = an_giang.reports(engine, an_giang_but_one.office)
    engine.dispose()
    changed = {"on_time": "1188/1194", "on_time_rate": "99,50 %"}
    assert figures(counted) == PUBLISHED | changed
    assert [row[0] for row in page(counted).rows if row[-1] != "khớp"] == [
        "Kết quả giải quyết hồ sơ đúng hạn",
        "Tỷ lệ giải quyết hồ sơ đúng hạn",
    ]


def test_a_dossier_that_never_came_is_missed(an_giang_but_one: AnGiang, tmp_path: Path) -> None:
    engine = an_giang_but_one.copy(tmp_path)

    counted = figures(an_giang.reports(engine, an_giang_but_one.office))
    engine.dispose()

    assert (counted["received"], counted["on_time"]) == ("522", "1188/1193")


def test_what_was_resolved_beyond_what_came_in_was_carried_over(reports: Reports) -> None:
    total = reports.timeliness.total

    assert total.carried_over >= 1194 - 523
    assert total.carried_over + total.received == (
        total.resolved + total.withdrawn + total.stopped + total.pending
    )
    assert total.resolved == total.early + total.on_time + total.late


def test_an_ordinary_year_has_early_late_declined_withdrawn_and_waiting_dossiers(
    reports: Reports,
) -> None:
    total = reports.timeliness.total

    assert total.late == 5
    assert min(total.early, total.on_time, total.declined, total.withdrawn, total.stopped) > 0
    assert total.pending > 0


def test_the_department_offers_the_29_procedures_of_the_folder_and_no_other(
    an_giang_but_one: AnGiang,
) -> None:
    codes = [procedure.code for procedure in an_giang.offered(an_giang_but_one.office)]

    assert codes == sorted(path.stem for path in an_giang.FOLDER.glob("*.yaml"))


def test_the_record_of_the_year_agrees_with_itself(
    whole: Engine, an_giang_but_one: AnGiang, tmp_path: Path
) -> None:
    catalogue = an_giang_but_one.office.catalogue

    assert not list(verify(whole, catalogue, Files(tmp_path), PEPPER))


@pytest.mark.long
def test_postgresql_counts_the_same(postgresql_database_url: str) -> None:
    engine = open_database(postgresql_database_url)
    office = office_of(an_giang.published())

    an_giang.build_an_giang(Desk(engine, office, PEPPER), office)

    assert figures(an_giang.reports(engine, office)) == PUBLISHED
    engine.dispose()
