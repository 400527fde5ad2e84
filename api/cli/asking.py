"""What a report is asked on the command line, read into the engine's own words."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import typer

from api.clock import ZONE
from engine.clock import Against
from engine.errors import BadInput
from engine.reports.grouping import By, Organised
from engine.reports.judging import Judging
from engine.reports.online_share import Numerator, Population
from engine.reports.periods import Period, find_period
from engine.reports.periods import Scheme as PeriodScheme
from engine.timeline import ByClock


class Format(StrEnum):
    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class Verdict(StrEnum):
    """Verdicts named by a decision rather than by two choices."""

    QD766 = "qd766"


@dataclass(frozen=True, slots=True)
class When:
    """The period as it was typed: a name, or two days."""

    name: str | None
    first: str | None
    last: str | None

    def period(self, schemes: tuple[PeriodScheme, ...]) -> Period:
        """The days that are meant; BadInput unless they are said in exactly one way."""
        if self.name is not None and self.first is None and self.last is None:
            return find_period(schemes, self.name)
        if self.name is None and self.first is not None and self.last is not None:
            return Period.between(day(self.first), day(self.last))
        raise BadInput(
            "Ghi kỳ báo cáo bằng --period “quý I/2026”, hoặc bằng cả --from và --to.",
            code="period_missing",
        )


def day(text: str) -> date:
    """A day as typed; BadInput."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"Không hiểu ngày “{text}”. Ghi như 2026-03-31.", code="bad_day") from None


def instant(text: str | None) -> datetime | None:
    """A moment as typed; without a zone it is read by the clock on the wall."""
    return None if text is None else moment(text)


def moment(text: str) -> datetime:
    """A moment as typed, by the clock on the wall unless it names a zone; BadInput."""
    try:
        typed = datetime.fromisoformat(text)
    except ValueError:
        raise BadInput(
            f"Không hiểu thời điểm “{text}”. Ghi như 2026-03-31 17:00.", code="bad_moment"
        ) from None
    return typed if typed.tzinfo else typed.replace(tzinfo=ZONE)


def judging(by: ByClock, against: Against, verdict: Verdict | None) -> Judging:
    return Judging(by, against, qd766=verdict is Verdict.QD766)


PeriodName = Annotated[str | None, typer.Option("--period", help="Kỳ có tên: “quý I/2026”.")]
First = Annotated[str | None, typer.Option("--from", help="Ngày đầu: 2026-01-01.")]
Last = Annotated[str | None, typer.Option("--to", help="Ngày cuối: 2026-03-31.")]
Rows = Annotated[By, typer.Option("--by", help="Mỗi dòng là gì.")]
Apparatus = Annotated[
    Organised, typer.Option("--organisation", help="Cơ quan lúc đó, hay cơ quan kế tục hiện nay.")
]
Clock = Annotated[ByClock, typer.Option("--by-clock", help="So theo ngày hay đến từng phút.")]
Held = Annotated[Against, typer.Option("--against", help="So với ngày hẹn hiện hành hay đầu tiên.")]
Named = Annotated[Verdict | None, typer.Option("--verdict", help="Cách chấm của QĐ 766/QĐ-TTg.")]
KnownAt = Annotated[
    str | None, typer.Option("--known-at", help="Chỉ tính điều đã ghi đến thời điểm này.")
]
Agencies = Annotated[
    list[str] | None, typer.Option("--agency", help="Chỉ các cơ quan này (ghi được nhiều lần).")
]
Whose = Annotated[Population, typer.Option("--population", help="Hồ sơ mức độ 3–4, hay tất cả.")]
Counted = Annotated[
    Numerator, typer.Option("--numerator", help="Hồ sơ nào được coi là trực tuyến.")
]
Shape = Annotated[Format, typer.Option("--format", help="Bảng, JSON hay CSV.")]
