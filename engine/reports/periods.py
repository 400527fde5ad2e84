"""Periods of reports by name: calendar ones, and the administrative ones from the 15th to the 14th.

A scheme is an already-parsed file of `workflows/periods/`:

    periods: administrative
    name: Kỳ báo cáo hành chính
    from: {day: 15, months_before: 1}      # counted back from the first month of the period
    to: {day: 14}                          # of its last month; or `last`
    kinds:
      quarter:
        - {name: "kỳ báo cáo quý I/{year}", months: [1, 3]}
    source: [{law: …, confidence: …}]
"""

import calendar
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from engine.errors import BadInput
from engine.fields import Fields
from engine.procedure import Source

MONTHS = 12
_DAY = timedelta(days=1)
_LAST = "last"
_YEAR = "{year}"
_MAX_DAY = 28  # a day that every month has
_WRITTEN_YEAR = re.compile(r"\d{4}$")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days, both ends included."""

    name: str
    first: date
    last: date

    @classmethod
    def between(cls, first: date, last: date) -> Self:
        """A period without a name of its own; BadInput if it ends before it begins."""
        if last < first:
            raise BadInput(
                f"Kỳ báo cáo kết thúc ({last:%d/%m/%Y}) trước khi bắt đầu ({first:%d/%m/%Y}).",
                code="period_reversed",
            )
        return cls(f"từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}", first, last)

    def begins(self, zone: ZoneInfo) -> datetime:
        """The first instant of the period."""
        return datetime.combine(self.first, time.min, zone)

    def ends(self, zone: ZoneInfo) -> datetime:
        """The first instant after the period: things are judged just before it."""
        return datetime.combine(self.last + _DAY, time.min, zone)

    def to_json(self) -> dict[str, object]:
        return {"name": self.name, "from": self.first.isoformat(), "to": self.last.isoformat()}


@dataclass(frozen=True, slots=True)
class Naming:
    """A period that comes every year: its name with `{year}`, its first and last month."""

    name: str
    first_month: int
    last_month: int


@dataclass(frozen=True, slots=True)
class Scheme:
    """The periods that one file names. `last_day` None: the last day of the month."""

    id: str
    name: str
    first_day: int
    months_before: int
    last_day: int | None
    periods: tuple[Naming, ...]
    sources: tuple[Source, ...]

    @classmethod
    def from_mapping(cls, data: object, where: str) -> Self:
        """Read a parsed file; DefinitionFault names the place of what is wrong."""
        fields = Fields(data, where)
        begins = Fields(fields.take("from"), f"{where}.from")
        ends = Fields(fields.take("to"), f"{where}.to")
        scheme = cls(
            id=fields.text("periods"),
            name=fields.text("name"),
            first_day=_day(begins),
            months_before=begins.number("months_before") if "months_before" in begins else 0,
            last_day=None if ends.take("day") == _LAST else _day(ends),
            periods=tuple(_namings(fields.take("kinds"), f"{where}.kinds")),
            sources=fields.sources(),
        )
        for part in (begins, ends, fields):
            part.finish()
        return scheme

    def find(self, text: str) -> Period | None:
        """The period written like “quý I/2026”, “tháng 3/2026”, “năm 2021”; None if unknown."""
        year = _WRITTEN_YEAR.search(text.strip())
        if year is None:
            return None
        asked = _spelling(text)
        for naming in self.periods:
            name = naming.name.replace(_YEAR, year[0])
            if _spelling(name) == asked:
                return self._period(naming, name, int(year[0]))
        return None

    def _period(self, naming: Naming, name: str, year: int) -> Period:
        months = year * MONTHS + naming.first_month - 1 - self.months_before
        first = date(months // MONTHS, months % MONTHS + 1, self.first_day)
        last_day = self.last_day or calendar.monthrange(year, naming.last_month)[1]
        return Period(name, first, date(year, naming.last_month, last_day))


def find_period(schemes: Iterable[Scheme], text: str) -> Period:
    """The period that the first scheme to know it means; BadInput if none does."""
    known = tuple(schemes)
    for scheme in known:
        found = scheme.find(text)
        if found is not None:
            return found
    names = [naming.name.replace(_YEAR, "2026") for scheme in known for naming in scheme.periods]
    raise BadInput(
        f"Không hiểu kỳ báo cáo “{text}”. Hãy ghi như một trong các kỳ sau (đổi năm), hoặc ghi từ "
        f"ngày nào đến ngày nào: {', '.join(names)}.",
        code="unknown_period",
        period=text,
    )


def _day(part: Fields) -> int:
    day = part.number("day")
    if day > _MAX_DAY:
        raise part.fault("day", f"phải là một ngày từ 1 đến {_MAX_DAY}, hoặc last ở cuối kỳ")
    return day


def _namings(kinds: object, where: str) -> Iterator[Naming]:
    fields = Fields(kinds, where)
    for kind in kinds if isinstance(kinds, dict) else ():
        for part in fields.parts(str(kind)):
            yield _naming(part)


def _naming(part: Fields) -> Naming:
    name, months = part.text("name"), part.take("months")
    match months:
        case [int(first), int(last)] if 1 <= first <= last <= MONTHS and _YEAR in name:
            part.finish()
            return Naming(name, first, last)
    raise part.fault("months", f"phải là [tháng đầu, tháng cuối], và tên phải có {_YEAR}")


def _spelling(text: str) -> str:
    """One spelling of a name: small letters, Arabic numbers without zeros, plain spaces."""
    plain = unicodedata.normalize("NFC", text).lower().replace("/", " ")
    words = [word for word in plain.split() if word != "năm"]
    return " ".join(_ROMAN.get(word, word.lstrip("0") or word) for word in words)
