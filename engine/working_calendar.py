"""Which days and hours count, and what lies between two moments.

Built once from a file: every counted shift becomes one interval of UTC microseconds, with the
running total beside it, so that any question is one bisection. Moments given are aware datetimes
of any zone; moments returned are UTC. A day is a date on the wall calendar of the office.

Both ends of a shift belong to it: 17:00 sharp is still office time, one microsecond later is not.
The calendar covers whole years; asking beyond them raises OutsideCalendar.
"""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import TypeAlias

from engine.calendar_file import NamedDay, Plan, Shift, YearStatus, parse
from engine.errors import BadInput, OutsideCalendar

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_DAY = timedelta(days=1)

Span: TypeAlias = tuple[datetime, datetime]


class WorkingCalendar:
    """The counted hours of one office, first to last day inclusive. Never changes once built."""

    def __init__(self, plan: Plan, calendar_id: str) -> None:
        self.id = calendar_id
        self.text = plan.text
        self.edition = plan.edition
        self.zone = plan.zone
        self.nominal_day = plan.nominal_day
        self.first = plan.first
        self.last = plan.last
        self._plan = plan
        self._build_days()
        self._build_shifts()

    @staticmethod
    def from_mapping(data: Mapping[str, object], calendar_id: str) -> "WorkingCalendar":
        """The calendar of an already-parsed file. Raises DefinitionFault, naming the place."""
        return _built(parse(data).text, calendar_id)

    def _build_days(self) -> None:
        plan = self._plan
        every = [self.first + _DAY * n for n in range((self.last - self.first).days + 1)]
        self._counted = [day for day in every if plan.shifts(day, plan.counting)]
        # _rank[n]: counted days among the first n + 1 days of the calendar
        self._rank = list(accumulate(bool(plan.shifts(day, plan.counting)) for day in every))
        self._first_ordinal = self.first.toordinal()

    def _build_shifts(self) -> None:
        spans = [self._instants(day, self._shifts(day)) for day in self._counted]
        flat = [span for day in spans for span in day]
        self._opens = [opens for opens, _ in flat]
        self._closes = [closes for _, closes in flat]
        self._after = list(accumulate(closes - opens for opens, closes in flat))
        # _bounds: every opening and closing; _base[i]: what was counted before the i-th, less the
        # opening just passed where a shift is open, so that adding the moment completes it
        self._bounds = [bound for span in flat for bound in span]
        self._base = [0]
        for closes, after in zip(self._closes, self._after, strict=True):
            self._base += [after - closes, after]
        # the first shift of a day is its first half, whatever follows is the second
        self._half_ends = sorted({end for day in spans for end in (day[0][1], day[-1][1])})
        self._start = self._instant(self.first, time.min)
        self._end = _micros(datetime.combine(self.last, time.max, self.zone)) + 1

    def _shifts(self, day: date) -> tuple[Shift, ...]:
        return self._plan.shifts(day, self._plan.counting)

    def _instant(self, day: date, wall: time) -> int:
        return _micros(datetime.combine(day, wall, self.zone))

    def _instants(self, day: date, shifts: tuple[Shift, ...]) -> list[tuple[int, int]]:
        return [(self._instant(day, s.opens), self._instant(day, s.closes)) for s in shifts]

    # spans of time

    def between(self, start: datetime, end: datetime) -> timedelta:
        """The counted time from `start` to `end`, exact; negative if `end` is the earlier one."""
        return (self._elapsed(end) - self._elapsed(start)) * _MICROSECOND

    def add(self, start: datetime, span: timedelta) -> datetime:
        """The moment when `span` of counted time has passed since `start`.

        A span that ends with a shift ends at its closing, not at the opening that follows; no span
        at all leads to `next_opening(start)`. A negative span is refused.
        """
        target = span // _MICROSECOND
        if target <= 0:
            if target < 0:
                raise BadInput("Không cộng được khoảng thời gian âm.", code="negative_span")
            return self.next_opening(start)
        target += self._elapsed(start)
        index = bisect_left(self._after, target)
        if index == len(self._after):
            raise self._outside(str(self.last + _DAY))
        return _EPOCH + (self._closes[index] - self._after[index] + target) * _MICROSECOND

    def _elapsed(self, moment: datetime) -> int:
        """Microseconds counted from the first day of the calendar to the moment."""
        at = (moment - _EPOCH) // _MICROSECOND
        if not self._start <= at <= self._end:
            raise self._outside(moment.isoformat())
        index = bisect_right(self._bounds, at)
        return self._base[index] + at if index & 1 else self._base[index]

    def next_opening(self, moment: datetime) -> datetime:
        """The moment itself within counted hours, else the opening that follows it."""
        at = _micros(moment)
        index = bisect_left(self._closes, at)
        if at < self._start or index == len(self._closes):
            raise self._outside(moment.isoformat())
        return _moment(max(at, self._opens[index]))

    # days

    def local(self, moment: datetime) -> datetime:
        """The same moment by the clock on the office's wall."""
        return moment.astimezone(self.zone)

    def local_day(self, moment: datetime) -> date:
        day = self.local(moment).date()
        self._index(day)
        return day

    def is_counted(self, day: date) -> bool:
        return bool(self._shifts_of(day))

    def _shifts_of(self, day: date) -> tuple[Shift, ...]:
        self._index(day)
        return self._shifts(day)

    def _index(self, day: date) -> int:
        if not self.first <= day <= self.last:
            raise self._outside(f"{day:%d/%m/%Y}")
        return day.toordinal() - self._first_ordinal

    def days_between(self, start: date, end: date) -> int:
        """How many counted days lie after `start` up to and with `end`; negative if reversed."""
        return self._rank[self._index(end)] - self._rank[self._index(start)]

    def nth_day_after(self, day: date, n: int) -> date:
        """The n-th counted day after `day`; n = 0: `day` itself, or the next counted one."""
        place = self._rank[self._index(day)] + n - 1
        if n == 0 and not self._shifts(day):
            place += 1
        if not 0 <= place < len(self._counted):
            raise self._outside(str(self.last + _DAY))
        return self._counted[place]

    def spans(self, day: date) -> tuple[Span, ...]:
        """The counted shifts of a day; empty on a day off."""
        instants = self._instants(day, self._shifts_of(day))
        return tuple((_moment(opens), _moment(closes)) for opens, closes in instants)

    def opening(self, day: date) -> datetime:
        """When the counted hours of a counted day begin."""
        return self._spans_of(day)[0][0]

    def closing(self, day: date) -> datetime:
        """When the counted hours of a counted day end."""
        return self._spans_of(day)[-1][1]

    def _spans_of(self, day: date) -> tuple[Span, ...]:
        spans = self.spans(day)
        if not spans:
            raise BadInput(f"Ngày {day:%d/%m/%Y} không phải ngày làm việc.", code="day_off")
        return spans

    def usual_closing(self, day: date) -> datetime:
        """The closing of a counted day; on a day off, the hour at which the week's days close."""
        if self.is_counted(day):
            return self.closing(day)
        wall = max(shifts[-1].closes for shifts in self._plan.counting if shifts)
        return _moment(self._instant(day, wall))

    def at_wall_time(self, day: date, wall: time) -> datetime:
        """That time of a counted day; if the office is shut then, the opening after it that day.

        A time past the last closing becomes the closing.
        """
        for shift in self._shifts_of(day):
            if wall <= shift.closes:
                return _moment(self._instant(day, max(wall, shift.opens)))
        return self.closing(day)

    # half days

    def half_end(self, moment: datetime, after: int = 0) -> datetime:
        """The closing of the half day that holds `moment`, or of the n-th half day after it."""
        place = bisect_left(self._half_ends, _micros(moment)) + after
        if _micros(moment) < self._start or not 0 <= place < len(self._half_ends):
            raise self._outside(moment.isoformat())
        return _moment(self._half_ends[place])

    def halves_between(self, start: datetime, end: datetime) -> int:
        """How many half days after that of `start` the half day of `end` comes."""
        ends = self._half_ends
        return bisect_left(ends, _micros(end)) - bisect_left(ends, _micros(start))

    # what the file says

    def named(self, day: date) -> NamedDay | None:
        """The entry of the file for a day off or a make-up day, with its source."""
        return self._plan.named.get(day)

    def status(self, day: date) -> YearStatus:
        """Whether the days off of that year are already fixed."""
        self._index(day)
        return self._plan.years[day.year]

    def is_counter_open(self, moment: datetime) -> bool:
        """Whether the counter receives then; it may on a Saturday that counts for nothing."""
        day, wall = self.local_day(moment), self.local(moment).time()
        shifts = self._plan.shifts(day, self._plan.counter)
        return any(shift.opens <= wall <= shift.closes for shift in shifts)

    def _outside(self, asked: str) -> OutsideCalendar:
        return OutsideCalendar(
            f"Lịch làm việc “{self.id}” chỉ có từ {self.first:%d/%m/%Y} đến {self.last:%d/%m/%Y}, "
            f"không có {asked}. Hãy bổ sung năm còn thiếu vào tệp lịch.",
            calendar=self.id,
            asked=asked,
        )


@lru_cache(maxsize=64)  # ten years of shifts take a tenth of a second, and never change
def _built(text: bytes, calendar_id: str) -> WorkingCalendar:
    return WorkingCalendar(parse(json.loads(text)), calendar_id)


def _micros(moment: datetime) -> int:
    return (moment - _EPOCH) // _MICROSECOND


def _moment(micros: int) -> datetime:
    return _EPOCH + micros * _MICROSECOND
