"""Any sheet as JSON or as CSV, and numbers as Vietnamese offices print them: plain strings.

JSON and CSV are for machines: stable keys, plain numbers. On paper (`tables`) a comma stands before
the decimals, and a dot between thousands from five digits on.
"""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol, TypeAlias

Label: TypeAlias = Callable[[str], str]

_GROUPED_FROM = 10_000  # offices write 1194, but 12.481
_NOTHING = "–"


class Sheet(Protocol):
    """What every report gives."""

    def to_json(self) -> dict[str, object]: ...


@dataclass(frozen=True, slots=True)
class Table:
    """A printed sheet; every cell is text. The first `text_columns` are words, the rest numbers."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    text_columns: int = 1


def as_json(sheet: Sheet) -> str:
    return json.dumps(sheet.to_json(), ensure_ascii=False, indent=2)


def as_csv(sheet: Sheet) -> str:
    """The records of `to_json`, one a line, with the total last; a sheet without rows is one."""
    whole = sheet.to_json()
    records = _records(whole)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(records[0]) if records else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue()


def _records(whole: Mapping[str, object]) -> Sequence[Mapping[str, object]]:
    rows = whole.get("rows")
    if not isinstance(rows, list):
        return [whole]
    total = whole.get("total")
    return [*rows, total] if isinstance(total, Mapping) else rows


def number(value: int) -> str:
    """A count: 523, 1194, 12.481."""
    return f"{value:,}".replace(",", ".") if abs(value) >= _GROUPED_FROM else str(value)


def share(value: Decimal | float | None, decimals: int = 2) -> str:
    """A percentage: 40,34 %; a dash where there is nothing to divide by."""
    if value is None:
        return _NOTHING
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{exact} %".replace(".", ",")


def day(value: date) -> str:
    return f"{value:%d/%m/%Y}"


def minute(value: datetime | None) -> str:
    """A moment of the office's wall, to the minute; give it in the office's zone."""
    return _NOTHING if value is None else f"{value:%H:%M %d/%m/%Y}"


def working_time(span: timedelta | None) -> str:
    """Counted hours: 16,5 giờ."""
    if span is None:
        return _NOTHING
    hours = Decimal(span // timedelta(minutes=1)) / 60
    exact = hours.quantize(Decimal("0.1"), ROUND_HALF_UP).normalize()
    return f"{exact:f} giờ".replace(".", ",")
