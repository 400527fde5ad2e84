"""Columns are found by the words of the header row, wherever it stands."""

import pytest

from engine.errors import BadInput
from engine.imports.register.columns import Heading, find_columns, is_numbering

WANTED = {
    "case": Heading(("Mã hồ sơ", "Số biên nhận")),
    "received": Heading(("Nhận hồ sơ",)),
    "phone": Heading(("Điện thoại",), optional=True),
}


def test_titles_above_the_header_are_passed_over() -> None:
    rows = [(1, ["SỔ THEO DÕI"]), (2, []), (3, ["STT", "  mã  HỒ SƠ ", "Nhận\nhồ sơ"]), (4, ["1"])]

    found = find_columns(WANTED, rows)

    assert found.line == 3
    assert found.places == {"case": 1, "received": 2}
    assert found.cell(["1", "A-1"], "case") == "A-1"
    assert found.cell(["1", "A-1"], "received") is None  # the row ends before it


def test_a_heading_of_two_rows_is_read_as_one() -> None:
    upper = ["STT", "Số biên nhận", "Ngày, tháng, năm", None]
    lower = [None, None, "Nhận hồ sơ", "Hẹn trả"]

    found = find_columns(WANTED, [(4, upper), (5, lower)])

    assert (found.line, found.places) == (5, {"case": 1, "received": 2})
    assert found.header == ("STT", "Số biên nhận", "Nhận hồ sơ", "Hẹn trả")


def test_a_file_without_a_column_is_refused_by_the_name_of_it() -> None:
    with pytest.raises(BadInput, match="“Nhận hồ sơ”") as refused:
        find_columns(WANTED, [(1, ["Mã hồ sơ", "Ngày"])])

    assert refused.value.code == "missing_column"


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (["(1)", "(2)", "(3)"], True),
        ([1, 2, 3, None], True),
        (["1", "HS-1", "05/01/2026"], False),
        (["1"], False),
        ([], False),
    ],
)
def test_the_row_that_numbers_the_columns_is_no_dossier(cells: list[str], numbers: bool) -> None:  # noqa: FBT001 -- a row of the table
    assert is_numbering(cells) is numbers
