"""Who sits where as of now: the files, with what the desk decided about people laid over them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection

from engine.actors import Seat
from engine.desk.office import Office
from engine.staff import Standing, present
from engine.store.staff import disabled_among, grants


@dataclass(frozen=True, slots=True)
class Sitting:
    """Asked many times about few seats and people, so that it remembers; for one plan alone.

    `standing` says what the desk decided about somebody who may get work.
    """

    connection: Connection
    office: Office
    day: date
    standing: Callable[[str], Standing]
    _held: dict[Seat, bool] = field(default_factory=dict)
    _sits: dict[tuple[str, Seat], bool] = field(default_factory=dict)

    def sits(self, staff: str, seat: Seat) -> bool:
        """Whether the person may have work there that day."""
        if (staff, seat) not in self._sits:
            self._sits[staff, seat] = self._may_sit(staff, seat)
        return self._sits[staff, seat]

    def is_held(self, seat: Seat) -> bool:
        """Whether anybody sits there that day who may act."""
        if seat not in self._held:
            self._held[seat] = self._somebody(seat)
        return self._held[seat]

    def _may_sit(self, staff: str, seat: Seat) -> bool:
        person = self.office.organisation.people.get(staff)
        if person is None:
            return False
        standing = self.standing(staff)
        return not standing.disabled and present(person, standing, self.day).sits_on(seat, self.day)

    def _somebody(self, seat: Seat) -> bool:
        given = grants(self.connection, agency_id=seat.agency, role=str(seat.role))
        by_desk = {
            one.staff
            for one in given
            if one.revoked_at is None and one.grant.covers(seat, self.day)
        }
        by_files = {one.id for one in self.office.organisation.holders(seat, self.day)}
        found = by_desk | by_files
        return bool(found - disabled_among(self.connection, found))
