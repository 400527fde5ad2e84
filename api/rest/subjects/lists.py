"""Lists: what waits for somebody, what an agency has, who is looked for. Each within the scope."""

import csv
import io
from dataclasses import asdict
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import Response

from api import clock
from api.rest.caller import Caller, Signed
from api.rest.paging import FIRST, Cursor, Limit, after_of, page_of, paged
from api.rest.problems import problems
from api.rest.shapes import Answered, Asked, Name, answer_of
from api.rest.strict import StrictRoute
from api.rest.verbs import AgencyId
from api.tenant import schemes_of
from engine.errors import BadInput
from engine.store import lists
from engine.store.lists import Counts, Listed
from engine.store.paging import After
from receipts.codes import recognise

router = APIRouter(tags=["lists"], route_class=StrictRoute)
_REFUSALS = (401, 404, 405, 422, 503)
_ROWS, _QUESTIONS = page_of(answer_of(Listed)), page_of(answer_of(lists.Asked))
_COLUMNS = ("code", "procedure", "channel", "state", "opened_at", "since", "due", "stop", "final")


class SearchRequest(Asked):
    """One of these: a code, words of a name with or without accents, an identity number."""

    code: Name | None = None
    name: Name | None = None
    identity: Name | None = None


class Found(Answered):
    """What was found, at most a hundred; `complete` is false when there may be more."""

    items: list[answer_of(Listed)]  # type: ignore[valid-type]  # made from the engine's value
    complete: bool


@router.get("/inbox", operation_id="inbox", response_model=_ROWS, responses=problems(*_REFUSALS))
def inbox(who: Signed, limit: Limit = FIRST, cursor: Cursor = None) -> object:
    """The open dossiers at a seat of the caller, the most urgent first."""
    with who.house.reading() as snapshot:
        rows = lists.inbox(snapshot, who.scope, limit=limit + 1, after=after_of(cursor))
    return paged(rows, limit, _by_due)


@router.get(
    "/asked", operation_id="asked", response_model=_QUESTIONS, responses=problems(*_REFUSALS)
)
def asked(who: Signed, limit: Limit = FIRST, cursor: Cursor = None) -> object:
    """The consultations that wait for an answer at a seat of the caller."""
    with who.house.reading() as snapshot:
        rows = lists.asked(snapshot, who.scope, limit=limit + 1, after=after_of(cursor))
    return paged(rows, limit, lambda one: After(one.due, one.id))


@router.post(
    "/search",
    operation_id="search",
    response_model=Found,
    responses=problems(*_REFUSALS, 413),
)
def search(who: Signed, body: SearchRequest) -> object:
    """Dossiers that the caller may see. A body, so that no log of addresses holds a person."""
    wanted = body.model_dump(exclude_none=True)
    if len(wanted) != 1:
        raise BadInput("Tìm theo đúng một mục: code, name hoặc identity.", code="search_by_one")
    ((by, text),) = wanted.items()
    found = _found(who, by, text)
    return {"items": found, "complete": len(found) < lists.PAGE}


def _found(who: Caller, by: str, text: str) -> list[Listed]:
    with who.house.reading() as snapshot:
        if by == "name":
            return lists.search_by_name(snapshot, who.scope, text)
        if by == "identity":
            pepper = who.house.system.pepper()
            return lists.search_by_identity(snapshot, who.scope, text, pepper)
        one = lists.search_by_code(snapshot, who.scope, _code(who, text))
        return [one] if one is not None else []


def _code(who: Caller, typed: str) -> str:
    try:
        return recognise(schemes_of(who.house.system.published), typed).text
    except BadInput:
        return typed


@router.get(
    "/agencies/{agency}/register",
    operation_id="register",
    response_model=_ROWS,
    responses=problems(*_REFUSALS),
)
def register(who: Signed, agency: AgencyId, limit: Limit = FIRST, cursor: Cursor = None) -> object:
    """What an agency opened or decides, as far as the caller may see it, in order of opening."""
    _known(who, agency)
    after = after_of(cursor)
    with who.house.reading() as snapshot:
        rows = lists.register(snapshot, agency, who.scope, limit=limit + 1, after=after)
    return paged(rows, limit, lambda one: After(one.opened_at, one.ref.id))


@router.get(
    "/agencies/{agency}/register.csv",
    operation_id="export_register",
    response_class=Response,
    responses=problems(*_REFUSALS) | {200: {"content": {"text/csv": {}}}},
)
def export(who: Signed, agency: AgencyId) -> Response:
    """The same register as a file, without anybody's name."""
    _known(who, agency)
    with who.house.reading() as snapshot:
        rows = lists.register(snapshot, agency, who.scope)
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(one) for one in rows)
    named = {"content-disposition": f'attachment; filename="register-{agency}.csv"'}
    return Response(out.getvalue(), media_type="text/csv", headers=named)


@router.get(
    "/agencies/{agency}/overdue",
    operation_id="overdue",
    response_model=_ROWS,
    responses=problems(*_REFUSALS),
)
def overdue(who: Signed, agency: AgencyId, limit: Limit = FIRST, cursor: Cursor = None) -> object:
    """The dossiers of a competent agency whose promise fell before today, the worst first."""
    _known(who, agency)
    after, today = after_of(cursor), _today_begins(who)
    with who.house.reading() as snapshot:
        rows = lists.overdue(snapshot, who.scope, agency, today, limit=limit + 1, after=after)
    return paged(rows, limit, _by_due)


@router.get(
    "/agencies/{agency}/counts",
    operation_id="counts",
    response_model=answer_of(Counts),
    responses=problems(*_REFUSALS),
)
def counts(who: Signed, agency: AgencyId) -> object:
    """How the open dossiers of an agency stand, of those that the caller may see."""
    _known(who, agency)
    with who.house.reading() as snapshot:
        return lists.counts(snapshot, who.scope, agency, _today_begins(who))


@router.get(
    "/visits/{visit}/dossiers",
    operation_id="visit",
    response_model=list[answer_of(Listed)],  # type: ignore[misc]  # made from the engine's value
    responses=problems(*_REFUSALS),
)
def visit(who: Signed, visit: Annotated[str, Path(pattern="^[0-9a-f]{32}$")]) -> object:
    """The dossiers that came together in a visit; none of an unknown one."""
    with who.house.reading() as snapshot:
        return lists.of_visit(snapshot, visit, who.scope)


def _known(who: Caller, agency: str) -> None:
    who.house.system.office.organisation.agency(agency)


def _by_due(one: Listed) -> After:
    return After(one.due, one.ref.id)


def _today_begins(who: Caller) -> datetime:
    del who
    return clock.local(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
