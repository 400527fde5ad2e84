"""Days and hours as people type them: 22/11/2026, 22-11-2026, 22112026; 9:05, 9h05, 0905."""

import re
from datetime import date, datetime, time

from api.clock import ZONE
from engine.errors import BadInput
from forms.days import read_day
from forms.remarks import Wrong

_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4})")
_HOUR = re.compile(r"(\d{1,2})(?:[:hg.]?(\d{2})|[hg])?", re.IGNORECASE)


def typed_day(text: str, at: str | None = None) -> date:
    """The day that was typed, or came in an address as 2026-11-22; BadInput tells how to write."""
    try:
        return read_day(_DIGITS.sub(r"\1/\2/\3", text.strip()) if text.isdecimal() else text)
    except Wrong as wrong:
        facts = {"at": at} if at else {}
        raise BadInput(wrong.finding.sentence, code="not_a_day", **facts) from None


def day_of(text: str | None, otherwise: date) -> date:
    """The day that was typed; another where nothing was."""
    return typed_day(text) if text else otherwise


def typed_time(text: str) -> time:
    """The hour that was typed."""
    found = _HOUR.fullmatch(text.strip())
    try:
        if found:
            return time(int(found[1]), int(found[2] or 0))
    except ValueError:
        pass
    raise BadInput("Giờ phải ghi như 09:05.", code="not_an_hour")


def moment_of(day: str, at: str) -> datetime | None:
    """The moment that a day and an hour name; None where the day is left open."""
    if not day:
        return None
    return datetime.combine(typed_day(day), typed_time(at or "0:00"), ZONE)
