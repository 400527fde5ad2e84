"""The tour through the demo province."""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.cli.telling import Dossier
from api.demo.province import build_province
from api.demo.tour import Guide, tour
from api.tenant import office_of
from engine.desk import Desk
from engine.reports.format import Table
from engine.store.connect import open_database
from engine.store.files import Files
from tests.api.demo.office import PEPPER
from workflows.published import publish

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
IDS = re.compile(r"\b(dn|dn25)-\w+|\b[a-z]+_[a-z_]+\b|\bNone\b")


@pytest.fixture(scope="module")
def told(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """What the tour of a small province prints."""
    folder = tmp_path_factory.mktemp("tour")
    engine = open_database(f"sqlite:///{shutil.copy(sqlite_template, folder / 'p.sqlite')}")
    published = publish()
    office = office_of(published)
    desk = Desk(engine, office, PEPPER)
    build_province(desk, dossiers=120, until=NOW, with_desks=False)
    printed: list[str] = []

    def sheet(table: Table) -> None:
        printed.extend([table.title, *(" | ".join(row) for row in table.rows), *table.notes])

    tour(
        desk,
        Files(folder / "files"),
        Guide(
            printed.append,
            lambda entries, line: Dossier(published, entries, line, NOW).page(),
            sheet,
        ),
    )
    yield printed
    engine.dispose()


def test_a_dossier_by_each_channel_is_told_from_receipt_to_result(told: list[str]) -> None:
    whole = "\n".join(told)

    assert whole.count("Diễn biến:") == 4
    assert whole.count("Hẹn trả kết quả:") >= 3
    assert whole.count("  Trả kết quả –") == 4
    for first in ("Tiếp nhận hồ sơ –", "Nộp hồ sơ trực tuyến –"):
        assert first in whole


def test_a_dossier_that_outlived_its_agency_is_told_with_both(told: list[str]) -> None:
    start = next(n for n, line in enumerate(told) if "Qua ngày 01/7/2025" in line)
    section = "\n".join(told[start : told.index("\n■ Báo cáo\n")])

    assert "Chuyển hồ sơ sang nơi khác giữ, giải quyết" in section
    assert "nay giải quyết: Ủy ban nhân dân" in section
    assert "trước đó: Ủy ban nhân dân" in section


def test_the_codes_of_the_present_scheme_are_shown(told: list[str]) -> None:
    codes = [line for line in told if re.match(r"Hồ sơ H19\.\d+-26\d{4}-\d{4}: ", line)]

    assert len(codes) == 3


def test_an_officer_reads_no_ids(told: list[str]) -> None:
    assert [line for line in told if IDS.search(line)] == []


def test_reports_and_the_check_come_last(told: list[str]) -> None:
    whole = "\n".join(told)

    assert "Tình hình giải quyết hồ sơ" in whole
    assert "Hồ sơ trực tuyến và qua bưu chính" in whole
    assert told[-1] == "Tính lại mọi hồ sơ từ nhật ký: tất cả đều khớp."
