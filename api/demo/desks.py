"""What lies on the desks of the people whom the sign-in page names, at whatever hour it is opened.

Everything came in and moved on within office hours of the days before; nobody has gone on since.
So on a Sunday night each of them still has what a Friday afternoon left, late and nearly late ones
among it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from api.simulation.counter import Arrival
from api.simulation.fate import Fate, Rest
from api.simulation.territory import Territory
from engine.desk import Office
from engine.procedure import Channel
from engine.working_calendar import WorkingCalendar

DEPARTMENT, WARD = "dn-sxd", "dn25-26017"
_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Heap:
    """Dossiers of one procedure that lie at one step.

    `ages` are the office days since each came in; the result of those that have one is made
    `made` office days ago. `sent` is how they came in, in turn.
    """

    agency: str
    procedure: str
    state: str
    ages: tuple[int, ...]
    sent: tuple[Channel, ...] = (Channel.DIRECT,)
    made: tuple[int, ...] = ()
    detours: tuple[str, ...] = ()
    paid: bool = True
    return_by: Channel = Channel.DIRECT
    competent: str | None = None


_D, _O, _P = Channel.DIRECT, Channel.ONLINE, Channel.POSTAL
_BIG, _SINGLE, _BIRTH, _DEATH, _CHILD, _COPY = (
    *("1.009972", "1.004873", "1.004884", "1.005461"),
    *("2.001263", "2.000635"),
)

HEAPS = (
    # the department: officer, head, leader, clerk of the seal, counter
    Heap(DEPARTMENT, _BIG, "examining", (1, 1, 2, 3, 4, 5, 7, 9), (_D, _O, _P)),
    Heap(DEPARTMENT, _BIG, "examining", (18, 19, 20, 29, 30, 19, 20, 29, 30, 19, 20, 29, 30)),
    Heap(DEPARTMENT, _BIG, "examining", (33, 34, 36), (_D, _P)),
    Heap(DEPARTMENT, _BIG, "examining", (2, 3, 4, 6), (_D, _O), detours=("consult",)),
    Heap(DEPARTMENT, _BIG, "supplement", (6, 9), (_D, _O), detours=("ask_more",)),
    Heap(DEPARTMENT, _BIG, "reviewing", (12, 13, 14, 15, 17, 18), (_D, _O), (1, 1, 1, 2, 2, 2)),
    Heap(DEPARTMENT, _BIG, "signing", (13, 14, 15, 16, 18, 19), (_D, _O, _P), (1, 1, 1, 1, 2, 2)),
    Heap(DEPARTMENT, _BIG, "sealing", (13, 14, 16, 17, 19, 19), (_D, _O), (1, 1, 1, 1, 1, 1)),
    Heap(DEPARTMENT, _BIG, "ready", (15, 18, 20, 28, 45), (_D, _D, _O), (1, 2, 4, 9, 24)),
    Heap(DEPARTMENT, _BIG, "ready", (16, 19), (_D,), (2, 3), paid=False),
    Heap(DEPARTMENT, _BIG, "ready", (15, 17, 18), (_P,), (1, 1, 2), return_by=_P),
    Heap(DEPARTMENT, _BIG, "received", (0, 0, 0, 1), (_D,)),
    Heap(DEPARTMENT, _BIG, "received", (0, 0, 0), (_P,)),
    Heap(DEPARTMENT, _BIG, "submitted", (0, 0, 0, 1, 1, 2, 3), (_O,)),
    Heap(DEPARTMENT, _BIG, "submitted", (2,), (_O,), detours=("ask_first",)),
    # the ward: officer, head, leader, counter
    Heap(WARD, _SINGLE, "examining", (1, 1, 2, 2, 3, 3, 4, 5), (_D, _O, _P)),
    Heap(WARD, _BIRTH, "examining", (1, 2, 4, 5, 6, 8), (_D, _O)),
    Heap(WARD, _DEATH, "examining", (1, 3, 4, 7), (_D,)),
    Heap(WARD, _SINGLE, "signing", (2, 2, 3, 4), (_D, _O), (1, 1, 1, 2)),
    Heap(WARD, _BIRTH, "signing", (3, 4, 5), (_D, _O), (1, 1, 1)),
    Heap(WARD, _CHILD, "assigning", (1, 1, 2), (_D,)),
    Heap(WARD, _CHILD, "reviewing", (10, 12, 15), (_D,), (1, 1, 2)),
    Heap(WARD, _SINGLE, "ready", (3, 4, 6, 12, 40), (_D, _D, _O), (1, 2, 3, 9, 36)),
    Heap(WARD, _BIRTH, "ready", (4, 5, 6), (_P,), (1, 1, 2), return_by=_P),
    Heap(WARD, _SINGLE, "received", (0, 0, 0, 0), (_D,)),
    Heap(WARD, _BIRTH, "received", (0, 0), (_P,)),
    Heap(WARD, _COPY, "submitted", (0, 0, 0, 1, 1), (_O,)),
    Heap(WARD, _BIRTH, "submitted", (1, 2), (_O,)),
    # handed in at the ward for the department; papers and results are on their way (`errands`)
    Heap(WARD, _BIG, "received", (1, 1), (_D,), competent=DEPARTMENT),
    Heap(WARD, _BIG, "ready", (16, 17), (_D,), (2, 2), competent=DEPARTMENT),
)


@dataclass(frozen=True, slots=True)
class Desks:
    """The desks as they are found at `now`."""

    office: Office
    territory: Territory
    now: datetime
    seed: int

    def arrivals(self) -> Iterator[Arrival]:
        """What comes to lie there."""
        for number, heap in enumerate(HEAPS):
            for place in range(len(heap.ages)):
                yield self._arrival(heap, place, f"{self.seed}/desks/{number}/{place}")

    def _arrival(self, heap: Heap, place: int, seed: str) -> Arrival:
        channel = heap.sent[place % len(heap.sent)]
        online = channel is Channel.ONLINE
        came = self.office_day(heap.ages[place])
        made = heap.made[place] if heap.made else None
        since = None if made is None else self.moment(self.office_day(made), place)
        at = self.moment(came, place)
        if heap.state == "submitted" and not heap.detours:  # also at night
            at = self.now - _DAY * heap.ages[place] - _HOUR * (2 + 3 * place)
        return Arrival(
            at,
            heap.agency,
            self.office.catalogue.current(heap.procedure, came),
            channel,
            Fate(detours=heap.detours, paid=heap.paid, rests=Rest(heap.state, since)),
            place=self._place(heap, place, came),
            return_by=heap.return_by,
            seed=seed,
            alone=online,
            competent=heap.competent,
        )

    def _place(self, heap: Heap, place: int, day: date) -> str:
        """Who is consulted sits where the matter lies: at the ward."""
        agency = WARD if "consult" in heap.detours else heap.agency
        places = self.territory.places(self.office.organisation.agency(agency), day)
        return places[place % len(places)]

    def office_day(self, age: int) -> date:
        """So many office days before the last one that has begun by now."""
        day, left = self._calendar.local_day(self.now), age
        while True:
            if self._calendar.is_counted(day) and self._calendar.opening(day) < self.now:
                if left == 0:
                    return day
                left -= 1
            day -= _DAY

    def moment(self, day: date, place: int) -> datetime:
        """A moment in the first half of what has passed of that office day, one after another."""
        opening = self._calendar.opening(day)
        passed = self._calendar.between(opening, min(self.now, self._calendar.closing(day)))
        return self._calendar.add(opening, passed * (0.05 + 0.04 * (place % 10)))

    @property
    def _calendar(self) -> WorkingCalendar:
        return self.office.calendar_of(DEPARTMENT)
