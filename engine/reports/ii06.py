"""Biểu số II.06 (TT 01/2020/TT-VPCP): its thirteen columns, out of a timeliness sheet.

The form has no column for what was withdrawn, ended for good or waits. As registers in use do,
withdrawn and ended stand under “đúng hạn” (9) and waiting under “trong hạn” (12).
"""

from dataclasses import dataclass
from typing import Self

from engine.reports.timeliness import Row, TimelinessSheet

FORM = "II.06"


@dataclass(frozen=True, slots=True)
class FormRow:
    """Columns 3 to 13 of one line; columns 1 and 2 are its number and its name (`key`)."""

    key: str
    c3: int
    c4: int
    c5: int
    c6: int
    c7: int
    c8: int
    c9: int
    c10: int
    c11: int
    c12: int
    c13: int

    @classmethod
    def of(cls, row: Row) -> Self:
        return cls(
            key=row.key,
            c3=row.carried_over + row.received,
            c4=row.online,
            c5=row.direct + row.postal,
            c6=row.carried_over,
            c7=row.resolved + row.withdrawn + row.stopped,
            c8=row.early,
            c9=row.on_time + row.withdrawn + row.stopped,
            c10=row.late,
            c11=row.pending,
            c12=row.in_time + row.waiting,
            c13=row.overdue,
        )

    @property
    def numbers(self) -> tuple[int, ...]:
        """Columns 3 to 13 in order."""
        resolved = (self.c7, self.c8, self.c9, self.c10)
        return (self.c3, self.c4, self.c5, self.c6, *resolved, self.c11, self.c12, self.c13)

    def to_json(self) -> dict[str, object]:
        named = {str(column): number for column, number in enumerate(self.numbers, start=3)}
        return {"key": self.key, **named}


@dataclass(frozen=True, slots=True)
class FormSheet:
    """The form filled in. `source` tells the choices that were made."""

    source: TimelinessSheet
    rows: tuple[FormRow, ...]
    total: FormRow

    def to_json(self) -> dict[str, object]:
        whole = self.source.to_json()
        return {
            **whole,
            "form": FORM,
            "rows": [row.to_json() for row in self.rows],
            "total": self.total.to_json(),
        }


def ii06(sheet: TimelinessSheet) -> FormSheet:
    """The form for the rows of a timeliness sheet."""
    rows = tuple(FormRow.of(row) for row in sheet.rows)
    return FormSheet(sheet, rows, FormRow.of(sheet.total))
