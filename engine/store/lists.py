"""Lists, searches and counts: each holds only what the person's scope shows.

No row here names anybody of the public: a name is shown after the access was recorded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, Select, and_, exists, func, or_, select

from engine.ledger import DossierRef
from engine.store.finding import digest, search_key
from engine.store.ledgers import Reading
from engine.store.scope import Clause, Scope
from engine.tables.office import work_item
from engine.tables.people import party
from engine.tables.record import code as codes
from engine.tables.record import code_prefix, dossier, foreign_code

PAGE = 100


@dataclass(frozen=True, slots=True)
class Listed:
    """A dossier in a list. `due` is the promise in force, `stop` why its clock stands still."""

    ref: DossierRef
    code: str
    procedure: str
    channel: str
    state: str
    since: datetime
    officer: str | None
    due: datetime | None
    stop: str | None
    final: str | None
    proposal: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A consultation that waits for an answer; `item` is its number in the dossier's ledger."""

    agency: str
    id: UUID
    ref: DossierRef
    item: str
    asked_at: datetime
    due: datetime | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many dossiers of a scope are open; of those, how many are overdue, and how many wait."""

    open: int
    overdue: int
    waiting: int


_COLUMNS = (
    dossier.c.agency_id,
    dossier.c.dossier_id,
    dossier.c.code,
    dossier.c.procedure,
    dossier.c.channel,
    dossier.c.state,
    dossier.c.state_since,
    dossier.c.officer,
    dossier.c.due,
    dossier.c.stop,
    dossier.c.final,
    dossier.c.proposal,
)
_OPEN = dossier.c.final.is_(None)
_BY_DUE = (dossier.c.due.is_(None), dossier.c.due, dossier.c.dossier_id)


def inbox(reading: Reading, scope: Scope, *, limit: int = PAGE) -> list[Listed]:
    """The open dossiers that stand at a seat of this person, the most urgent first.

    Those given to a colleague are there too, with the colleague's id; restricted ones are not.
    """
    mine = or_(dossier.c.officer.is_(None), dossier.c.officer.in_(scope.ids))
    holder = (dossier.c.holder_agency, dossier.c.holder_role, dossier.c.holder_unit)
    wanted = _listed(_OPEN, scope.covers(holder), or_(~dossier.c.restricted, mine))
    return _read(reading, wanted.order_by(*_BY_DUE).limit(limit))


def asked(reading: Reading, scope: Scope, *, limit: int = PAGE) -> list[Asked]:
    """The consultations that wait for an answer at a seat of this person, by their due date.

    Those of a dossier that is over wait for nothing more.
    """
    seat = (work_item.c.agency_id, work_item.c.role, work_item.c.unit)
    over = exists().where(
        dossier.c.agency_id == work_item.c.dossier_agency,
        dossier.c.dossier_id == work_item.c.dossier_id,
        ~_OPEN,
    )
    wanted = (
        select(work_item)
        .where(scope.covers(seat), work_item.c.answered_at.is_(None), ~over)
        .order_by(work_item.c.due.is_(None), work_item.c.due, work_item.c.item_id)
        .limit(limit)
    )
    return [
        Asked(
            row.agency_id,
            row.item_id,
            DossierRef(row.dossier_agency, row.dossier_id),
            row.item,
            row.asked_at,
            row.due,
        )
        for row in reading.execute(wanted)
    ]


def overdue(
    reading: Reading, scope: Scope, agency: str, before: datetime, *, limit: int = PAGE
) -> list[Listed]:
    """The dossiers of a competent agency whose promise fell before an instant, the worst first.

    By office days that instant is the beginning of today. A clock that stands still is not overdue.
    """
    wanted = _listed(
        dossier.c.competent_agency == agency, _overdue(before), scope.clause()
    ).order_by(*_BY_DUE)
    return _read(reading, wanted.limit(limit))


def register(
    reading: Reading, agency: str, *, overdue_before: datetime | None = None
) -> list[Listed]:
    """Every dossier that an agency opened or decides, whoever may see it: for who runs the system.

    With `overdue_before` only those whose promise fell before that instant.
    """
    own = or_(dossier.c.agency_id == agency, dossier.c.competent_agency == agency)
    wanted = _listed(own, *([] if overdue_before is None else [_overdue(overdue_before)]))
    return _read(reading, wanted.order_by(dossier.c.opened_at, dossier.c.dossier_id))


def find_by_id(reading: Reading, dossier_id: UUID) -> DossierRef | None:
    """The dossier of that id, at whatever agency, whoever asks."""
    wanted = select(dossier.c.agency_id).where(dossier.c.dossier_id == dossier_id)
    agency = reading.execute(wanted).scalar_one_or_none()
    return None if agency is None else DossierRef(agency, dossier_id)


def search_by_name(reading: Reading, scope: Scope, text: str, *, limit: int = PAGE) -> list[Listed]:
    """Dossiers with a party whose name has all these words, with or without accents."""
    words = search_key(text).split()
    if not words:
        return []
    has_all = and_(*(party.c.search_key.contains(word, autoescape=True) for word in words))
    return _of_parties(reading, scope, has_all, limit)


def search_by_identity(
    reading: Reading, scope: Scope, number: str, pepper: bytes, *, limit: int = PAGE
) -> list[Listed]:
    """Dossiers with a party of this identity number; the number itself is stored nowhere."""
    wanted = digest(number, pepper)
    return _of_parties(reading, scope, party.c.identity_digest == wanted, limit) if wanted else []


def search_by_code(reading: Reading, scope: Scope, code: str) -> Listed | None:
    """The dossier of a code, ours or an older system's, if the person may see it."""
    ref = find_by_code(reading, code)
    if ref is None:
        return None
    one = and_(dossier.c.agency_id == ref.agency, dossier.c.dossier_id == ref.id)
    return next(iter(_read(reading, _listed(one, scope.clause()))), None)


def find_by_code(reading: Reading, code: str) -> DossierRef | None:
    """Which dossier a typed code names, whoever asks: the caller checks what may be shown of it.

    The prefix leads to the agency. A code without one is looked for everywhere, then among those
    of older systems.
    """
    plain = "".join(c for c in code if c.isprintable()).strip()
    typed = plain.upper()
    wanted = select(codes.c.agency_id, codes.c.dossier_id).where(codes.c.code == typed)
    owners = _owners(reading, typed)
    if owners:
        wanted = wanted.where(codes.c.agency_id.in_(owners))
    older = select(foreign_code.c.agency_id, foreign_code.c.dossier_id).where(
        foreign_code.c.code.in_([typed, plain])
    )
    for query in (wanted.order_by(codes.c.agency_id), older):
        row = reading.execute(query.limit(1)).one_or_none()
        if row is not None:
            return DossierRef(row.agency_id, row.dossier_id)
    return None


def counts(reading: Reading, scope: Scope, agency: str, before: datetime) -> Counts:
    """How the open dossiers of a competent agency stand, as far as the person may see them."""
    wanted = select(
        func.count(),
        func.count().filter(_overdue(before)),
        func.count().filter(dossier.c.stop.is_not(None)),
    ).where(dossier.c.competent_agency == agency, _OPEN, ~dossier.c.voided, scope.clause())
    return Counts(*reading.execute(wanted).one())


def _overdue(before: datetime) -> Clause:
    running = and_(dossier.c.ended_at.is_(None), dossier.c.stop.is_(None), ~dossier.c.voided)
    return and_(_OPEN, running, dossier.c.due < before)


def _owners(reading: Reading, code: str) -> Sequence[str]:
    beginnings = [code[:length] for length in range(1, min(len(code), 64) + 1)]
    wanted = select(code_prefix.c.agency_id).where(code_prefix.c.prefix.in_(beginnings))
    return reading.execute(wanted).scalars().all()


def _of_parties(reading: Reading, scope: Scope, who: Clause, limit: int) -> list[Listed]:
    """By the name of the first party that fits, in Vietnamese order."""
    first = (
        select(party.c.agency_id, party.c.dossier_id, func.min(party.c.sort_key).label("name"))
        .where(who)
        .group_by(party.c.agency_id, party.c.dossier_id)
        .subquery()
    )
    here = and_(
        first.c.agency_id == dossier.c.agency_id, first.c.dossier_id == dossier.c.dossier_id
    )
    wanted = _listed(scope.clause()).join(first, here)
    return _read(reading, wanted.order_by(first.c.name, dossier.c.dossier_id).limit(limit))


def _listed(*where: Clause) -> Select[*tuple[object, ...]]:
    return select(*_COLUMNS).where(*where)


def _read(reading: Reading, wanted: Select[*tuple[object, ...]]) -> list[Listed]:
    return [_row(row) for row in reading.execute(wanted)]


def _row(row: Row[*tuple[object, ...]]) -> Listed:
    agency, dossier_id, *rest = row
    return Listed(DossierRef(agency, dossier_id), *rest)  # type: ignore[arg-type]  # the columns above
