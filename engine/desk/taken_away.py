"""What new files of agencies may not take away: whoever and whatever open work depends on.

Refused is only what the change itself would break: a seat that nobody held before is no reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from engine.actors import Actor, Role, Seat
from engine.errors import Conflict
from engine.organisation import Organisation
from engine.staff import present
from engine.store.staff import delegations, grants, standing_of
from engine.store.still_needed import (
    Held,
    agencies_in_use,
    asked,
    held,
    originals_with,
    units_in_use,
)

_NOBODYS = frozenset({Role.APPLICANT, Role.SYSTEM, Role.OUTAGE})  # seats that no person fills


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why the files cannot be applied as they are: a stable code, what it is about, a sentence."""

    code: str
    subject: str
    message: str


def check(obstacles: tuple[Obstacle, ...]) -> None:
    """Refuse if there is one; the first is told, and how many more there are."""
    if not obstacles:
        return
    first, more = obstacles[0], len(obstacles) - 1
    tail = f" Và {more} vướng mắc khác, xem: motcua plan" if more else ""
    raise Conflict(
        f"{first.message}{tail}",
        code=first.code,
        obstacles=[{"code": one.code, "subject": one.subject} for one in obstacles],
    )


@dataclass(frozen=True, slots=True)
class TakenAway:
    """The organisation as it is and as the files would have it, on one day."""

    connection: Connection
    before: Organisation
    after: Organisation
    day: date

    def obstacles(self) -> Iterator[Obstacle]:
        """Everything that stands against the change."""
        yield from self._agencies()
        yield from self._units()
        lying = list(held(self.connection))
        yield from self._people(lying)
        yield from self._seats([*lying, *asked(self.connection)])

    def _agencies(self) -> Iterator[Obstacle]:
        gone = self.before.agencies.keys() - self.after.agencies.keys()
        for agency in agencies_in_use(self.connection, gone) if gone else ():
            yield Obstacle(
                "agency_in_use",
                agency,
                f"Không bỏ được cơ quan {agency}: còn hồ sơ mang tên cơ quan này. Giữ lại trong "
                "tệp, ghi ngày chấm dứt (to) và nơi kế thừa (becomes).",
            )

    def _units(self) -> Iterator[Obstacle]:
        for agency, unit in sorted(units_in_use(self.connection)):
            known = self.before.agencies.get(agency), self.after.agencies.get(agency)
            had, has = (one is not None and one.unit(unit) is not None for one in known)
            if had and not has and known[1] is not None:
                yield Obstacle(
                    "unit_in_use",
                    f"{agency}/{unit}",
                    f"Không bỏ được đơn vị {unit} của {agency}: còn hồ sơ đang giải quyết ở đó. "
                    "Giữ lại và ghi ngày chấm dứt (to), chuyển hồ sơ trước.",
                )

    def _people(self, lying: list[Held]) -> Iterator[Obstacle]:
        for one in lying:
            if one.officer is not None and self._loses(one.officer, one.seat):
                yield Obstacle(
                    "open_work",
                    one.officer,
                    f"{self._name(one.officer)} còn giữ {one.dossiers} hồ sơ ({one.code}…) mà tệp "
                    "mới bỏ người hoặc bỏ vai trò này. Chuyển việc cho người khác trước "
                    "(motcua staff redistribute).",
                )
        for person in sorted(self.before.people.keys() - self.after.people.keys()):
            yield from self._gone(person)

    def _gone(self, person: str) -> Iterator[Obstacle]:
        if papers := originals_with(self.connection, person):
            yield Obstacle(
                "open_work",
                person,
                f"{self._name(person)} còn giữ {papers} bản chính chưa bàn giao.",
            )
        stands = delegations(self.connection, to_staff=person)
        if any(one.revoked_at is None and one.last >= self.day for one in stands):
            yield Obstacle(
                "stands_in",
                person,
                f"{self._name(person)} đang được phân công xử lý thay. Hủy phân công đó trước.",
            )

    def _loses(self, person: str, seat: Seat) -> bool:
        return self._sits(self.before, person, seat) and not self._sits(self.after, person, seat)

    def _seats(self, waiting: list[Held]) -> Iterator[Obstacle]:
        for seat in dict.fromkeys(one.seat for one in waiting):
            if seat.role in _NOBODYS or not self._filled(self.before, seat):
                continue
            if not self._filled(self.after, seat):
                count = sum(one.dossiers for one in waiting if one.seat == seat)
                where = "/".join(filter(None, (seat.agency, seat.unit)))
                yield Obstacle(
                    "seat_left_empty",
                    f"{where}/{seat.role}",
                    f"{count} việc đang chờ ở {where} ({seat.role}) mà tệp mới không còn ai giữ "
                    "vai trò này. Giao vai trò cho người khác trong tệp trước.",
                )

    def _name(self, person: str) -> str:
        return f"{self.before.people[person].name} ({person})"

    def _sits(self, organisation: Organisation, person: str, seat: Seat) -> bool:
        known = organisation.people.get(person)
        return known is not None and self._present(known).sits_on(seat, self.day)

    def _present(self, person: Actor) -> Actor:
        return present(person, standing_of(self.connection, person.id), self.day)

    def _filled(self, organisation: Organisation, seat: Seat) -> bool:
        by_desk = (
            one
            for one in grants(self.connection, agency_id=seat.agency, role=str(seat.role))
            if one.revoked_at is None and one.grant.covers(seat, self.day)
        )
        return bool(organisation.holders(seat, self.day)) or any(
            one.staff in organisation.people for one in by_desk
        )
