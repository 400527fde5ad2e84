"""What a calendar file says, as values: the week of an office, and the days that differ from it.

The text of a file is parsed elsewhere; here an already-parsed mapping becomes a `Plan`.

    zone: Asia/Ho_Chi_Minh
    nominal_day: 8h
    counting: {monday..friday: ["07:30-11:30", "13:30-17:00"]}
    counter:  {monday..saturday: ["07:30-11:30"]}          # left out: the same as `counting`
    years:
      2015:
        status: official                                   # or provisional
        source: …                                          # for each day that names no other
        confidence: recalled
        closed: {2015-01-01: Tết Dương lịch}
        open: {2015-02-14: {as: monday, name: Làm bù cho ngày 16/02/2015}}

A day is written as its name alone, or as `{name, source, confidence}`; a make-up day says with
`as` which weekday's hours it has. `merge` lays an office's own file over a national list of days.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from engine.canonical import canonical
from engine.errors import DefinitionFault

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CONFIDENCES = ("verified", "recalled", "inferred", "assumption")

_KEYS = {"calendar", "label", "zone", "nominal_day", "counting", "counter", "years", "source"}
_YEAR_KEYS = {"status", "source", "confidence", "closed", "open"}
_DAY_KEYS = {"name", "source", "confidence"}


class YearStatus(StrEnum):
    """Whether the Government has already fixed the days off of a year."""

    OFFICIAL = "official"
    PROVISIONAL = "provisional"


@dataclass(frozen=True, slots=True)
class Shift:
    """Hours without a break, by the clock on the wall; both ends belong to it."""

    opens: time
    closes: time


Week: TypeAlias = tuple[tuple[Shift, ...], ...]


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day that differs from its weekday: off if `like` is None, else worked like that weekday."""

    day: date
    name: str
    source: str
    confidence: str
    like: int | None = None  # 0 = Monday


@dataclass(frozen=True, slots=True)
class Plan:
    """A calendar file, understood. `text` is its canonical form, `edition` the SHA-256 of that."""

    zone: ZoneInfo
    nominal_day: timedelta
    counting: Week
    counter: Week
    years: Mapping[int, YearStatus]
    named: Mapping[date, NamedDay]
    text: bytes
    edition: str

    @property
    def first(self) -> date:
        return date(min(self.years), 1, 1)

    @property
    def last(self) -> date:
        return date(max(self.years), 12, 31)

    def shifts(self, day: date, week: Week) -> tuple[Shift, ...]:
        """The hours of `week` that hold on this day, days off and make-up days considered."""
        named = self.named.get(day)
        if named is None:
            return week[day.weekday()]
        return () if named.like is None else week[named.like]


def merge(office: Mapping[str, object], days: Mapping[str, object]) -> dict[str, object]:
    """The file of an office whose `days` key named the national list `days`.

    The office may add days of its own under `years`; its day wins over the nation's, and null
    takes a day of the nation out.
    """
    years = {_year(key): dict(_mapping(block, "years")) for key, block in _items(days, "years")}
    for key, block in _items(office, "years"):
        own = _mapping(block, f"years.{key}")
        target = years.setdefault(_year(key), {})
        target.update({name: value for name, value in own.items() if name not in _DAY_LISTS})
        for name in _DAY_LISTS & own.keys():
            both = {**_by_day(target, name), **_by_day(own, name)}
            target[name] = {day: entry for day, entry in both.items() if entry is not None}
    return {**{key: value for key, value in office.items() if key != "days"}, "years": years}


_DAY_LISTS = {"closed", "open"}


def parse(data: Mapping[str, object]) -> Plan:
    """The plan that an already-parsed file describes. Raises DefinitionFault, naming the place."""
    _only(data, _KEYS, "lịch")
    counting = _week(data.get("counting"), "counting")
    if not any(counting):
        raise _fault("counting", "không có giờ làm việc nào được tính")
    years: dict[int, YearStatus] = {}
    named: dict[date, NamedDay] = {}
    for key, block in _items(data, "years"):
        year, content = _year(key), _mapping(block, f"years.{key}")
        _only(content, _YEAR_KEYS, f"years.{year}")
        years[year] = _status(content, year)
        for entry in _named_days(content, year):
            _check_day(entry, year, named, counting)
            named[entry.day] = entry
    _check_years(years)
    text = canonical(_plain(data))
    return Plan(
        zone=_zone(data.get("zone")),
        nominal_day=_hours(data.get("nominal_day", "8h")),
        counting=counting,
        counter=_week(data["counter"], "counter") if "counter" in data else counting,
        years=years,
        named=named,
        text=text,
        edition=hashlib.sha256(text).hexdigest(),
    )


def _fault(place: str, complaint: str) -> DefinitionFault:
    return DefinitionFault(
        f"Tệp lịch, mục {place}: {complaint}. Hãy sửa tệp rồi nạp lại.",
        code="calendar_fault",
        place=place,
    )


def _only(data: Mapping[str, object], known: set[str], place: str) -> None:
    if unknown := sorted(str(key) for key in data if key not in known):
        raise _fault(place, f"không hiểu khóa {', '.join(unknown)}")


def _mapping(value: object, place: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise _fault(place, "phải là một bảng khóa – giá trị")
    return value


def _items(data: Mapping[str, object], key: str) -> Iterator[tuple[object, object]]:
    yield from _mapping(data.get(key) or {}, key).items()


def _by_day(block: Mapping[str, object], name: str) -> dict[date, object]:
    return {_date(key, name): value for key, value in _items(block, name)}


def _year(key: object) -> int:
    if not (text := str(key)).isdigit() or not date.min.year <= int(text) <= date.max.year:
        raise _fault("years", f"“{text}” không phải là một năm")
    return int(text)


def _date(key: object, place: str) -> date:
    try:
        return date.fromisoformat(str(key))
    except ValueError:
        raise _fault(place, f"“{key}” không phải là ngày (viết NĂM-THÁNG-NGÀY)") from None


def _status(block: Mapping[str, object], year: int) -> YearStatus:
    try:
        return YearStatus(str(block.get("status")))
    except ValueError:
        raise _fault(f"years.{year}", "status phải là official hoặc provisional") from None


def _named_days(block: Mapping[str, object], year: int) -> Iterator[NamedDay]:
    for kind in ("closed", "open"):
        extra = {"as"} if kind == "open" else set()
        for day, written in _by_day(block, kind).items():
            place = f"years.{year}.{kind}.{day}"
            entry = {"name": written} if isinstance(written, str) else _mapping(written, place)
            _only(entry, _DAY_KEYS | extra, place)
            said = {key: str({**block, **entry}.get(key) or "") for key in _DAY_KEYS}
            if not all(said.values()) or said["confidence"] not in CONFIDENCES:
                raise _fault(place, f"cần name, source, và confidence là {'|'.join(CONFIDENCES)}")
            yield NamedDay(day, like=_weekday(entry.get("as"), place) if extra else None, **said)


def _check_day(entry: NamedDay, year: int, named: Mapping[date, NamedDay], counting: Week) -> None:
    place = f"years.{year}.{entry.day}"
    if entry.day.year != year:
        raise _fault(place, "ngày không thuộc năm này")
    if entry.day in named:
        raise _fault(place, "ngày vừa nghỉ vừa làm bù")
    if entry.like is not None and not counting[entry.like]:
        raise _fault(place, f"{WEEKDAYS[entry.like]} không có giờ làm việc để làm bù theo")


def _check_years(years: Mapping[int, YearStatus]) -> None:
    if not years or max(years) - min(years) + 1 != len(years):
        raise _fault("years", "phải có ít nhất một năm, và các năm phải liền nhau")


def _weekday(value: object, place: str) -> int:
    if value not in WEEKDAYS:
        raise _fault(place, f"“{value}” không phải là thứ trong tuần (monday … sunday)")
    return WEEKDAYS.index(str(value))


def _week(value: object, place: str) -> Week:
    """Seven days, from keys such as `monday` or `monday..friday`; an unnamed day has no hours."""
    week: list[tuple[Shift, ...]] = [()] * len(WEEKDAYS)
    for key, written in _mapping(value, place).items():
        first, _, last = str(key).partition("..")
        shifts = _shifts(written, f"{place}.{key}")
        for weekday in range(_weekday(first, place), _weekday(last or first, place) + 1):
            week[weekday] = shifts
    return tuple(week)


def _shifts(written: object, place: str) -> tuple[Shift, ...]:
    if not isinstance(written, list):
        raise _fault(place, 'phải là một danh sách ca, ví dụ ["07:30-11:30", "13:30-17:00"]')
    shifts = tuple(_shift(str(text), place) for text in written)
    bounds = [bound for shift in shifts for bound in (shift.opens, shift.closes)]
    if bounds != sorted(bounds) or any(shift.opens == shift.closes for shift in shifts):
        raise _fault(place, "các ca phải theo thứ tự, không chồng nhau, và đóng sau khi mở")
    return shifts


def _shift(text: str, place: str) -> Shift:
    opens, _, closes = text.partition("-")
    try:
        return Shift(time.fromisoformat(opens), time.fromisoformat(closes))
    except ValueError:
        raise _fault(place, f"“{text}” không phải là ca (viết 07:30-11:30)") from None


def _hours(value: object) -> timedelta:
    try:
        hours = Decimal(str(value).removesuffix("h"))
    except InvalidOperation:
        raise _fault("nominal_day", f"“{value}” không phải là số giờ (viết 8h)") from None
    return timedelta(microseconds=int(hours * 3_600_000_000))


def _zone(value: object) -> ZoneInfo:
    try:
        return ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError):
        raise _fault("zone", f"không biết múi giờ “{value}”") from None


def _plain(value: object) -> object:
    """The same with every key as text, so that 2015 and "2015" are the same year."""
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else str(value)
