"""What the desk is given: the catalogue, the organisation, the numbering, the words it may use."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

from engine.actors import Actor, Role
from engine.catalogue import Catalogue
from engine.desk.receipt_books import Books
from engine.desk.systems import ExternalSystem
from engine.desk.texts import CODE, tidy_text
from engine.desk.waiting import Waiting
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


# What speaks against the numbers that somebody gave (identity, phone, e-mail by the field of a
# party) on an office day: codes, for a person to look at.
Doubts = Callable[[Mapping[str, str | None], date], tuple[str, ...]]


def without_doubts(said: Mapping[str, str | None], today: date) -> tuple[str, ...]:
    """Nothing is checked: for an office that has no checks."""
    del said, today
    return ()


@dataclass(frozen=True, slots=True)
class Office:
    """The tenant as the desk sees it.

    `reasons` maps each reason code to the verbs it fits; `forms` each form to its fields, with the
    options of those that are a choice; `roles` gives the words for each role.
    `undo_within` is how long a person may take back the last act of their own, `backdate_within`
    how long ago a person may say that something happened, unless they lead the agency (confidence:
    assumption). `counter_voids_for` is for how many office days after the reception the counter may
    void what it received by mistake (assumption). `calendars` names the agencies that do not
    count by the tenant's `calendar`.
    `books` are the books of fee receipts.
    `systems` are those of ministries in which a dossier may have another code.
    `waiting` is how long results wait before somebody is reminded.
    `doubts` looks at the numbers of people: it warns, and never refuses.
    """

    catalogue: Catalogue
    organisation: Organisation
    numbering: Numbering
    reasons: Mapping[str, frozenset[str]] = field(default_factory=dict)
    forms: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    undo_within: timedelta = timedelta(minutes=15)
    backdate_within: timedelta = timedelta(days=3)  # assumption: no text sets it
    counter_voids_for: int = 0  # office days after that of the reception; assumption
    waiting: Waiting = field(default_factory=Waiting)
    calendar: str = "vietnam-office"
    doubts: Doubts = without_doubts
    calendars: Mapping[str, str] = field(default_factory=dict)
    books: Books = field(default_factory=Books)
    systems: Mapping[str, ExternalSystem] = field(default_factory=dict)

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
        tidy_text(reason, "reason", CODE)
        if verb not in self.reasons.get(reason, frozenset()):
            raise BadInput(
                f"Lý do “{reason}” không dùng cho việc này.",
                code="unknown_reason",
                reason=reason,
                verb=verb,
            )

    def person(self, staff: str) -> Actor:
        """The member of staff of that id; refused if there is none."""
        tidy_text(staff, "staff", CODE)
        try:
            return self.organisation.people[staff]
        except KeyError:
            raise NotFound(
                f"Không có người mang mã “{staff}”.", code="unknown_staff", staff=staff
            ) from None
