"""What the desk is given: the catalogue, the organisation, the numbering, the words it may use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

from engine.actors import Actor, Role, Seat
from engine.catalogue import Catalogue
from engine.errors import BadInput, NotFound
from engine.organisation import Organisation
from engine.working_calendar import WorkingCalendar


class Numbering(Protocol):
    """How receipt codes are made; the serial itself comes from the record."""

    def scope(self, agency: str, day: date) -> tuple[str, str]:
        """The scheme in force and the series that its serial counts in."""
        ...

    def code(self, agency: str, day: date, serial: int) -> str:
        """The code with that serial; refused when the series is full."""
        ...


@dataclass(frozen=True, slots=True)
class Office:
    """The tenant as the desk sees it.

    `reasons` maps each reason code to the verbs it fits; `forms` each form to its fields, with the
    options of those that are a choice; `roles` gives the words for each role.
    `undo_within` is how long a person may take back the last act of their own, `backdate_within`
    how long ago a person may say that something happened, unless they lead the agency (confidence:
    assumption). `calendars` names the agencies that do not count by the tenant's `calendar`.
    """

    catalogue: Catalogue
    organisation: Organisation
    numbering: Numbering
    reasons: Mapping[str, frozenset[str]] = field(default_factory=dict)
    forms: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    undo_within: timedelta = timedelta(minutes=15)
    backdate_within: timedelta = timedelta(days=3)  # assumption: no text sets it
    calendar: str = "vietnam-office"
    calendars: Mapping[str, str] = field(default_factory=dict)

    def calendar_of(self, agency: str) -> WorkingCalendar:
        """The calendar by which the agency counts: its own, or the tenant's."""
        return self.catalogue.calendar_of(self.calendars.get(agency, self.calendar))

    def say(self, roles: Iterable[Role]) -> str:
        """The roles as officials call them."""
        return ", ".join(dict.fromkeys(self.roles.get(role, role) for role in roles))

    def check_reason(self, reason: str | None, verb: str) -> None:
        """Refuse a reason that is missing, unknown, or made for other verbs."""
        if reason is None:
            raise BadInput("Phải chọn lý do.", code="reason_missing", verb=verb)
        if verb not in self.reasons.get(reason, frozenset()):
            raise BadInput(
                f"Lý do “{reason}” không dùng cho việc này.",
                code="unknown_reason",
                reason=reason,
                verb=verb,
            )

    def sits(self, staff: str, seat: Seat, day: date) -> bool:
        """Whether there is such a member of staff, who may sit on that seat on that day."""
        person = self.organisation.people.get(staff)
        return person is not None and person.sits_on(seat, day)

    def person(self, staff: str) -> Actor:
        """The member of staff of that id; refused if there is none."""
        try:
            return self.organisation.people[staff]
        except KeyError:
            raise NotFound(
                f"Không có người mang mã “{staff}”.", code="unknown_staff", staff=staff
            ) from None
