"""How a promise stands, in a colour and in words; the same bounds narrow lists in the database."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from engine.store.lists import Listed
from engine.store.worklist import Bounds, Urgency
from engine.working_calendar import WorkingCalendar

SOON = timedelta(hours=8)  # a nominal day of work left
WORDS = {
    Urgency.LATE: "Quá hạn",
    Urgency.SOON: "Sắp đến hạn",
    Urgency.IN_TIME: "Còn hạn",
    Urgency.STANDING: "Không tính hạn",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How urgent a dossier is: a colour, words, and the working time that is left or over.

    `days` are the office days of it, if it is at least one.
    """

    tone: str
    words: str
    left: timedelta | None
    days: int = 0


def bounds(calendar: WorkingCalendar, now: datetime) -> Bounds:
    """What is late now, and what will be within a day of work."""
    today = datetime.combine(calendar.local_day(now), time.min, calendar.zone)
    return Bounds(today, calendar.add(now, SOON))


def standing(calendar: WorkingCalendar, one: Listed, now: datetime) -> Standing:
    """How the promise stands by office days, as every figure counts it."""
    if one.stop is not None:
        return Standing("calm", "Tạm dừng tính thời gian", None)
    if one.due is None:
        return Standing("calm", "Không có hạn", None)
    today, due = calendar.local_day(now), calendar.local_day(one.due)
    days = abs(calendar.days_between(today, due))
    if today > due:
        return Standing("bad", "Quá hạn", calendar.between(one.due, now), days)
    left = calendar.between(now, one.due) if now < one.due else timedelta(0)
    if left <= SOON:
        return Standing("warn", "Sắp đến hạn", left)
    return Standing("good", "Còn hạn", left, days)
