"""Slips 02 and 03: the log of those who left without a dossier."""

from fastapi import APIRouter
from starlette.responses import Response

from api.web.asking import Signed
from api.web.counter import counter_of, counters_of
from api.web.pages.register import READERS
from api.web.rendering import page
from engine.errors import BadInput

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


def _year(text: str, otherwise: int) -> int:
    if not text:
        return otherwise
    if not text.isdecimal() or not FIRST_YEAR <= int(text) <= otherwise:
        raise BadInput("Không có sổ của năm này.", code="impossible_year")
    return int(text)
