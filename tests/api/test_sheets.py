"""Files of rows, read and written: CSV and XLSX say the same."""

from datetime import date, datetime
from pathlib import Path

import pytest

from api.sheets import Row, opened, write_rows
from engine.errors import BadInput
from engine.imports.register.mapping import Sheet

ROWS: list[Row] = [
    ["mã", "tên", "ngày"],
    ["A-1", "Nguyễn Văn Ánh", datetime(2026, 1, 5, 8, 15)],  # noqa: DTZ001 -- a cell knows no zone
    ["A-2", "=1+1", None],
    ["A-3", "hai\ndòng", date(2026, 1, 6)],
]


def read(path: Path, sheet: Sheet | None = None) -> list[tuple[int, list[object]]]:
    with opened(path, sheet or Sheet()) as lines:
        return [(line, list(cells)) for line, cells in lines]


def test_what_is_written_as_csv_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_rows(path, ROWS, ";")

    assert read(path, Sheet(delimiter=";")) == [
        (1, ["mã", "tên", "ngày"]),
        (2, ["A-1", "Nguyễn Văn Ánh", "05/01/2026 08:15:00"]),
        (3, ["A-2", "=1+1", ""]),
        (4, ["A-3", "hai\ndòng", "06/01/2026"]),
    ]
    assert "'=1+1" in path.read_text(encoding="utf-8")  # no spreadsheet computes it


def test_what_is_written_as_xlsx_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_rows(path, ROWS)

    lines = read(path)

    assert lines[1] == (2, ["A-1", "Nguyễn Văn Ánh", datetime(2026, 1, 5, 8, 15)])  # noqa: DTZ001
    assert lines[2][1][:2] == ["A-2", "=1+1"]


def test_the_line_is_the_one_at_which_a_record_begins(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('mã\n"hai\ndòng"\nB\n', encoding="utf-8")

    assert [line for line, _ in read(path)] == [1, 2, 4]


@pytest.mark.parametrize("name", ["none.csv", "broken.xlsx", "vni.csv"])
def test_a_file_that_cannot_be_read_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if name != "none.csv":
        path.write_bytes(b"m\xe3 s\xf6")

    with pytest.raises(BadInput) as refused:
        read(path)

    assert refused.value.code == "unreadable_file"


def test_a_sheet_that_is_not_there_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_rows(path, ROWS)

    with pytest.raises(BadInput) as refused:
        read(path, Sheet(name="Sổ 2020"))

    assert refused.value.code == "no_such_sheet"


def test_a_file_that_fails_on_the_way_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_rows(path, ROWS)
    before = path.read_bytes()

    def rows() -> object:
        yield ["mã"]
        raise KeyError

    with pytest.raises(KeyError):
        write_rows(path, rows())  # type: ignore[arg-type]  # rows that break off
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
