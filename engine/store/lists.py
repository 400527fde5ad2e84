"""Lists, searches and counts: each holds only what the person's scope shows.

No row here names anybody of the public: a name is shown after the access was recorded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, Row, Select, and_, exists, func, or_, select

from engine.ledger import DossierRef
from engine.store.finding import digest, search_key
from engine.store.ledgers import Reading
from engine.store.paging import After, beyond
from engine.store.paper_receipts import find_by_paper_number
from engine.store.prefixes import owners_of
from engine.store.results import put_away
from engine.store.scope import Clause, Scope
from engine.tables.office import work_item
from engine.tables.people import party
from engine.tables.record import code as codes
from engine.tables.record import dossier, older_code

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
    opened_at: datetime


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


_NAMES = (
    "agency_id dossier_id code procedure channel state state_since officer due stop final "
    "proposal opened_at"
)
_COLUMNS = tuple(dossier.c[name] for name in _NAMES.split())
_OPEN = dossier.c.final.is_(None)
_BY_DUE = (dossier.c.due.is_(None), dossier.c.due, dossier.c.dossier_id)


def inbox(
    reading: Reading, scope: Scope, *, limit: int = PAGE, after: After | None = None
) -> list[Listed]:
    """The open dossiers that stand at a seat of this person, the most urgent first.

    Those given to a colleague are there too, with the colleague's id; restricted ones are not, nor
    those whose results nobody fetched and which were put away.
    """
    mine = or_(dossier.c.officer.is_(None), dossier.c.officer.in_(scope.ids))
    holder = (dossier.c.holder_agency, dossier.c.holder_role, dossier.c.holder_unit)
    here = (_OPEN, ~dossier.c.voided, ~put_away(), scope.covers(holder))
    wanted = _listed(*here, or_(~dossier.c.restricted, mine), _beyond_due(after))
    return _read(reading, wanted.order_by(*_BY_DUE).limit(limit))


def asked(
    reading: Reading, scope: Scope, *, limit: int = PAGE, after: After | None = None
) -> list[Asked]:
    """The consultations that wait for an answer at a seat of this person, by their due date.

    Those of a dossier that is over wait for nothing more.
    """
    seat = (work_item.c.agency_id, work_item.c.role, work_item.c.unit)
    same = and_(
        dossier.c.agency_id == work_item.c.dossier_agency,
        dossier.c.dossier_id == work_item.c.dossier_id,
    )
    over = exists().where(same, or_(~_OPEN, dossier.c.voided))
    place = select(dossier.c.place).where(same).scalar_subquery()
    wanted = (
        select(work_item)
        .where(scope.covers(seat, place), work_item.c.answered_at.is_(None), ~over)
        .where(beyond(after, work_item.c.due, work_item.c.item_id))
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
    reading: Reading,
    scope: Scope,
    agency: str,
    before: datetime,
    *,
    limit: int = PAGE,
    after: After | None = None,
) -> list[Listed]:
    """The dossiers of a competent agency whose promise fell before an instant, the worst first.

    By office days that instant is the beginning of today. A clock that stands still is not overdue.
    """
    wanted = _listed(
        dossier.c.competent_agency == agency, _overdue(before), scope.clause(), _beyond_due(after)
    ).order_by(*_BY_DUE)
    return _read(reading, wanted.limit(limit))


def register(
    reading: Reading,
    agency: str,
    scope: Scope | None = None,
    *,
    overdue_before: datetime | None = None,
    limit: int | None = None,
    after: After | None = None,
) -> list[Listed]:
    """Every dossier that an agency opened or decides, as far as the person may see it.

    Without a person (who runs the system, and is nobody of the office) all but the restricted
    ones. With `overdue_before` only those whose promise fell before that instant.
    """
    own = or_(dossier.c.agency_id == agency, dossier.c.competent_agency == agency)
    wanted = _listed(
        own, _seen(scope), *([] if overdue_before is None else [_overdue(overdue_before)])
    ).where(beyond(after, dossier.c.opened_at, dossier.c.dossier_id))
    by_opening = wanted.order_by(dossier.c.opened_at, dossier.c.dossier_id)
    return _read(reading, by_opening.limit(limit))


def of_visit(reading: Reading, visit: str, scope: Scope | None = None) -> list[Listed]:
    """The dossiers that came together in a visit, by code, as far as the scope shows them.

    Without a scope (who runs the system) all but the restricted ones.
    """
    wanted = _listed(dossier.c.visit == visit, _seen(scope))
    return _read(reading, wanted.order_by(dossier.c.opened_at, dossier.c.code))


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
    return find_in_scope(reading, scope, ref)


def find_in_scope(reading: Reading, scope: Scope, ref: DossierRef) -> Listed | None:
    """That dossier, if the person may see it."""
    one = and_(dossier.c.agency_id == ref.agency, dossier.c.dossier_id == ref.id)
    return next(iter(_read(reading, _listed(one, scope.clause()))), None)


def seen_of(connection: Connection, scope: Scope, refs: Sequence[DossierRef]) -> list[DossierRef]:
    """Those of these dossiers that the person may see, in their order."""
    wanted = select(dossier.c.agency_id, dossier.c.dossier_id).where(
        dossier.c.dossier_id.in_([ref.id for ref in refs]), scope.clause()
    )
    seen = {DossierRef(agency, one) for agency, one in connection.execute(wanted)}
    return [ref for ref in refs if ref in seen]


def find_by_code(reading: Reading, code: str) -> DossierRef | None:
    """Which dossier a typed code names, whoever asks: the caller checks what may be shown of it.

    The prefix leads to the agency. A code without one is looked for everywhere, then among those
    of older systems, then among paper receipts, of which each agency may have one of that number.
    """
    plain = "".join(c for c in code if c.isprintable()).strip()
    typed = plain.upper()
    wanted = select(codes.c.agency_id, codes.c.dossier_id).where(codes.c.code.in_([typed, plain]))
    owners = owners_of(reading, typed)
    if owners:
        wanted = wanted.where(codes.c.agency_id.in_(owners))
    older = select(older_code.c.agency_id, older_code.c.dossier_id).where(
        older_code.c.code.in_([typed, plain])
    )
    first = older.order_by(older_code.c.agency_id, older_code.c.origin)
    for query in (wanted.order_by(codes.c.agency_id), first):
        row = reading.execute(query.limit(1)).one_or_none()
        if row is not None:
            return DossierRef(row.agency_id, row.dossier_id)
    on_paper = find_by_paper_number(reading, plain)
    return on_paper[0] if len(on_paper) == 1 else None


def counts(reading: Reading, scope: Scope, agency: str, before: datetime) -> Counts:
    """How the open dossiers of a competent agency stand, as far as the person may see them."""
    wanted = select(
        func.count(),
        func.count().filter(_overdue(before)),
        func.count().filter(dossier.c.stop.is_not(None)),
    ).where(dossier.c.competent_agency == agency, _OPEN, ~dossier.c.voided, scope.clause())
    return Counts(*reading.execute(wanted).one())


def _seen(scope: Scope | None) -> Clause:
    """What the person may see; who runs the system is nobody of the office, and is shown less."""
    return ~dossier.c.restricted if scope is None else scope.clause()


def _beyond_due(after: After | None) -> Clause:
    return beyond(after, dossier.c.due, dossier.c.dossier_id)


def _overdue(before: datetime) -> Clause:
    running = and_(dossier.c.ended_at.is_(None), dossier.c.stop.is_(None), ~dossier.c.voided)
    return and_(_OPEN, running, dossier.c.due < before)


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
