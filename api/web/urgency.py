"""How a promise stands, in a colour and in words; the same bounds narrow lists in the database."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from decimal import Decimal

from api.clock import local
from engine.actors import Role
from engine.counting.promises import due
from engine.procedure import Counting, Limit, Procedure, Unit
from engine.store.worklist import Bounds, Urgency, Waiting
from engine.working_calendar import WorkingCalendar

SOON = timedelta(hours=8)  # a nominal day of work left
SOON_WITHIN = timedelta(hours=2)  # of the limit of a single step
# What came online is accepted within 8 working hours: every definition says so of the step where
# it waits, and rows go by that; counts over many procedures go by this one limit.
ACCEPT = Limit(Unit.WORKING_HOURS, Counting.SAME_MOMENT, Decimal(8))
_FAR = 30 * 24 * 3600  # seconds back in which a limit of acceptance surely lies
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
    late, soon = (_submitted_until(calendar, now, tones) for tones in (("bad",), ("bad", "warn")))
    return Bounds(today, calendar.add(now, SOON), late, soon)


def _submitted_until(calendar: WorkingCalendar, now: datetime, tones: tuple[str, ...]) -> datetime:
    """Until when something was submitted whose acceptance stands in one of these colours now."""

    def stands(ago: int) -> bool:
        return limited(calendar, ACCEPT, now - timedelta(seconds=ago), now).tone in tones

    return now - timedelta(seconds=bisect_left(range(_FAR), True, key=stands))  # noqa: FBT003


def standing(calendar: WorkingCalendar, one: Waiting, now: datetime) -> Standing:
    """How the promise stands by office days, as every figure counts it."""
    listed = one.listed
    if one.ended_at is not None:
        return Standing("calm", _ended(one, one.ended_at, now), None)
    if listed.stop is not None:
        return Standing("calm", "Tạm dừng tính thời gian", None)
    if listed.due is None:
        return Standing("calm", "Không có hạn", None)
    today, due_day = calendar.local_day(now), calendar.local_day(listed.due)
    days = abs(calendar.days_between(today, due_day))
    if today > due_day:
        return Standing("bad", "Quá hạn", calendar.between(listed.due, now), days)
    left = calendar.between(now, listed.due) if now < listed.due else timedelta(0)
    if left <= SOON:
        return Standing("warn", "Sắp đến hạn", left)
    return Standing("good", "Còn hạn", left, days)


def _ended(one: Waiting, ended_at: datetime, now: datetime) -> str:
    """The clock is over: the result waits at the counter, or is still on its way there."""
    if one.role not in {Role.COUNTER, Role.POSTAL_COUNTER}:
        return "Đã có kết quả"
    days = (local(now).date() - local(ended_at).date()).days
    return f"Chờ trả {days} ngày" if days else "Chờ trả từ hôm nay"


def accepting(
    calendar: WorkingCalendar, procedure: Procedure, one: Waiting, now: datetime
) -> Standing:
    """How long the counter may still take to accept it."""
    if one.told_at is not None:
        return Standing("calm", "Chờ người nộp hoàn thiện", None)
    limit = procedure.states[one.listed.state].within
    stands = limited(calendar, limit, one.listed.since, now)
    words = {"bad": "Quá giờ tiếp nhận", "calm": "Chờ tiếp nhận"}
    return replace(stands, words=words.get(stands.tone, "Tiếp nhận: còn"))


def limited(
    calendar: WorkingCalendar, limit: Limit | None, since: datetime, now: datetime
) -> Standing:
    """How the limit of a single step stands: colour, words, and the working time left or over."""
    promise = due(calendar, limit, since) if limit else None
    if promise is None:
        return Standing("calm", "Không có hạn", None)
    if now > promise.due:
        return Standing("bad", "Quá hạn", calendar.between(promise.due, now))
    left = calendar.between(now, promise.due)
    if left <= SOON_WITHIN:
        return Standing("warn", "Sắp đến hạn", left)
    return Standing("good", "Còn hạn", left)
