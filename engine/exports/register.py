"""Form 06 (TT 01/2018/TT-VPCP), sổ theo dõi hồ sơ, as rows of a file.

The columns of the form come first; behind them stand four that the form does not have, so that
what is read again (`workflows/imports/so-theo-doi.yaml`) gives the same figures.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, TypeAlias
from uuid import UUID

from engine.clock import Standing, standing_at
from engine.ledger import DossierRef
from engine.procedure import Final
from engine.timeline import Timeline

FORM = (
    "STT",
    "Mã hồ sơ",
    "Tên thủ tục hành chính",
    "Số lượng hồ sơ (bộ)",
    "Tên cá nhân, tổ chức",
    "Địa chỉ",
    "Số điện thoại",
    "Cơ quan chủ trì giải quyết",
    "Nhận hồ sơ",
    "Hẹn trả kết quả",
    "Ngày nhận kết quả",
    "Phương thức nhận kết quả",
    "Ký nhận",
    "Ghi chú",
)
BEYOND = ("Mã thủ tục hành chính", "Hình thức nộp", "Ngày có kết quả", "Hẹn lại trả kết quả")
HEADINGS = (*FORM, *BEYOND)
VOID = "Hủy do tiếp nhận nhầm"
_NOTES = {Final.WITHDRAWN: "Rút hồ sơ", Final.STOPPED: "Dừng giải quyết"}

Cell: TypeAlias = str | int | datetime | None


@dataclass(frozen=True, slots=True)
class Booked:
    """A dossier with its number in the book of its agency and year."""

    no: int
    ref: DossierRef
    line: Timeline


@dataclass(frozen=True, slots=True)
class Names:
    """The words for what timelines name by ids; an agency's on the day of the reception."""

    procedure: Callable[[str], str]
    agency: Callable[[str, date], str]
    channel: Callable[[str], str]


def booked(
    lines: Iterable[tuple[DossierRef, Timeline]], first: date | None, last: date | None
) -> Iterator[Booked]:
    """What the counters received on these days, by agency and in the order of reception.

    The dossiers come agency by agency; no more than one agency's are held at a time. Numbers run
    through the year, as in the book, whatever part of it is asked for. Dossiers that another
    dossier opened are in no book, nor are those that were not accepted.
    """
    for _, theirs in groupby(lines, lambda one: one[0].agency):
        numbers: Counter[int] = Counter()
        for ref, line in sorted(filter(_is_entered, theirs), key=_in_order):
            day = _received(line)
            numbers[day.year] += 1
            if (first is None or first <= day) and (last is None or day <= last):
                yield Booked(numbers[day.year], ref, line)


def _is_entered(one: tuple[DossierRef, Timeline]) -> bool:
    return not one[1].origin.linked and one[1].accepted_at is not None


def _in_order(one: tuple[DossierRef, Timeline]) -> tuple[datetime, UUID]:
    return one[1].accepted_at or one[1].opened_at, one[0].id


def row(
    one: Booked, parties: Sequence[Mapping[str, Any]], names: Names, now: datetime
) -> tuple[Cell, ...]:
    """The cells of one dossier; without its parties nobody is named."""
    line, origin = one.line, one.line.origin
    owners = [party for party in parties if party["role"] == "owner"]
    first: Mapping[str, Any] = owners[0] if owners else {}
    due, current = line.first, line.current
    resolved = standing_at(line, now) is Standing.RESOLVED
    return (
        one.no,
        origin.code,
        names.procedure(origin.procedure),
        1,
        "; ".join(str(owner["name"]) for owner in owners),
        first.get("address"),
        first.get("phone"),
        names.agency(line.competent, _received(line)),
        _wall(line, line.accepted_at),
        _wall(line, due.due if due else None),
        _wall(line, line.returned_at),
        names.channel(str(origin.return_by)) if line.returned_at else None,
        None,
        VOID if line.voided else _NOTES.get(line.final) if line.final else None,
        origin.procedure,
        names.channel(str(origin.channel)),
        _wall(line, line.ended_at if resolved else None),
        _wall(line, current.due if current and current != due else None),
    )


def _received(line: Timeline) -> date:
    return line.day(line.accepted_at or line.opened_at)


def _wall(line: Timeline, moment: datetime | None) -> datetime | None:
    """The moment as the office's wall shows it, to the second: cells know no zone."""
    if moment is None:
        return None
    return line.calendar.local(moment).replace(tzinfo=None, microsecond=0)
