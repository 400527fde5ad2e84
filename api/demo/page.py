"""The page that the office published for 2021, beside what the reports count."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.demo.year import YEAR
from engine.reports.format import Table, number, share
from engine.reports.online_share import OnlineShare
from engine.reports.timeliness import Row, TimelinessSheet
from workflows.loader import read

_PUBLISHED = Path(__file__).parent / "an-giang-2021.yaml"

_LINES = (  # in the order of the office's own report
    ("on_time", "Kết quả giải quyết hồ sơ đúng hạn"),
    ("on_time_rate", "Tỷ lệ giải quyết hồ sơ đúng hạn"),
    ("used", "Thủ tục mức độ 3, mức độ 4 phát sinh hồ sơ trực tuyến"),
    ("level34_share", "Tỷ lệ hồ sơ trực tuyến (trực tuyến + BCCI) mức độ 3, mức độ 4"),
    ("received", "Tổng số hồ sơ tiếp nhận"),
    ("online", "  Tiếp nhận trực tuyến"),
    ("postal", "  Tiếp nhận qua dịch vụ BCCI"),
    ("direct", "  Tiếp nhận trực tiếp"),
    ("postal_acts", "Tiếp nhận và trả kết quả qua dịch vụ BCCI"),
    ("postal_in_share", "Tỷ lệ tiếp nhận qua dịch vụ BCCI"),
    ("postal_out", "Trả kết quả qua dịch vụ BCCI"),
    ("postal_out_share", "Tỷ lệ trả kết quả qua dịch vụ BCCI"),
)
_SOURCES = "Cột “Đã công bố” chép từ báo cáo của Sở; cột “Hệ thống tính” đếm từ hồ sơ mẫu."
_SAME, _DIFFERENT = "khớp", "KHÁC"


@dataclass(frozen=True, slots=True)
class Reports:
    """The two reports that the page is made of, both of one year and one department."""

    timeliness: TimelinessSheet
    online_share: OnlineShare


def page(reports: Reports) -> Table:
    """Each published figure with ours beside it, both as the office writes them."""
    theirs, ours = _published(), figures(reports)
    total = reports.timeliness.total
    rows = tuple(
        (label, theirs[key], ours[key], _SAME if theirs[key] == ours[key] else _DIFFERENT)
        for key, label in _LINES
    )
    return Table(
        title=f"Sở Xây dựng tỉnh An Giang, năm {YEAR}",
        headings=("Chỉ tiêu", "Đã công bố", "Hệ thống tính", "So sánh"),
        rows=rows,
        notes=(_SOURCES, _carried_over(total), _at_the_end(total)),
    )


def _carried_over(total: Row) -> str:
    return (
        f"Đã giải quyết {number(total.resolved)} hồ sơ, nhiều hơn số tiếp nhận trong năm: "
        f"{number(total.carried_over)} hồ sơ chuyển từ năm {YEAR - 1} sang (giả định của bản mẫu, "
        "báo cáo không nói rõ)."
    )


def _at_the_end(total: Row) -> str:
    return (
        f"Trước hạn {number(total.early)}, đúng hạn {number(total.on_time)}, quá hạn "
        f"{number(total.late)}; cuối năm còn {number(total.pending)} hồ sơ đang giải quyết."
    )


def figures(reports: Reports) -> dict[str, str]:
    """Our figures as they stand on paper: the share of results by post has one decimal there."""
    total, sheet = reports.timeliness.total, reports.online_share
    return {
        "on_time": f"{number(total.early + total.on_time)}/{number(total.resolved)}",
        "on_time_rate": share(total.on_time_rate),
        "used": f"{sheet.level34_procedures_with_online}/{sheet.level34_procedures}",
        "level34_share": share(sheet.level34_share),
        "received": number(sheet.received),
        "online": number(sheet.online),
        "postal": number(sheet.postal),
        "direct": number(sheet.direct),
        "postal_acts": number(sheet.postal_acts),
        "postal_in_share": share(sheet.postal_in_share),
        "postal_out": number(sheet.postal_out),
        "postal_out_share": share(sheet.postal_out_share, 1),
    }


def _published() -> Mapping[str, str]:
    document: Any = read(_PUBLISHED).value
    return {key: str(value) for key, value in document["figures"].items()}
