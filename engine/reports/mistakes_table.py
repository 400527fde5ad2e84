"""The sheet of mistakes put right, as officers read it."""

from collections.abc import Mapping
from types import MappingProxyType

from engine.reports.format import Label, Table, number
from engine.reports.mistakes import Mistake, MistakesSheet
from engine.reports.tables import span_of

WORDS: Mapping[Mistake, str] = MappingProxyType(
    {
        Mistake.VOIDED: "Hủy do tiếp nhận nhầm",
        Mistake.RECLASSIFIED: "Đổi sang thủ tục đúng",
        Mistake.BACK_ENTERED: "Nhập bù biên nhận giấy",
    }
)


def mistakes_table(sheet: MistakesSheet, person: Label, reason: Label) -> Table:
    """`person` gives the words for a member of staff, `reason` those for a code of a reason."""
    rows = tuple(
        (WORDS[row.what], reason(row.reason), person(row.person), number(row.count))
        for row in sheet.rows
    )
    totals = "; ".join(f"{WORDS[what].lower()}: {number(sheet.total(what))}" for what in Mistake)
    return Table(
        title=f"Hồ sơ phải sửa sai {span_of(sheet.period)}",
        headings=("Việc", "Lý do", "Người làm", "Số hồ sơ"),
        rows=rows,
        notes=(
            f"Cộng: {totals}.",
            f"Hồ sơ ghi vào hệ thống sau ngày tiếp nhận: {number(sheet.late_entered)}.",
        ),
        text_columns=3,
    )
