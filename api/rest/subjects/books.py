"""What the office keeps books of: originals, slips, results, cash, people turned away, outages."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query

from api.rest.caller import Caller, Signed
from api.rest.problems import problems
from api.rest.shapes import answer_of
from api.rest.strict import StrictRoute
from api.rest.verbs import AgencyId
from engine.desk.outages.requests import Touched
from engine.store import originals, results, transit
from engine.store.originals import HeldOriginal
from engine.store.outages import Declared
from engine.store.tills import Tally
from engine.store.transit import OpenSlip
from engine.store.visit_log import LoggedVisit

router = APIRouter(tags=["books"], route_class=StrictRoute)
Year = Annotated[int, Query(ge=2000, le=2199)]


def _listing(kind: Any, *more: int) -> dict[str, Any]:  # noqa: ANN401 -- a dataclass of rows
    """What the description of a list of such rows says."""
    return {
        "response_model": list[answer_of(kind)],  # type: ignore[misc]
        "responses": problems(401, 404, 405, 422, 503, *more),
    }


@router.get("/agencies/{agency}/originals", operation_id="originals_held", **_listing(HeldOriginal))
def originals_held(who: Signed, agency: AgencyId) -> object:
    """Original papers of dossiers that the agency opened, by who has them."""
    _known(who, agency)
    with who.house.reading() as snapshot:
        return originals.originals_held(snapshot, who.scope, agency=agency)


@router.get("/originals/overdue", operation_id="loans_overdue", **_listing(HeldOriginal))
def loans_overdue(who: Signed) -> object:
    """Original papers that were lent and should have been back."""
    with who.house.reading() as snapshot:
        return originals.loans_overdue(snapshot, who.scope, who.today)


@router.get("/agencies/{agency}/transit-slips", operation_id="open_slips", **_listing(OpenSlip))
def open_slips(who: Signed, agency: AgencyId) -> object:
    """What is under way from the agency and to it."""
    _known(who, agency)
    with who.house.reading() as snapshot:
        return transit.open_slips(snapshot, who.scope, agency)


@router.get("/results/to-acknowledge", operation_id="to_acknowledge", **_listing(results.Listed))
def to_acknowledge(who: Signed) -> object:
    """Copies of results that were sent to a unit of the caller and wait to be acknowledged."""
    with who.house.reading() as snapshot:
        return results.to_acknowledge(snapshot, who.scope)


@router.get("/agencies/{agency}/visit-log", operation_id="visit_log", **_listing(LoggedVisit, 403))
def visit_log(who: Signed, agency: AgencyId, year: Year) -> object:
    """Who was turned away at the agency in a year; nobody is named."""
    return who.house.desk.visit_log.log(agency, year, who.actor)


@router.get("/agencies/{agency}/cash-sheets", operation_id="cash_sheets", **_listing(Tally, 403))
def cash_sheets(who: Signed, agency: AgencyId, day: date) -> object:
    """The agency's cash sheets of a day, by counter and method."""
    return who.house.desk.fees.sheets(agency, day, who.actor)


@router.get("/agencies/{agency}/outages", operation_id="outages", **_listing(Declared))
def outages(who: Signed, agency: AgencyId) -> object:
    """What was declared for the agency; nothing for who has nothing to do with that."""
    _known(who, agency)
    return who.house.desk.outages.of_agency(agency, who.actor)


@router.get("/outages/{outage}/touched", operation_id="outage_touched", **_listing(Touched))
def touched(who: Signed, outage: UUID) -> object:
    """The dossiers that an outage would touch, of those that the caller may see."""
    return who.house.desk.outages.touched(outage, who.actor)


def _known(who: Caller, agency: str) -> None:
    who.house.system.office.organisation.agency(agency)
