"""Sổ theo dõi: what a counter received, day by day; names only where somebody asks for them."""

from datetime import timedelta
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.responses import Response

from api import clock
from api.papers import Printer
from api.papers.register import Days, register
from api.web.asking import Posted, Signed, Worker
from api.web.counter import AT_COUNTER, counter_of, counters_of
from api.web.rendering import page
from api.web.typed_days import day_of
from engine.actors import Role
from engine.store.book import PAGE, BookLine, book
from receipts.letters import copies, render

router = APIRouter(prefix="/so")
READERS = (*AT_COUNTER, Role.LEADER, Role.AUDITOR)


def _days(who: Worker, first: str, last: str) -> Days:
    """Today unless the address says otherwise; from a first day on, that day alone."""
    begun = day_of(first, who.today)
    return Days(begun, day_of(last, begun))


def _lines(who: Worker, agency: str, days: Days) -> list[BookLine]:
    with who.house.reading() as snapshot:
        return book(snapshot, who.scope, agency, days.part)


@router.get("")
def show(who: Signed, tu: str = "", den: str = "") -> Response:
    agency, days = counter_of(who, *READERS), _days(who, tu, den)
    return page(
        who,
        "register.html",
        agency=agency,
        counters=counters_of(who, *READERS),
        days=days,
        lines=_lines(who, agency, days),
        most=PAGE,
        query=urlencode({"co_quan": agency, "tu": days.first, "den": days.last}),
        at_counter=agency in counters_of(who),
        tab="/so",
        yesterday=who.today - timedelta(days=1),
        monday=who.today - timedelta(days=who.today.weekday()),
    )


@router.post("/in")
def print_book(who: Signed, form: Posted, tu: str = "", den: str = "") -> Response:
    """Form 06 of the span as a PDF; it names people, so that the opening of each is recorded."""
    del form
    agency, days = counter_of(who, *READERS), _days(who, tu, den)
    site = str(who.request.base_url).rstrip("/")
    house = who.house
    printer = Printer(house.desk, house.system.published, who.actor, site, clock.now())
    pdf = render(*copies(register(printer, agency, days)))
    name = f"so-theo-doi-{days.first:%Y%m%d}.pdf"
    headers = {"content-disposition": f'inline; filename="{name}"'}
    return Response(pdf, media_type="application/pdf", headers=headers)
