"""“Vì sao hẹn ngày này?”: the arithmetic of a promise, line by line, in words for the citizen.

Nothing is decided here: the promise is that of `engine.counting`, and these lines retell it. The
short form gathers ordinary days and weekends into one line; days off and make-up days keep theirs.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby

from engine.counting import Measure, Promise, Remaining, after_stop, due, remaining, resume
from engine.procedure import Counting, Limit, OnReturn, Unit
from engine.working_calendar import WorkingCalendar

_DAY = timedelta(days=1)
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


_RULES = {
    **{(Unit.NONE, counting): "Thủ tục không có thời hạn." for counting in Counting},
    (Unit.WORKING_DAYS, Counting.SAME_MOMENT): "Thời hạn {} ngày làm việc, đến cùng giờ.",
    (Unit.WORKING_DAYS, Counting.END_OF_DAY): (
        "Thời hạn {} ngày làm việc; ngày đầu không tính, ngày cuối đến hết giờ."
    ),
    (Unit.WORKING_DAYS, Counting.HALF_DAY): "Thời hạn {} ngày làm việc, đến hết buổi.",
    (Unit.WORKING_HOURS, Counting.SAME_MOMENT): (
        "Thời hạn {} giờ làm việc, chỉ đếm giờ hành chính."
    ),
    (Unit.CALENDAR_DAYS, Counting.END_OF_DAY): (
        "Thời hạn {} ngày, kể cả ngày nghỉ; ngày đầu không tính."
    ),
    (Unit.HALF_DAYS, Counting.HALF_DAY): "Thời hạn {} nửa ngày làm việc, đến hết buổi.",
    (Unit.SAME_DAY, Counting.END_OF_DAY): "Giải quyết trong ngày.",
}


class Kind(StrEnum):
    """What a line tells, so that a page can set it apart."""

    START = "start"
    RULE = "rule"
    COUNTED = "counted"
    SKIPPED = "skipped"
    STOP = "stop"
    MOVED = "moved"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Line:
    kind: Kind
    text: str


def explain(
    calendar: WorkingCalendar, limit: Limit, start: datetime, *, short: bool = False
) -> tuple[Line, ...]:
    """How `due(calendar, limit, start)` comes about."""
    promise = due(calendar, limit, start)
    if promise is None:
        return (Line(Kind.RULE, f"{_rule(limit)} Không hẹn ngày."),)
    return (
        *_begin(calendar, start),
        Line(Kind.RULE, _rule(limit)),
        *_counted(calendar, limit, calendar.next_opening(start), promise, short=short),
        *_end(calendar, promise),
    )


def explain_stop(
    calendar: WorkingCalendar,
    limit: Limit,
    on_return: OnReturn,
    *,
    stopped_at: datetime,
    returned_at: datetime,
    current: Promise,
) -> tuple[Line, ...]:
    """How `after_stop` with the same arguments comes about."""
    promise = after_stop(
        calendar,
        limit,
        on_return,
        stopped_at=stopped_at,
        returned_at=returned_at,
        current=current,
    )
    rule, fresh = _after(calendar, limit, on_return, stopped_at, returned_at, current)
    lines = [
        Line(Kind.STOP, f"Tạm dừng tính thời gian từ {_at(calendar, stopped_at)}."),
        *_begin(calendar, returned_at, "Tính tiếp từ"),
        Line(Kind.RULE, rule),
    ]
    if fresh is not None:
        lines += _counted(calendar, limit, calendar.next_opening(returned_at), fresh)
    if promise == current:
        lines.append(Line(Kind.MOVED, "Không sớm hơn ngày đã hẹn: giữ nguyên ngày hẹn."))
    return (*lines, *_end(calendar, promise))


def _after(
    calendar: WorkingCalendar,
    limit: Limit,
    on_return: OnReturn,
    stopped_at: datetime,
    returned_at: datetime,
    current: Promise,
) -> tuple[str, Promise | None]:
    """What is counted after a stop, in words, and where that leads by itself."""
    if limit.unit is Unit.NONE:
        return _rule(limit), None
    if on_return is OnReturn.RESTART:
        return f"Tính lại toàn bộ thời hạn. {_rule(limit)}", due(calendar, limit, returned_at)
    rest = remaining(calendar, limit, stopped_at, current)
    return f"Thời hạn còn lại khi tạm dừng: {_rest(rest)}.", resume(calendar, returned_at, rest)


def explain_extension(
    calendar: WorkingCalendar, before: Promise, after: Promise
) -> tuple[Line, ...]:
    """How an apology with a new date changed the promise."""
    first, last = calendar.local_day(before.due), calendar.local_day(after.due)
    more = calendar.days_between(first, last)
    return (
        Line(Kind.START, f"Đã hẹn trả kết quả lúc {_at(calendar, before.due)}."),
        Line(Kind.MOVED, f"Cơ quan xin lỗi và hẹn lại: thêm {more} ngày làm việc."),
        *_end(calendar, after),
    )


def _begin(
    calendar: WorkingCalendar, start: datetime, word: str = "Bắt đầu tính từ"
) -> Iterator[Line]:
    yield Line(Kind.START, f"{word} {_at(calendar, start)}.")
    begun = calendar.next_opening(start)
    if begun != start:
        yield Line(Kind.MOVED, f"Ngoài giờ làm việc: tính như {_at(calendar, begun)}.")


def _end(calendar: WorkingCalendar, promise: Promise) -> Iterator[Line]:
    if promise.raw != promise.due:
        raw = calendar.local_day(promise.raw)
        why = _reason(calendar, raw)
        yield Line(
            Kind.MOVED,
            f"Hạn cuối {_day(raw)} là ngày nghỉ ({why}): chuyển sang ngày làm việc kế tiếp.",
        )
    yield Line(Kind.DUE, f"Hẹn trả kết quả: {_at(calendar, promise.due)}.")


def _rule(limit: Limit) -> str:
    if limit.unit is Unit.SAME_DAY and limit.cutoff is not None:
        cutoff = f"{limit.cutoff:%H:%M}"
        return f"Giải quyết trong ngày; từ {cutoff} trở đi thì trong ngày làm việc kế tiếp."
    amount = format(limit.amount.normalize(), "f").replace(".", ",")
    return _RULES[limit.unit, limit.counting].format(amount)


def _rest(rest: Remaining) -> str:
    if rest.amount == 0:
        return "không còn"
    match rest.measure:
        case Measure.MICROSECONDS:
            return f"{_span(timedelta(microseconds=rest.amount))} làm việc"
        case Measure.HALF_DAYS:
            return f"{rest.amount} nửa ngày làm việc"
        case Measure.CALENDAR_DAYS:
            return f"{rest.amount} ngày"
    return f"{rest.amount} ngày làm việc"


def _counted(
    calendar: WorkingCalendar,
    limit: Limit,
    begun: datetime,
    promise: Promise,
    *,
    short: bool = False,
) -> Iterator[Line]:
    """The days from the first to the last, told by the limit's unit."""
    first, last = calendar.local_day(begun), calendar.local_day(promise.raw)
    days = [first + _DAY * n for n in range(1, (last - first).days + 1)]
    if limit.unit is Unit.CALENDAR_DAYS:
        if days:
            yield Line(Kind.COUNTED, f"Ngày 1{_to(1, len(days))}: {_run(days)}.")
    elif limit.unit is Unit.WORKING_HOURS:
        yield from _hours(calendar, begun, promise.due, [first, *days], short=short)
    else:
        yield from (_gathered if short else _each_run)(calendar, days)


def _each_run(calendar: WorkingCalendar, days: list[date]) -> Iterator[Line]:
    passed = 0
    for (counted, special), group in groupby(days, lambda day: _sort(calendar, day)):
        run = list(group)
        if not counted:
            yield _skipped(calendar, run)
            continue
        name = f" ({_reason(calendar, run[0])})" if special else ""
        yield Line(
            Kind.COUNTED,
            f"Ngày {passed + 1}{_to(passed + 1, passed + len(run))}: {_run(run)}{name}.",
        )
        passed += len(run)


def _gathered(calendar: WorkingCalendar, days: list[date]) -> Iterator[Line]:
    counted = [day for day in days if calendar.is_counted(day)]
    if counted:
        within = [day for day in days if counted[0] <= day <= counted[-1]]
        weekend = sum(_sort(calendar, day) == (False, False) for day in within)
        but = f", không tính {weekend} ngày nghỉ cuối tuần" if weekend else ""
        yield Line(Kind.COUNTED, f"{len(counted)} ngày làm việc: {_run(within)}{but}.")
    for (is_counted, special), group in groupby(days, lambda day: _sort(calendar, day)):
        run = list(group)
        if special and is_counted:
            text = f"Trong đó {_run(run)} ({_reason(calendar, run[0])})."
            yield Line(Kind.COUNTED, text)
        elif special:
            yield _skipped(calendar, run)


def _hours(
    calendar: WorkingCalendar, begun: datetime, end: datetime, days: list[date], *, short: bool
) -> Iterator[Line]:
    for (counted, special), group in groupby(days, lambda day: _sort(calendar, day)):
        run = list(group)
        if not counted and (special or not short):
            yield _skipped(calendar, run)
        elif counted and not short:
            for day in run:
                since, until = max(begun, calendar.opening(day)), min(end, calendar.closing(day))
                yield _worked(calendar, [day], calendar.between(since, until))
    if short:
        yield _worked(calendar, days, calendar.between(begun, end))


def _worked(calendar: WorkingCalendar, days: list[date], span: timedelta) -> Line:
    named = calendar.named(days[0]) if len(days) == 1 else None
    why = f" ({named.name})" if named else ""
    return Line(Kind.COUNTED, f"Đếm {_run(days)}: {_span(span)}{why}.")


def _skipped(calendar: WorkingCalendar, run: list[date]) -> Line:
    first, last = _reason(calendar, run[0]), _reason(calendar, run[-1])
    why = first if first == last else f"{first} – {last}"
    return Line(Kind.SKIPPED, f"Không tính {_run(run)} ({why}).")


def _sort(calendar: WorkingCalendar, day: date) -> tuple[bool, bool]:
    """Whether a day is counted, and whether the file names it: a day off, a make-up day."""
    return calendar.is_counted(day), calendar.named(day) is not None


def _reason(calendar: WorkingCalendar, day: date) -> str:
    named = calendar.named(day)
    return named.name if named else "nghỉ cuối tuần"


def _run(days: Iterable[date]) -> str:
    first, *rest = days
    return f"{_day(first)} – {_day(rest[-1])}" if rest else _day(first)


def _to(first: int, last: int) -> str:
    return f"–{last}" if last > first else ""


def _day(day: date) -> str:
    return f"{_WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"


def _at(calendar: WorkingCalendar, moment: datetime) -> str:
    local = calendar.local(moment)
    return f"{local:%H:%M} {_day(local.date())}"


def _span(span: timedelta) -> str:
    hours, minutes = divmod(span // timedelta(minutes=1), 60)
    words = [f"{hours} giờ"] if hours else []
    if minutes or not hours:
        words.append(f"{minutes} phút")
    return " ".join(words)
