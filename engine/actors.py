"""Who may act: people, the roles granted to them, and the seats that work lies on."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self

from engine.errors import BadInput


class Role(StrEnum):
    """What a person is in an agency. The first seven can hold a step or take an action."""

    COUNTER = "counter"
    POSTAL_COUNTER = "postal_counter"
    OFFICER = "officer"
    UNIT_HEAD = "unit_head"
    LEADER = "leader"
    CLERICAL = "clerical"
    APPLICANT = "applicant"
    AUDITOR = "auditor"
    CATALOGUE_ADMIN = "catalogue_admin"
    SYSTEM_ADMIN = "system_admin"
    SYSTEM = "system"
    OUTAGE = "outage"


# Roles exercised for the whole agency; the others belong to one unit of it.
AGENCY_WIDE = frozenset({Role.COUNTER, Role.POSTAL_COUNTER, Role.LEADER, Role.CLERICAL})

# Who may look at every dossier of the agency without having a step in it.
OVERSEERS = frozenset({Role.LEADER, Role.COUNTER, Role.AUDITOR})


@dataclass(frozen=True, slots=True)
class Address:
    """A role as a definition writes it: `officer`, `land_registry/officer`, `commune:land/officer`.

    `unit` None means the unit that has the dossier; `agency` None the agency that has it. An agency
    part is a tier (resolved for the dossier's place) or the id of one agency.
    """

    role: Role
    unit: str | None = None
    agency: str | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `[[agency:]unit/]role`; an unknown role is refused."""
        place, _, role = text.rpartition("/")
        agency, _, unit = place.rpartition(":")
        try:
            return cls(Role(role), unit or None, agency or None)
        except ValueError:
            raise BadInput(f"Không có vai trò “{role}”.", code="unknown_role", role=role) from None

    def __str__(self) -> str:
        place = f"{self.agency}:{self.unit}" if self.agency else self.unit
        return f"{place}/{self.role}" if place else str(self.role)


@dataclass(frozen=True, slots=True)
class Seat:
    """A role in one unit of one agency: where work lies. `unit` None for agency-wide roles."""

    role: Role
    agency: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """Some places of a province: those named, or (`but`) all others, an unknown one too."""

    named: frozenset[str]
    but: bool = False

    def has(self, place: str | None) -> bool:
        return (place in self.named) is not self.but


@dataclass(frozen=True, slots=True)
class Grant:
    """A role given to a person over an agency, or over one unit of it, for a time.

    `decision` is the document that appoints an acting head; both ends of the validity count.
    `places` limits it to dossiers of these places: one heir of several has its share alone.
    `by_desk`: the office gave it for a time, beside what its files say.
    """

    role: Role
    agency: str
    unit: str | None = None
    valid_from: date = date.min
    valid_to: date = date.max
    decision: str | None = None
    places: Places | None = None
    by_desk: bool = False

    def covers(self, seat: Seat, day: date) -> bool:
        """Whether the holder of this grant may sit on `seat` on that office day."""
        return (
            self.role is seat.role
            and self.agency == seat.agency
            and (self.unit is None or seat.unit is None or self.unit == seat.unit)
            and self.valid_from <= day <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at work. `id` is stable and says nothing about the person; `name` is for screens."""

    id: str
    name: str
    grants: tuple[Grant, ...] = ()
    stands_in_for: frozenset[str] = frozenset()

    def sits_on(self, seat: Seat, day: date) -> bool:
        return any(grant.covers(seat, day) for grant in self.grants)

    def at(self, place: str | None) -> Self:
        """The same person with the grants that hold for dossiers of that place."""
        here = tuple(g for g in self.grants if g.places is None or g.places.has(place))
        return self if len(here) == len(self.grants) else replace(self, grants=here)

    def agencies(self, day: date) -> frozenset[str]:
        return frozenset(g.agency for g in self.grants if g.valid_from <= day <= g.valid_to)

    def has(self, role: Role, agency: str, day: date) -> bool:
        """Whether the person holds `role` anywhere in `agency` that day."""
        return self.sits_on(Seat(role, agency), day)


# Acts of time itself (timers) and of the citizen are entered under these ids.
SYSTEM = Actor("system", "Hệ thống", ())
APPLICANT_ID = "applicant"
