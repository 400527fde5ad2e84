"""Dates as they are written in Vietnam: day, month, year."""

import re
from datetime import date

from forms.remarks import Wrong
from forms.texts import one_line, words
from forms.values import YearOnly

FIRST_YEAR, LAST_YEAR = 1800, 2200  # beyond them it is a slip of the finger

_DAY_FIRST = re.compile(r"([0-9]{1,2})\s?[/.\- ]\s?([0-9]{1,2})\s?[/.\- ]\s?([0-9]{2,4})")
_IN_WORDS = re.compile(r"(?:ngày )?([0-9]{1,2}) tháng ([0-9]{1,2}) năm ([0-9]{4})", re.IGNORECASE)
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_YEAR = re.compile(r"[0-9]{4}")


def read_day(raw: object) -> date:
    """`22/11/2026`, `22-11-2026`, `ngày 22 tháng 11 năm 2026`, or ISO `2026-11-22`."""
    text = one_line(words(raw))
    if iso := _ISO.fullmatch(text):
        year, month, day = iso.groups()
    elif found := _DAY_FIRST.fullmatch(text) or _IN_WORDS.fullmatch(text):
        day, month, year = found.groups()
    else:
        raise Wrong("not_a_date", "Hãy nhập ngày/tháng/năm, ví dụ 22/11/2026.")
    return _day(year, month, day)


def read_day_or_year(raw: object) -> date | YearOnly:
    """A date, or the year alone where no more is known."""
    text = one_line(words(raw))
    if not _YEAR.fullmatch(text):
        return read_day(text)
    return YearOnly(_year(text))


def write_day(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def _day(year: str, month: str, day: str) -> date:
    try:
        return date(_year(year), int(month), int(day))
    except ValueError as fault:
        if isinstance(fault, Wrong):
            raise
        raise Wrong("no_such_day", "Lịch không có ngày này. Hãy xem lại ngày và tháng.") from None


def _year(text: str) -> int:
    if len(text) != len("2026"):
        raise Wrong("short_year", "Hãy ghi năm đủ bốn chữ số, ví dụ 22/11/2026.")
    if not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise Wrong("odd_year", f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}. Hãy kiểm tra lại.")
    return int(text)
