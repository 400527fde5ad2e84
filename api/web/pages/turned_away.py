"""Slips 02 and 03: the log of those who left without a dossier."""

from fastapi import APIRouter
from starlette.responses import Response

from api.web.asking import Posted, Signed
from api.web.counter import counter_of, counters_of
from api.web.pages.intake_slips import printed_again
from api.web.pages.register import READERS
from api.web.rendering import page
from engine.errors import BadInput, NotFound

router = APIRouter(prefix="/so/phieu")
FIRST_YEAR = 2000


@router.get("")
def show(who: Signed, nam: str = "") -> Response:
    agency = counter_of(who, *READERS)
    year = _year(nam, who.today.year)
    slips = who.house.desk.visit_log.log(agency, year, who.actor)
    return page(
        who,
        "turned_away.html",
        agency=agency,
        counters=counters_of(who, *READERS),
        at_counter=agency in counters_of(who),
        slips=slips[::-1],
        year=year,
        years=range(who.today.year, who.today.year - 5, -1),
        tab="/so/phieu",
    )


@router.post("/in")
def print_slip(who: Signed, form: Posted, nam: str = "") -> Response:
    """A slip of the log once more; the name on it is typed anew and not kept."""
    agency, number = counter_of(who), form.number("no")
    log = who.house.desk.visit_log.log(agency, _year(nam, who.today.year), who.actor)
    found = next((one for one in log if one.no == number), None)
    if found is None:
        raise NotFound("Không có phiếu số này trong sổ của năm.", code="unknown_slip")
    headers = {"content-disposition": f'inline; filename="phieu-{found.no}.pdf"'}
    paper = printed_again(who, found, form.text("name"))
    return Response(paper, media_type="application/pdf", headers=headers)


def _year(text: str, otherwise: int) -> int:
    if not text:
        return otherwise
    if not text.isdecimal() or not FIRST_YEAR <= int(text) <= otherwise:
        raise BadInput("Không có sổ của năm này.", code="impossible_year")
    return int(text)
