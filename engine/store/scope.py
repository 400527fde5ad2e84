"""Which dossiers a person may see: one rule, asked of one dossier or put into a query.

Seen by whoever has, had or is asked for work on a dossier, or got a copy of its result, by the
leader of an agency where that is so, and by those who oversee an agency that opened it, decides or
decided it, or returns it. A restricted one:
by those named in it (who took a step or was given one), by who sits where it now stands and nobody
was named, by who is asked, and by the leader. Whoever has an original paper in hand sees either;
who is only offered one does not see a restricted dossier by it.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, false, literal, or_, select

from engine.actors import OVERSEERS, Actor, Grant, Places, Role, Seat
from engine.facts import Facts, seat_from
from engine.ledger import DossierRef, Entry, Kind, standing
from engine.tables.office import work_item
from engine.tables.papers import original, original_move, result
from engine.tables.record import dossier, entry
from engine.timeline import HERE, ResultState, Timeline

Clause = ColumnElement[bool]
Columns = tuple[ColumnElement[str], ColumnElement[str], ColumnElement[str | None]]
Place = ColumnElement[str | None]

_ACTS = (Kind.OPENED, Kind.MOVED)  # who takes one is named in the dossier
_PLACED = (*_ACTS, Kind.TRANSFERRED)  # these say where it went, and which agency decides
_GIVEN = (*_PLACED, Kind.ASSIGNED)  # these may say to whom
# Names of their own, for lists of originals ask for these conditions too.
_PAPER, _MOVE = original.alias("kept"), original_move.alias("passing")
_ACTS_OF_A_UNIT = (Role.OFFICER, Role.UNIT_HEAD)  # they see what was in their unit, in any role
_HOLDER: Columns = (dossier.c.holder_agency, dossier.c.holder_role, dossier.c.holder_unit)
_ASKED: Columns = (work_item.c.agency_id, work_item.c.role, work_item.c.unit)
_UNIT: Columns = (dossier.c.competent_agency, literal(str(Role.OFFICER)), dossier.c.unit)
_COPY = result.alias("sent")  # of its own: a list may be one of results
_RECIPIENT: Columns = (_COPY.c.recipient, _COPY.c.role, _COPY.c.unit)
_UNACKNOWLEDGED = and_(
    _COPY.c.state.in_([str(ResultState.POSTED), str(ResultState.HANDED)]),
    _COPY.c.acknowledged_at.is_(None),
    ~_COPY.c.replaced,
)
_COMPETENT = entry.c.facts["competent"].as_string()
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
        if (here := self.actor.at(line.origin.place)) is not self.actor:
            return Scope(here, self.day).sees(ref, line, entries, restricted=restricted)
        acts = [one for one in standing(entries) if one.kind in _GIVEN]
        if self._is_named(acts) or self._has_paper(line, restricted=restricted):
            return True
        if restricted:
            return line.competent in self._led() or self._is_at_hand(line)
        agencies = {ref.agency, line.return_at, *(agency for _, agency in line.competences)}
        seats = [seat for act in acts if (seat := _seat(act))] + [one.seat for one in line.items]
        seats += [one.seat for one in line.results if one.seat is not None]
        if line.unit is not None:
            seats.append(Seat(Role.OFFICER, line.competent, line.unit))
        if self._is_at_the_posts_counter(line):
            return True
        return bool(agencies & self._overseen()) or any(self.works_at(seat) for seat in seats)

    def _is_named(self, acts: Iterable[Entry]) -> bool:
        for act in acts:
            facts: Facts = act.facts
            took = act.kind in _ACTS and act.actor in self.ids
            if took or facts.get("officer") in self.ids:
                return True
        return False

    def _has_paper(self, line: Timeline, *, restricted: bool) -> bool:
        """Whether an original paper of it is with the person, or is on a list for them.

        The list of a restricted one opens nothing: it was for somebody who sees it already.
        """
        addressed = frozenset() if restricted else self.ids | self._served()
        return any(
            (one.is_here and one.custodian in self.ids)
            or (one.offered is not None and one.offered.to in addressed)
            for one in line.originals
        )

    def _served(self) -> frozenset[str]:
        """The agencies whose papers the person may take; of a divided one nobody has them all."""
        return frozenset(grant.agency for grant in self.grants if grant.places is None)

    def _is_at_the_posts_counter(self, line: Timeline) -> bool:
        """Whether it stands at a counter that the person keeps for the post: to be handed out."""
        if line.seat is None or line.seat.role is not Role.COUNTER:
            return False
        return self._sits_on(replace(line.seat, role=Role.POSTAL_COUNTER))

    def _is_at_hand(self, line: Timeline) -> bool:
        here = line.seat is not None and line.officer is None and self._sits_on(line.seat)
        asked = [item.seat for item in line.open_items]
        asked += [one.seat for one in line.results if one.seat is not None and one.unacknowledged]
        return here or any(self._sits_on(seat) for seat in asked)

    def _sits_on(self, seat: Seat) -> bool:
        return any(grant.covers(seat, self.day) for grant in self.grants)

    def works_at(self, seat: Seat) -> bool:
        """Who works in a unit sees the dossiers that were in it; the leader those of the agency."""
        roles = {seat.role, Role.LEADER, *(_ACTS_OF_A_UNIT if seat.unit is not None else ())}
        return any(self._sits_on(Seat(role, seat.agency, seat.unit)) for role in roles)

    # of a query over `dossier`

    def clause(self) -> Clause:
        """The same as a condition on rows of `dossier`."""
        at_hand = and_(dossier.c.officer.is_(None), self.covers(_HOLDER))
        closed = or_(
            self._over(dossier.c.competent_agency, {Role.LEADER}),
            at_hand,
            self._asked(self.covers(_ASKED), open=True),
            self._sent(self.covers(_RECIPIENT), open=True),
        )
        wide = or_(
            self._over(dossier.c.agency_id, OVERSEERS),
            self._over(dossier.c.competent_agency, OVERSEERS),
            self._over(dossier.c.return_at, OVERSEERS),
            and_(dossier.c.unit.is_not(None), self.covers_unit(_UNIT)),
            _entered(or_(self.covers_unit(_VISITED), self._over(_COMPETENT, OVERSEERS))),
            self._asked(self.covers_unit(_ASKED), open=False),
            self._sent(self.covers_unit(_RECIPIENT), open=False),
            _offered(self.ids | self._served()),
            and_(
                dossier.c.holder_role == str(Role.COUNTER),
                self._over(dossier.c.holder_agency, {Role.POSTAL_COUNTER}),
            ),
        )
        return or_(
            self._named(),
            _with_paper(self.ids),
            and_(dossier.c.restricted, closed),
            and_(~dossier.c.restricted, wide),
        )

    def covers(self, columns: Columns, place: Place = dossier.c.place) -> Clause:
        """Whether a grant covers the seat in the columns (agency, role, unit).

        `place` is that of the dossier; name another column where the query is not over `dossier`.
        """
        return or_(
            false(), *(_covers(one, columns, {one.role}, place) for one in _together(self.grants))
        )

    def covers_unit(self, columns: Columns) -> Clause:
        """The same, or whether the person works in the unit of the seat, or leads its agency."""
        every = [
            (one.role, _covers(one, columns, set(Role), dossier.c.place))
            for one in _together(self.grants)
        ]
        in_a_unit = columns[2].is_not(None)
        units = (and_(one, in_a_unit) for role, one in every if role in _ACTS_OF_A_UNIT)
        led = (one for role, one in every if role is Role.LEADER)
        return or_(self.covers(columns), *units, *led)

    def _over(self, agency: ColumnElement[str], roles: AbstractSet[Role]) -> Clause:
        """Whether the person has one of the roles over the agency in the column."""
        held = (one for one in self.grants if one.role in roles)
        alike = (replace(one, role=Role.LEADER, unit=None) for one in held)
        return or_(false(), *(_held(one, agency, dossier.c.place) for one in _together(alike)))

    def _named(self) -> Clause:
        took = and_(entry.c.kind.in_(_ACTS), entry.c.actor.in_(self.ids))
        given = entry.c.facts["officer"].as_string().in_(self.ids)
        return _entered(or_(took, given))

    @staticmethod
    def _asked(seat: Clause, *, open: bool) -> Clause:  # noqa: A002 -- an open item
        wanted = select(work_item.c.item_id).where(
            work_item.c.dossier_agency == dossier.c.agency_id,
            work_item.c.dossier_id == dossier.c.dossier_id,
            seat,
        )
        return exists(wanted.where(work_item.c.answered_at.is_(None)) if open else wanted)

    @staticmethod
    def _sent(seat: Clause, *, open: bool) -> Clause:  # noqa: A002 -- not acknowledged yet
        wanted = select(_COPY.c.no).where(
            _COPY.c.agency_id == dossier.c.agency_id,
            _COPY.c.dossier_id == dossier.c.dossier_id,
            _COPY.c.state != str(ResultState.UNDONE),
            seat,
        )
        return exists(wanted.where(_UNACKNOWLEDGED) if open else wanted)


def _seat(act: Entry) -> Seat | None:
    facts: Facts = act.facts
    return seat_from(facts.get("seat")) if act.kind in _PLACED else None


@dataclass(frozen=True, slots=True)
class _Grants:
    """Grants that differ by their agency alone."""

    role: Role
    unit: str | None
    places: Places | None
    agencies: tuple[str, ...]


def _together(grants: Iterable[Grant]) -> list[_Grants]:
    """One condition for each, however many agencies an heir took over."""
    found: dict[tuple[Role, str | None, Places | None], list[str]] = {}
    for one in grants:
        found.setdefault((one.role, one.unit, one.places), []).append(one.agency)
    return [_Grants(*kind, tuple(dict.fromkeys(agencies))) for kind, agencies in found.items()]


def _covers(grants: _Grants, columns: Columns, roles: Iterable[Role], place: Place) -> Clause:
    agency, role, unit = columns
    same = and_(_held(grants, agency, place), role.in_([str(one) for one in roles]))
    if grants.unit is None:
        return same
    return and_(same, or_(unit.is_(None), unit == grants.unit))


def _held(grants: _Grants, agency: ColumnElement[str], place: Place) -> Clause:
    """Whether the agency is one of theirs, and the dossier of a place that they are for."""
    places, theirs = grants.places, agency.in_(grants.agencies)
    if places is None:
        return theirs
    if places.but:
        return and_(theirs, or_(place.is_(None), place.not_in(places.named)))
    return and_(theirs, place.in_(places.named))


def _with_paper(staff: AbstractSet[str]) -> Clause:
    """Whether one of these has an original paper of the dossier."""
    return exists().where(
        _PAPER.c.agency_id == dossier.c.agency_id,
        _PAPER.c.dossier_id == dossier.c.dossier_id,
        _PAPER.c.state.in_(HERE),
        _PAPER.c.custodian.in_(staff),
    )


def _offered(to: AbstractSet[str]) -> Clause:
    return exists().where(
        _MOVE.c.agency_id == dossier.c.agency_id,
        _MOVE.c.dossier_id == dossier.c.dossier_id,
        _MOVE.c.state == "offered",
        _MOVE.c.taken_by.in_(to),
    )


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
        entry.c.kind.in_(_GIVEN),
        says,
        ~undone,
    )
