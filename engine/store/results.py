"""The rows of results: what follows from the timeline, and who waits for which."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, select

from engine.clock import verdict_of_phase
from engine.ledger import DossierRef
from engine.store.act import Change, Insert
from engine.store.ledgers import Reading
from engine.store.scope import Scope
from engine.tables.papers import result
from engine.tables.record import dossier
from engine.timeline import AT_COUNTER, Result, ResultState, Timeline

APPLICANT = "applicant"
PAGE = 100
UNMADE = {"state": str(ResultState.UNDONE)}  # what a result is whose act was taken back

Clause = ColumnElement[bool]


def columns(line: Timeline, one: Result) -> dict[str, object]:
    """What the row of a result says, beside its key and its file."""
    signing, other = one.signing, one.replaced_by
    phase = line.phases.get(one.kind)
    called_back = one.replaced and one.replaced_by is None
    judged = verdict_of_phase(line, phase) if phase and not called_back else None
    return {
        "kind": one.kind,
        "state": str(one.state),
        "recipient": one.seat.agency if one.seat else APPLICANT,
        "role": str(one.seat.role) if one.seat else None,
        "unit": one.seat.unit if one.seat else None,
        "number": one.number,
        "signer": signing.signer if signing else None,
        "capacity": signing.capacity if signing else None,
        "authority": signing.decision if signing else None,
        "authority_from": signing.valid_from if signing else None,
        "authority_to": signing.valid_to if signing else None,
        "phase": one.phase,
        "due": phase.due if phase else None,
        "verdict": str(judged) if judged else None,
        "ready_at": one.ready_at,
        "left_at": one.left_at,
        "placed_at": one.placed_at,
        "acknowledged_at": one.acknowledged_at,
        "acknowledged_by": one.acknowledged_by,
        "replaced": one.replaced,
        "replaced_by": UUID(other[1]) if other else None,
        "replaced_by_agency": other[0] if other else None,
    }


def rows(ref: DossierRef, before: Timeline, after: Timeline) -> Iterator[Insert | Change]:
    """What an entry changes in the rows: results made, moved, or unmade by an undo."""
    key = {"agency_id": ref.agency, "dossier_id": ref.id}
    known = {one.no: columns(before, one) for one in before.results}
    for one in after.results:
        now, was = columns(after, one), known.pop(one.no, None)
        if was is None:
            yield Insert(result, {**key, "no": one.no, **now})
        elif changed := {name: value for name, value in now.items() if was[name] != value}:
            yield Change(result, {**key, "no": one.no}, changed)
    for number in known:
        yield Change(result, {**key, "no": number}, UNMADE)


@dataclass(frozen=True, slots=True)
class Listed:
    """A result in a list; `since` is when it came to where it is."""

    ref: DossierRef
    no: int
    code: str
    procedure: str
    edition: str
    kind: str
    number: str | None
    state: str
    recipient: str
    unit: str | None
    since: datetime
    acknowledged_at: datetime | None
    due: datetime | None
    verdict: str | None
    replaced: bool


def of_dossier(reading: Reading, ref: DossierRef) -> list[Listed]:
    """Every result that stands or stood of one dossier, whoever asks."""
    mine = (result.c.agency_id == ref.agency, result.c.dossier_id == ref.id)
    stands = result.c.state != str(ResultState.UNDONE)
    return _read(reading, _listed(*mine, stands).order_by(result.c.no))


def to_acknowledge(reading: Reading, scope: Scope, *, limit: int = PAGE) -> list[Listed]:
    """The copies that were sent to a unit of this person, and that nobody there has acknowledged.

    The oldest first.
    """
    seat = (result.c.recipient, result.c.role, result.c.unit)
    wanted = _listed(_UNACKNOWLEDGED, scope.covers_unit(seat), scope.clause())
    return _read(reading, wanted.order_by(*_OLDEST).limit(limit))


def unacknowledged(
    reading: Reading, scope: Scope, agency: str, before: datetime, *, limit: int = PAGE
) -> list[Listed]:
    """The copies that a competent agency sent before then, and that nobody has acknowledged."""
    sent = and_(dossier.c.competent_agency == agency, result.c.left_at < before)
    wanted = _listed(_UNACKNOWLEDGED, sent, scope.clause())
    return _read(reading, wanted.order_by(*_OLDEST).limit(limit))


def uncollected(
    reading: Reading, scope: Scope, agency: str, before: datetime, *, limit: int = PAGE
) -> list[Listed]:
    """The results that wait for their applicants at an agency's counter since before then."""
    here = and_(dossier.c.return_at == agency, result.c.placed_at < before)
    waits = result.c.state.in_([str(state) for state in AT_COUNTER])
    wanted = _listed(here, waits, result.c.recipient == APPLICANT, ~_GONE, scope.clause())
    return _read(reading, wanted.order_by(*_OLDEST).limit(limit))


def put_away() -> Clause:
    """Of a row of `dossier`: its results were put away, and none waits at the counter."""
    mine = (_SAME, result.c.recipient == APPLICANT, ~result.c.replaced)
    waits = result.c.state.in_([str(state) for state in AT_COUNTER])
    archived = result.c.state == str(ResultState.ARCHIVED)
    return and_(exists().where(*mine, archived), ~exists().where(*mine, waits))


@dataclass(frozen=True, slots=True)
class PhaseCount:
    """How many results of one kind, with a promise of their own, were early, on time or late."""

    procedure: str
    kind: str
    verdict: str
    count: int


def phase_counts(
    reading: Reading, scope: Scope, agency: str, since: datetime, until: datetime
) -> list[PhaseCount]:
    """The phases that a competent agency finished in a span; one issued to several counts once."""
    wanted = (
        select(
            dossier.c.procedure,
            result.c.kind,
            result.c.verdict,
            func.count(dossier.c.dossier_id.distinct()),
        )
        .join(dossier, _SAME)
        .where(
            dossier.c.competent_agency == agency,
            result.c.verdict.is_not(None),
            result.c.state != str(ResultState.UNDONE),
            result.c.ready_at >= since,
            result.c.ready_at < until,
            ~dossier.c.voided,
            scope.clause(),
        )
        .group_by(dossier.c.procedure, result.c.kind, result.c.verdict)
        .order_by(dossier.c.procedure, result.c.kind, result.c.verdict)
    )
    return [PhaseCount(*row) for row in reading.execute(wanted)]


_SAME = and_(result.c.agency_id == dossier.c.agency_id, result.c.dossier_id == dossier.c.dossier_id)
_GONE = result.c.replaced | dossier.c.voided
_SENT = [str(ResultState.POSTED), str(ResultState.HANDED)]
_UNACKNOWLEDGED = and_(
    result.c.recipient != APPLICANT,
    result.c.state.in_(_SENT),
    result.c.acknowledged_at.is_(None),
    ~_GONE,
)
_OLDEST = (result.c.placed_at, result.c.dossier_id, result.c.no)
_COLUMNS = (
    result.c.agency_id,
    result.c.dossier_id,
    result.c.no,
    dossier.c.code,
    dossier.c.procedure,
    dossier.c.edition,
    result.c.kind,
    result.c.number,
    result.c.state,
    result.c.recipient,
    result.c.unit,
    result.c.placed_at,
    result.c.acknowledged_at,
    result.c.due,
    result.c.verdict,
    result.c.replaced,
)


def _listed(*where: Clause) -> Select[Any]:
    return select(*_COLUMNS).join(dossier, _SAME).where(*where)


def _read(reading: Reading, wanted: Select[Any]) -> list[Listed]:
    return [
        Listed(DossierRef(agency, dossier_id), *rest)
        for agency, dossier_id, *rest in reading.execute(wanted)
    ]
