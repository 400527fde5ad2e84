"""What a verb decided, before it is an entry: kind, facts, and what hangs on it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from engine.actors import APPLICANT_ID, Actor, Seat
from engine.desk.office import Office
from engine.desk.texts import YEARS
from engine.errors import BadInput
from engine.ledger import DossierRef, Entry, Kind
from engine.procedure import Procedure
from engine.staff import Standing, present
from engine.store.act import Change, Insert, Remove
from engine.timeline import Timeline

APPLICANT = Actor(APPLICANT_ID, "Người nộp hồ sơ")


@dataclass(frozen=True, slots=True)
class Draft:
    """One entry to be: `private` holds by slot what the entry binds by a seal.

    `tells` names the notices that go out with it: (kind, receiver). `follows` are the rows that
    say what the timeline after the entry says.
    """

    kind: Kind
    facts: Mapping[str, object]
    private: Mapping[str, object] = field(default_factory=dict)
    rows: tuple[Insert | Change | Remove, ...] = ()
    tells: tuple[tuple[str, str], ...] = ()
    follows: Callable[[Timeline], Iterable[Insert | Change]] = lambda _: ()


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the ledger, asked for only when a condition names it."""

    answers: Callable[[], Mapping[str, object]]
    external: Callable[[str], str | None]
    is_told: Callable[[int], bool]
    standing: Callable[[str], Standing]  # of a colleague who is to get work


@dataclass(frozen=True, slots=True)
class Scene:
    """A dossier under lock, as a verb sees it: who acts, when, and what has been so far.

    `at` is when the act happened, `now` when it is written down: where a seat is follows from the
    first, whether the person may sit there from the second.
    """

    office: Office
    ref: DossierRef
    line: Timeline
    by: Actor
    at: datetime
    now: datetime
    entries: tuple[Entry, ...]
    beside: Beside
    restricted: bool = False

    @property
    def procedure(self) -> Procedure:
        return self.line.procedure

    @property
    def day(self) -> date:
        return self.line.day(self.at)

    @property
    def today(self) -> date:
        return self.line.day(self.now)

    def colleague(self, staff: str) -> Actor | None:
        """A member of staff as of now, None for one who may not act; NotFound if there is none."""
        person, standing = self.office.person(staff), self.beside.standing(staff)
        return None if standing.disabled else present(person, standing, self.today)

    def may_sit(self, staff: str, seat: Seat) -> bool:
        """Whether a step of this dossier may lie with that person, on that seat, today."""
        if staff == self.by.id == self.line.officer:  # at work on it now
            person: Actor | None = self.by
        else:
            known = staff in self.office.organisation.people
            person = self.colleague(staff) if known else None
        return person is not None and person.at(self.line.origin.place).sits_on(seat, self.today)

    @property
    def seq(self) -> int:
        """The number of the entry to be."""
        return self.line.length + 1

    @property
    def key(self) -> dict[str, object]:
        return {"agency_id": self.ref.agency, "dossier_id": self.ref.id}


def dossier_id(moment: datetime, entropy: bytes) -> UUID:
    """A UUIDv7 (RFC 9562) of the moment, so that ids sort by time; `entropy` is ten bytes."""
    milliseconds = int(moment.timestamp() * 1000)
    number = (milliseconds << 80) | int.from_bytes(entropy[:10], "big")
    number = (number & ~(0xF << 76)) | (0x7 << 76)
    number = (number & ~(0x3 << 62)) | (0x2 << 62)
    return UUID(int=number)


def _is_moment(wished: object) -> bool:
    return isinstance(wished, datetime) and wished.year in YEARS


def happened(wished: datetime | None, moment: datetime, not_before: datetime | None) -> datetime:
    """When it was so: now unless said otherwise; not before what it follows, nor in the future."""
    if wished is None:
        return moment if not_before is None else max(moment, not_before)
    if not _is_moment(wished):
        raise BadInput("Thời điểm không hợp lý.", code="impossible_moment")
    if wished.tzinfo is None:
        raise BadInput("Thời điểm phải kèm múi giờ.", code="naive_moment")
    if wished > moment:
        raise BadInput("Thời điểm xảy ra không thể ở tương lai.", code="future_moment")
    if not_before is not None and wished < not_before:
        raise BadInput(
            "Thời điểm xảy ra không thể trước bước liền trước.", code="before_previous_entry"
        )
    return wished
