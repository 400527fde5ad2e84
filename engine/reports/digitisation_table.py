"""The sheet of digitisation as it is printed."""

from collections.abc import Mapping
from types import MappingProxyType

from engine.reports.digitisation import DigitisationSheet, Figure
from engine.reports.format import Table, number, share
from engine.reports.tables import span_of

_LINES: Mapping[Figure, str] = MappingProxyType(
    {
        Figure.E_RESULT: "4.1 Cấp kết quả điện tử",
        Figure.DIGITISED: "4.2 Số hóa hồ sơ, kết quả",
        Figure.REUSED: "4.3 Dùng lại dữ liệu đã số hóa",
        Figure.FROM_STORE: "4.4 Lấy từ kho dữ liệu quốc gia",
    }
)
_OVER: Mapping[Figure, str] = MappingProxyType(
    {
        Figure.E_RESULT: "hồ sơ đã giải quyết",
        Figure.DIGITISED: "hồ sơ đã giải quyết",
        Figure.REUSED: "hồ sơ tiếp nhận",
        Figure.FROM_STORE: "hồ sơ tiếp nhận",
    }
)


def digitisation_table(sheet: DigitisationSheet) -> Table:
    """One line for each share, with what it is taken over."""
    rows = tuple(
        (
            _LINES[one.figure],
            number(one.part),
            number(one.whole),
            _OVER[one.figure],
            share(one.share),
        )
        for one in sheet.shares
    )
    return Table(
        title=f"Số hóa hồ sơ (QĐ 766/QĐ-TTg, nhóm 4) {span_of(sheet.period)}",
        headings=("Chỉ tiêu", "Tử số", "Mẫu số", "Tính trên", "Tỷ lệ"),
        rows=rows,
        notes=(
            "Tử số theo cách tính đã công bố; mẫu số là giả định, đơn vị xác nhận trước khi dùng.",
            "Chỉ tiêu 4.5 (đăng nhập VNeID) không có trong nhật ký hồ sơ.",
        ),
    )
