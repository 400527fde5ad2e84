"""Which dossiers a person may see: one rule, asked of one dossier or put into a query.

Seen by whoever has, had or is asked for work on a dossier, and by those who oversee an agency that
opened, decides or returns it. A restricted one: by those named in it (who took a step or was given
one), by who sits where it now stands and nobody was named, by who is asked, and by the leader.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, false, literal, or_, select

from engine.actors import OVERSEERS, Actor, Grant, Role, Seat
from engine.facts import Facts, seat_from
from engine.ledger import DossierRef, Entry, Kind, standing
from engine.tables.office import work_item
from engine.tables.record import dossier, entry
from engine.timeline import Timeline

Clause = ColumnElement[bool]
Columns = tuple[ColumnElement[str], ColumnElement[str], ColumnElement[str | None]]

_ACTS = (Kind.OPENED, Kind.MOVED)
_ACTS_OF_A_UNIT = (Role.OFFICER, Role.UNIT_HEAD)  # they see what was in their unit, in any role
_HOLDER: Columns = (dossier.c.holder_agency, dossier.c.holder_role, dossier.c.holder_unit)
_ASKED: Columns = (work_item.c.agency_id, work_item.c.role, work_item.c.unit)
_UNIT: Columns = (dossier.c.competent_agency, literal(str(Role.OFFICER)), dossier.c.unit)
_VISITED: Columns = (
    entry.c.facts[("seat", "agency")].as_string(),
    entry.c.facts[("seat", "role")].as_string(),
    entry.c.facts[("seat", "unit")].as_string(),
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What one person may see on one office day."""

    actor: Actor
    day: date

    @property
    def grants(self) -> tuple[Grant, ...]:
        return tuple(g for g in self.actor.grants if g.valid_from <= self.day <= g.valid_to)

    @property
    def ids(self) -> frozenset[str]:
        """The person, and those for whom the person stands in."""
        return self.actor.stands_in_for | {self.actor.id}

    def _led(self) -> frozenset[str]:
        return frozenset(g.agency for g in self.grants if g.role is Role.LEADER)

    def _overseen(self) -> frozenset[str]:
        return frozenset(g.agency for g in self.grants if g.role in OVERSEERS)

    # of one dossier

    def sees(
        self, ref: DossierRef, line: Timeline, entries: Sequence[Entry], *, restricted: bool
    ) -> bool:
        """Whether the dossier is within the person's scope."""
        acts = [one for one in standing(entries) if one.kind in {*_ACTS, Kind.ASSIGNED}]
        if self._is_named(acts):
            return True
        if restricted:
            return line.competent in self._led() or self._is_at_hand(line)
        agencies = {ref.agency, line.competent, line.return_at}
        seats = [seat for act in acts if (seat := _seat(act))] + [one.seat for one in line.items]
        if line.unit is not None:
            seats.append(Seat(Role.OFFICER, line.competent, line.unit))
        return bool(agencies & self._overseen()) or any(self._has_been_at(seat) for seat in seats)

    def _is_named(self, acts: Iterable[Entry]) -> bool:
        for act in acts:
            facts: Facts = act.facts
            took = act.kind in _ACTS and act.actor in self.ids
            if took or facts.get("officer") in self.ids:
                return True
        return False

    def _is_at_hand(self, line: Timeline) -> bool:
        here = line.seat is not None and line.officer is None and self._sits_on(line.seat)
        return here or any(self._sits_on(item.seat) for item in line.open_items)

    def _sits_on(self, seat: Seat) -> bool:
        return any(grant.covers(seat, self.day) for grant in self.grants)

    def _has_been_at(self, seat: Seat) -> bool:
        """Whoever works in a unit sees the dossiers that were in it, whatever their role there."""
        roles = {seat.role, *(_ACTS_OF_A_UNIT if seat.unit is not None else ())}
        return any(self._sits_on(Seat(role, seat.agency, seat.unit)) for role in roles)

    # of a query over `dossier`

    def clause(self) -> Clause:
        """The same as a condition on rows of `dossier`."""
        led, overseen = self._led(), self._overseen()
        at_hand = and_(dossier.c.officer.is_(None), self.covers(_HOLDER))
        closed = or_(
            dossier.c.competent_agency.in_(led),
            at_hand,
            self._asked(self.covers(_ASKED), open=True),
        )
        wide = or_(
            dossier.c.agency_id.in_(overseen),
            dossier.c.competent_agency.in_(overseen),
            dossier.c.return_at.in_(overseen),
            and_(dossier.c.unit.is_not(None), self._covers_unit(_UNIT)),
            _entered(self._covers_unit(_VISITED)),
            self._asked(self._covers_unit(_ASKED), open=False),
        )
        return or_(
            self._named(), and_(dossier.c.restricted, closed), and_(~dossier.c.restricted, wide)
        )

    def covers(self, columns: Columns) -> Clause:
        """Whether a grant covers the seat in the columns (agency, role, unit)."""
        return or_(false(), *(_covers(grant, columns, {grant.role}) for grant in self.grants))

    def _covers_unit(self, columns: Columns) -> Clause:
        whole = (
            and_(_covers(grant, columns, set(Role)), columns[2].is_not(None))
            for grant in self.grants
            if grant.role in _ACTS_OF_A_UNIT
        )
        return or_(self.covers(columns), *whole)

    def _named(self) -> Clause:
        took = and_(entry.c.kind.in_(_ACTS), entry.c.actor.in_(self.ids))
        given = and_(
            entry.c.kind.in_((*_ACTS, Kind.ASSIGNED)),
            entry.c.facts["officer"].as_string().in_(self.ids),
        )
        return _entered(or_(took, given))

    @staticmethod
    def _asked(seat: Clause, *, open: bool) -> Clause:  # noqa: A002 -- an open item
        wanted = select(work_item.c.item_id).where(
            work_item.c.dossier_agency == dossier.c.agency_id,
            work_item.c.dossier_id == dossier.c.dossier_id,
            seat,
        )
        return exists(wanted.where(work_item.c.answered_at.is_(None)) if open else wanted)


def _seat(act: Entry) -> Seat | None:
    facts: Facts = act.facts
    return seat_from(facts.get("seat")) if act.kind in _ACTS else None


def _covers(grant: Grant, columns: Columns, roles: Iterable[Role]) -> Clause:
    agency, role, unit = columns
    same = and_(agency == grant.agency, role.in_([str(one) for one in roles]))
    return same if grant.unit is None else and_(same, or_(unit.is_(None), unit == grant.unit))


def _entered(says: Clause) -> Clause:
    """Whether an entry of the dossier that was not undone says so."""
    taken_back = entry.alias("taken_back")
    undone = exists().where(
        taken_back.c.agency_id == entry.c.agency_id,
        taken_back.c.dossier_id == entry.c.dossier_id,
        taken_back.c.kind == Kind.UNDONE,
        taken_back.c.facts["undoes"].as_integer() == entry.c.seq,
    )
    return exists().where(
        entry.c.agency_id == dossier.c.agency_id,
        entry.c.dossier_id == dossier.c.dossier_id,
        entry.c.kind.in_((*_ACTS, Kind.ASSIGNED)),
        says,
        ~undone,
    )
