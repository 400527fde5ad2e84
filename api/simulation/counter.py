"""How dossiers come in: at the counter, online, or in a hand-over record of the post."""

from collections import Counter as Tally
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeAlias

from api.simulation.answers import answers
from api.simulation.days import Story
from api.simulation.entropy import id_bytes
from api.simulation.fate import Fate
from api.simulation.people import carrier_item, chance, parties
from api.simulation.walker import Walker, complete
from engine.actors import Actor, Role, Seat
from engine.desk import HandOver, HandOverItem, Reception
from engine.desk.draft import APPLICANT
from engine.ledger import DossierRef
from engine.procedure import Channel, Procedure

_SELF_FILED = 0.8


@dataclass(frozen=True, slots=True)
class Arrival:
    """A dossier to come: when, where, what, by which channel, and what becomes of it.

    `seed` gives it dice of its own; None: it shares those of the walker. `alone`: filed online by
    the applicant, without a clerk's help; None: drawn. `competent` decides, if another agency does.
    """

    at: datetime
    agency: str
    procedure: Procedure
    channel: Channel
    fate: Fate
    place: str | None = None
    return_by: Channel = Channel.DIRECT
    seed: str | None = None
    alone: bool | None = None
    competent: str | None = None


Received: TypeAlias = Callable[[Arrival, DossierRef], None]


def _unheard(arrival: Arrival, ref: DossierRef) -> None:
    del arrival, ref


@dataclass(frozen=True, slots=True)
class Counter:
    """Receives what arrives, and sends it on its way.

    `mark` ends the numbers of the hand-over records; `received` hears of each that came in.
    """

    walker: Walker
    mark: str = ""
    received: Received = _unheard

    def expect(self, arrivals: Iterable[Arrival]) -> None:
        """Arrivals that the post hands over to one agency on one day come in one record."""
        days, by_post = self.walker.days, dict[tuple[date, str], list[Arrival]]()
        for arrival in arrivals:
            if arrival.channel is Channel.POSTAL:
                day = self._day(arrival.agency, arrival.at)
                by_post.setdefault((day, arrival.agency), []).append(arrival)
            else:
                days.begin(self._receive(arrival))
        numbers = Tally[tuple[str, int]]()
        for (day, agency), items in sorted(by_post.items(), key=lambda group: group[0]):
            numbers[agency, day.year] += 1
            number = f"{numbers[agency, day.year]:03}/{day.year}{self.mark}"
            days.begin(self._receive_from_post(items, number))

    def _receive_from_post(self, items: Sequence[Arrival], number: str) -> Story:
        at, agency = max(item.at for item in items), items[0].agency
        yield at
        signing = self._signing(items, number)
        walkers = [self._own(item, ()) for item in items]
        record = HandOver(
            agency,
            number,
            at,
            self._someone(signing, Role.POSTAL_COUNTER, agency, at).id,
            tuple(
                HandOverItem(carrier_item(one.dice), self._reception(one, item))
                for one, item in zip(walkers, items, strict=True)
            ),
        )
        by = self._someone(signing, Role.COUNTER, agency, at)
        outcomes = signing.desk.receive_from_post(record, by)
        for outcome, item, own in zip(outcomes, items, walkers, strict=True):
            self.received(item, outcome.ref)
            self.walker.days.begin(own.walk(outcome.ref, item.fate))

    def _signing(self, items: Sequence[Arrival], number: str) -> Walker:
        """Whoever signs the record draws from the seeds of what is in it."""
        seeds = [item.seed for item in items if item.seed is not None]
        if not seeds:
            return self.walker
        return self.walker.own(chance(f"{seeds[0]}/{number}"), [id_bytes(one) for one in seeds])

    def _receive(self, arrival: Arrival) -> Story:
        """Who files online is the applicant, or a clerk who helps at the counter."""
        yield arrival.at
        walker = self._own(arrival, [id_bytes(arrival.seed)] if arrival.seed else ())
        online = arrival.channel is Channel.ONLINE
        alone = arrival.alone
        if alone is None:
            alone = online and walker.dice.random() < _SELF_FILED
        someone = self._someone
        by = APPLICANT if alone else someone(walker, Role.COUNTER, arrival.agency, arrival.at)
        reception = self._reception(walker, arrival)
        if online:
            reception = replace(reception, assisted="self" if alone else "at_counter")
        outcome = walker.desk.receive(reception, by)
        self.received(arrival, outcome.ref)
        yield from walker.walk(outcome.ref, arrival.fate)

    def _own(self, arrival: Arrival, ids: Sequence[bytes]) -> Walker:
        if arrival.seed is None:
            return self.walker
        return self.walker.own(chance(arrival.seed), ids)

    def _someone(self, walker: Walker, role: Role, agency: str, at: datetime) -> Actor:
        return walker.staff.someone(Seat(role, agency), self._day(agency, at))

    def _day(self, agency: str, at: datetime) -> date:
        return self.walker.desk.office.calendar_of(agency).local_day(at)

    def _reception(self, walker: Walker, arrival: Arrival) -> Reception:
        organisation, dice = walker.desk.office.organisation, walker.dice
        agency = organisation.agency(arrival.agency)
        whose = parties(dice, arrival.at.year, agency.province, f"Tổ {dice.randint(1, 30)} (mẫu)")
        return Reception(
            arrival.agency,
            arrival.procedure.code,
            arrival.channel,
            whose,
            papers=complete(arrival.procedure),
            answers=answers(arrival.procedure, dice),
            place=arrival.place,
            competent=arrival.competent,
            return_by=arrival.return_by,
            paid=arrival.fate.paid,
        )
