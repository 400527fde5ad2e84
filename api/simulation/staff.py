"""Who of the office acts: the person whose step it is, or one who may take it."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from api.simulation.hours import OF_APPLICANT
from engine.actors import Actor, Role, Seat
from engine.desk import Office
from engine.desk.draft import APPLICANT
from engine.desk.seats import seat_for
from engine.ledger import DossierRef
from engine.procedure import Action, Channel
from engine.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Staff:
    """The people of the office on their seats, day by day."""

    office: Office
    dice: Random
    _sitting: dict[tuple[Seat, date], tuple[Actor, ...]] = field(default_factory=dict)

    def someone(self, seat: Seat, day: date, *, but: str | None = None) -> Actor:
        """A person who sits there that day; not the one of that id, if there is another."""
        holders = self._holders(seat, day)
        others = [person for person in holders if person.id != but]
        return self.dice.choice(others or holders)

    def to_take(self, ref: DossierRef, line: Timeline, action: Action, day: date) -> Actor:
        """Who takes the action on the dossier as it stands."""
        roles = {address.role for address in action.by}
        online = line.origin.channel is Channel.ONLINE and action.id in OF_APPLICANT
        if Role.APPLICANT in roles and (online or len(roles) == 1):
            return APPLICANT
        seat = self._seat(ref, line, action, day)
        if seat.role is Role.OFFICER and seat == line.seat and line.officer:
            return self.office.person(line.officer)
        if seat.role is Role.OFFICER or line.procedure.restricted:  # who was in it before goes on
            for person in self._holders(seat, day):
                if person.id in line.took.values():
                    return person
        if line.procedure.restricted and Role.APPLICANT in roles and line.seat != seat:
            return APPLICANT  # at an heir's counter nobody knows of it: it comes in online
        return self.someone(seat, day, but=line.took.get(action.four_eyes or ""))

    def at_work(self, line: Timeline, day: date) -> Actor:
        """The officer who has the dossier, or the head of the unit that decides."""
        if line.officer:
            return self.office.person(line.officer)
        return self.head(line, day)

    def head(self, line: Timeline, day: date) -> Actor:
        """The head of the unit that decides."""
        return self.someone(Seat(Role.UNIT_HEAD, line.competent, line.unit), day)

    def _seat(self, ref: DossierRef, line: Timeline, action: Action, day: date) -> Seat:
        """Of the seats that may take it, the one where the dossier is, else the first."""
        seats = [
            seat_for(self.office, ref, line, address, day)
            for address in action.by
            if address.role is not Role.APPLICANT
        ]
        return next((seat for seat in seats if seat == line.seat), seats[0])

    def _holders(self, seat: Seat, day: date) -> tuple[Actor, ...]:
        if (seat, day) not in self._sitting:
            self._sitting[seat, day] = self.office.organisation.holders(seat, day)
        return self._sitting[seat, day]
