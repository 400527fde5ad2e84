"""A record that the office and the post have signed: what it lists, and its paper."""

from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.responses import Response

from api import clock
from api.papers.post_record import PostPrinting
from api.web.asking import Posted, Signed, Worker
from api.web.counter import counter_of
from api.web.rendering import page
from engine.errors import NotFound
from engine.store.post_records import Record, RecordItem, items, record

router = APIRouter(prefix="/buu-chinh/bien-ban")


def address_of(agency: str, number: str) -> str:
    return "/buu-chinh/bien-ban?" + urlencode({"co_quan": agency, "so": number})


@router.get("")
def show(who: Signed, so: str = "") -> Response:
    found, listed = _record(who, so)
    return page(who, "postal_record.html", record=found, items=listed)


def _record(who: Worker, number: str) -> tuple[Record, list[RecordItem]]:
    with who.house.reading() as snapshot:
        found = record(snapshot, counter_of(who), number)
        if found is None:
            raise NotFound("Không có biên bản giao nhận số này.", code="unknown_record")
        return found, items(snapshot, who.scope, found)


@router.post("/in")
def print_record(who: Signed, form: Posted, so: str = "") -> Response:
    """The record as a PDF; it names people, so that the opening of each is recorded."""
    del form
    found, listed = _record(who, so)
    refs = [one.ref for one in listed if one.ref is not None]
    people = who.house.desk.seeing.people(refs, who.actor)
    printing = PostPrinting(who.house.system.published, found, listed, people, clock.now())
    headers = {"content-disposition": 'inline; filename="bien-ban-giao-nhan.pdf"'}
    return Response(printing.pdf(), media_type="application/pdf", headers=headers)
