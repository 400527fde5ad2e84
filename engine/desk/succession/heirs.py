"""Who has an open dossier after the plan: agency, unit, seat, person, counter. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from engine.actors import AGENCY_WIDE, Role, Seat
from engine.desk.office import Office
from engine.desk.seats import AT_THE_COUNTER, seat_in
from engine.desk.succession.plan import FieldMove, Merge, Plan, Split
from engine.errors import Conflict, NotFound
from engine.ledger import DossierRef
from engine.organisation import Workplace
from engine.timeline import Timeline, WorkItem

_NOBODYS = frozenset({Role.APPLICANT, Role.SYSTEM, Role.OUTAGE})  # nobody of the office sits there


class NoHeir(Conflict):
    """The plan leaves an open dossier without an agency, a unit, or anybody to hold it."""

    code = "no_heir"


@dataclass(frozen=True, slots=True)
class Hands:
    """In whose hands a dossier is: who decides, which unit has it, who holds it, who returns it."""

    competent: str
    unit: str | None
    seat: Seat | None
    officer: str | None
    return_at: str

    @classmethod
    def of(cls, line: Timeline) -> "Hands":
        return cls(line.competent, line.unit, line.seat, line.officer, line.return_at)


@dataclass(frozen=True, slots=True)
class Passing:
    """What becomes of one open dossier; `asked` are its open consultations with their new seats."""

    ref: DossierRef
    code: str
    before: Hands
    after: Hands
    asked: tuple[tuple[WorkItem, Seat], ...]

    @property
    def changes(self) -> bool:
        return self.before != self.after or bool(self.asked)


class People(Protocol):
    """What is asked about the people of the office on the day of the plan."""

    def sits(self, staff: str, seat: Seat) -> bool: ...

    def is_held(self, seat: Seat) -> bool: ...


@dataclass(frozen=True, slots=True)
class Heirs:
    """The plan asked about dossiers on one office day."""

    plan: Plan
    office: Office
    day: date
    people: People
    _ending: dict[str, Merge | Split] = field(default_factory=dict)
    _moved: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for move in self.plan.moves:
            match move:
                case Merge(sources):
                    self._ending.update(dict.fromkeys(sources, move))
                case Split(source):
                    self._ending[source] = move
                case FieldMove(what, source, to):
                    self._moved[source, what] = to

    def passing(self, ref: DossierRef, line: Timeline) -> Passing:
        """What becomes of the dossier; NoHeir if it would be left with nobody."""
        competent = self._heir(line, line.competent)
        unit = line.unit
        if competent != line.competent:
            self._check_competent(line, competent)
            unit = self._unit(line, competent)
        return_at = self._heir(line, line.return_at, at_counter=True)
        moved = replace(line, competent=competent, unit=unit, return_at=return_at)
        seat = self._seat(ref, line, moved)
        officer = line.officer if seat == line.seat else self._officer(line, seat)
        after = Hands(competent, unit, seat, officer, return_at)
        return Passing(ref, line.origin.code, Hands.of(line), after, self._asked(line, moved))

    def _heir(self, line: Timeline, agency: str, *, at_counter: bool = False) -> str:
        """The agency that has the work of `agency` on this dossier from now on.

        A field that moves takes along who decides, not the counter where the dossier came in.
        """
        match self._ending.get(agency):
            case Merge(_, into):
                agency = into
            case Split(source) as split:
                unit = line.unit if agency == line.competent else None
                part = split.part(unit, line.procedure.field, line.origin.place)
                if part is None:
                    raise NoHeir(
                        f"kế hoạch không nói cơ quan nào kế thừa phần việc này của {source}",
                        code="no_part",
                    )
                agency = part.agency
            case _:
                pass
        moved = None if at_counter else self._moved.get((agency, line.procedure.field))
        return moved or agency

    def _check_competent(self, line: Timeline, agency: str) -> None:
        procedure = line.procedure
        if not self.office.organisation.is_competent(
            agency, procedure.tier, procedure.field, procedure.code, self.day
        ):
            raise NoHeir(
                f"{agency} không có thẩm quyền giải quyết thủ tục {procedure.code}",
                code="not_competent",
            )

    def _unit(self, line: Timeline, agency: str) -> str:
        """The unit that takes the dossier: as the plan says, else the one that handles it."""
        mapped = self._mapped(Workplace(line.competent, line.unit), agency)
        return mapped or self._handling(line, agency)

    def _handling(self, line: Timeline, agency: str) -> str:
        organisation, matter = self.office.organisation, line.procedure
        try:
            return organisation.unit_for(agency, matter.field, matter.code, self.day).id
        except NotFound as none:
            raise NoHeir(
                f"{agency} không có đơn vị nào phụ trách “{matter.field}”", code="no_unit"
            ) from none

    def _mapped(self, before: Workplace, agency: str) -> str | None:
        after = self.plan.units.get(before)
        return after.unit if after is not None and after.agency == agency else None

    def _seat(self, ref: DossierRef, line: Timeline, moved: Timeline) -> Seat | None:
        """Where the step is now: the definition says it, as it would for a new dossier."""
        before = line.seat
        if before is None or not self._leaves(line, before):
            return before
        try:
            found = seat_in(self.office, ref, moved, line.procedure.states[line.state], self.day)
        except NotFound as nowhere:
            raise NoHeir(nowhere.message.rstrip("."), code="no_seat") from nowhere
        if found is not None and before.unit is not None:
            unit = self._mapped(Workplace(before.agency, before.unit), found.agency)
            found = replace(found, unit=unit or found.unit)
        if found is not None:
            self._check_held(found)
        return found

    def _leaves(self, line: Timeline, seat: Seat) -> bool:
        """Whether the plan takes the work away from that seat."""
        at_counter = seat.role in AT_THE_COUNTER
        return self._heir(line, seat.agency, at_counter=at_counter) != seat.agency

    def _check_held(self, seat: Seat) -> None:
        if seat.role not in _NOBODYS and not self.people.is_held(seat):
            where = f"{seat.agency}/{seat.unit}" if seat.unit else seat.agency
            roles = self.office.say((seat.role,))
            raise NoHeir(f"ở {where} chưa có ai giữ vai trò {roles}", code="nobody_sits")

    def _officer(self, line: Timeline, seat: Seat | None) -> str | None:
        """Whoever the plan names goes on with it; else the same person, if they sit there too."""
        if line.officer is None or seat is None:
            return None
        named = self.plan.officers.get(line.officer)
        if named is not None and not self.people.sits(named, seat):
            raise NoHeir(
                f"{named} không giữ vai trò này ở {seat.agency}/{seat.unit}",
                code="officer_without_role",
            )
        person = named or line.officer
        return person if self.people.sits(person, seat) else None

    def _asked(self, line: Timeline, moved: Timeline) -> tuple[tuple[WorkItem, Seat], ...]:
        return tuple(self._readdressed(line, moved))

    def _readdressed(self, line: Timeline, moved: Timeline) -> Iterator[tuple[WorkItem, Seat]]:
        for item in line.open_items:
            if self._leaves(line, item.seat):
                agency = self._heir(line, item.seat.agency)
                seat = Seat(item.seat.role, agency, self._asked_unit(item.seat, moved, agency))
                self._check_held(seat)
                yield item, seat

    def _asked_unit(self, before: Seat, moved: Timeline, agency: str) -> str | None:
        """The unit that answers: as the plan says, of the same name, or of the matter."""
        if before.unit is None or before.role in AGENCY_WIDE:
            return None
        mapped = self._mapped(Workplace(before.agency, before.unit), agency)
        if mapped is not None:
            return mapped
        if self.office.organisation.agency(agency).has_unit(before.unit, self.day):
            return before.unit
        return self._handling(moved, agency)
