"""Figures of one agency, for those who answer for it or inspect it."""

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import AwareDatetime, JsonValue
from starlette.responses import Response

from api.rest.caller import Caller, Signed
from api.rest.problems import problems
from api.rest.shapes import Answered
from api.rest.strict import StrictRoute
from api.rest.verbs import AgencyId
from engine.actors import Role
from engine.errors import NotAllowed
from engine.reports.format import as_csv
from engine.reports.grouping import By
from engine.reports.known import timelines
from engine.reports.periods import Period
from engine.reports.timeliness import Question, TimelinessSheet, timeliness
from engine.store.ledgers import ledgers
from engine.store.read import reading, settled

router = APIRouter(tags=["reports"], route_class=StrictRoute)
_READERS = (Role.LEADER, Role.AUDITOR)
_REFUSALS = (401, 403, 404, 405, 422, 503)
KnownAt = Annotated[AwareDatetime | None, Query(description="As it was known then.")]


class Timeliness(Answered):
    """The sheet: its definition, its period, its rows and their total."""

    definition: dict[str, JsonValue]
    period: dict[str, str]
    known_at: datetime | None
    rows: list[dict[str, JsonValue]]
    total: dict[str, JsonValue]


@router.get(
    "/agencies/{agency}/timeliness",
    operation_id="timeliness",
    response_model=Timeliness,
    responses=problems(*_REFUSALS),
)
def report(
    who: Signed,
    agency: AgencyId,
    first: date,
    last: date,
    by: By = By.AGENCY,
    known_at: KnownAt = None,
) -> object:
    """On time or late in the days from `first` to `last`, for the agency's leader and auditors."""
    return _sheet(who, agency, Period.between(first, last), by, known_at).to_json()


@router.get(
    "/agencies/{agency}/timeliness.csv",
    operation_id="export_timeliness",
    response_class=Response,
    responses=problems(*_REFUSALS) | {200: {"content": {"text/csv": {}}}},
)
def export(
    who: Signed,
    agency: AgencyId,
    first: date,
    last: date,
    by: By = By.AGENCY,
    known_at: KnownAt = None,
) -> Response:
    """The same figures as a file."""
    sheet = _sheet(who, agency, Period.between(first, last), by, known_at)
    return Response(as_csv(sheet), media_type="text/csv")


def _sheet(
    who: Caller, agency: str, period: Period, by: By, known_at: datetime | None
) -> TimelinessSheet:
    organisation = who.house.system.office.organisation
    organisation.agency(agency)
    if not any(who.actor.has(role, agency, who.today) for role in _READERS):
        raise NotAllowed(
            "Chỉ lãnh đạo và người kiểm tra của cơ quan xem số liệu này.", code="figures_of_others"
        )
    at = settled(who.house.engine, known_at)
    tiers = {one.id: str(one.tier) for one in organisation.agencies.values()}
    question = Question(period, by, agencies=frozenset({agency}), known_at=at, tiers=tiers)
    catalogue = who.house.system.office.catalogue
    with reading(who.house.engine) as snapshot:
        read = (entries for _, entries in ledgers(snapshot, known_at=at))
        return timeliness(timelines(catalogue, read, at), question)
