"""How dossiers come in: at the counter, online, or in a hand-over record of the post."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from api.demo.answers import answers
from api.demo.days import Story
from api.demo.fate import Fate
from api.demo.people import carrier_item, parties
from api.demo.walker import Walker, complete
from engine.actors import Actor, Role, Seat
from engine.desk import HandOver, HandOverItem, Reception
from engine.desk.draft import APPLICANT
from engine.procedure import Channel, Procedure

_SELF_FILED = 0.8


@dataclass(frozen=True, slots=True)
class Arrival:
    """A dossier to come: when, where, what, by which channel, and what becomes of it."""

    at: datetime
    agency: str
    procedure: Procedure
    channel: Channel
    fate: Fate
    place: str | None = None
    return_by: Channel = Channel.DIRECT


@dataclass(frozen=True, slots=True)
class Counter:
    """Receives what arrives, and sends it on its way."""

    walker: Walker

    def expect(self, arrivals: Sequence[Arrival]) -> None:
        """Arrivals that the post hands over to one agency on one day come in one record."""
        days, by_post = self.walker.days, dict[tuple[str, date], list[Arrival]]()
        for arrival in arrivals:
            if arrival.channel is Channel.POSTAL:
                day = self._day(arrival.agency, arrival.at)
                by_post.setdefault((arrival.agency, day), []).append(arrival)
            else:
                days.begin(self._receive(arrival))
        for number, items in enumerate(by_post.values(), start=1):
            days.begin(self._receive_from_post(items, number))

    def _receive_from_post(self, items: Sequence[Arrival], number: int) -> Story:
        at, agency = max(item.at for item in items), items[0].agency
        yield at
        dice, desk = self.walker.dice, self.walker.desk
        record = HandOver(
            agency,
            f"{number:03}/{at:%Y}",
            at,
            self._someone(Role.POSTAL_COUNTER, agency, at).id,
            tuple(HandOverItem(carrier_item(dice), self._reception(item)) for item in items),
        )
        outcomes = desk.receive_from_post(record, self._someone(Role.COUNTER, agency, at))
        for outcome, item in zip(outcomes, items, strict=True):
            self.walker.days.begin(self.walker.walk(outcome.ref, item.fate))

    def _receive(self, arrival: Arrival) -> Story:
        """Who files online is the applicant, or a clerk who helps at the counter."""
        yield arrival.at
        online = arrival.channel is Channel.ONLINE
        alone = online and self.walker.dice.random() < _SELF_FILED
        by = APPLICANT if alone else self._someone(Role.COUNTER, arrival.agency, arrival.at)
        reception = self._reception(arrival)
        if online:
            reception = replace(reception, assisted="self" if alone else "at_counter")
        outcome = self.walker.desk.receive(reception, by)
        yield from self.walker.walk(outcome.ref, arrival.fate)

    def _someone(self, role: Role, agency: str, at: datetime) -> Actor:
        return self.walker.staff.someone(Seat(role, agency), self._day(agency, at))

    def _day(self, agency: str, at: datetime) -> date:
        return self.walker.desk.office.calendar_of(agency).local_day(at)

    def _reception(self, arrival: Arrival) -> Reception:
        organisation, dice = self.walker.desk.office.organisation, self.walker.dice
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
            return_by=arrival.return_by,
            paid=arrival.fate.paid,
        )
