"""One hand-over list: checked by scanning where it arrives, signed for, called back, printed."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode
from uuid import uuid4

from fastapi import APIRouter
from starlette.responses import Response

from api import clock
from api.naming import paper_name
from api.papers.transfer_slip import Slip
from api.web.asking import Form, Posted, Signed, Worker
from api.web.custody import HandOver, at_hand, item_of, may_take, scanned, value_of
from api.web.folded import folded
from api.web.refusals import status_of
from api.web.rendering import go, page
from engine.errors import NotFound, Refusal
from engine.store.originals import Passing, passing
from engine.timeline import Passage
from receipts.letters import copies, render

router = APIRouter(prefix="/ban-chinh/danh-muc")


def list_address(number: str) -> str:
    """By query, for the number of a list has slashes."""
    return f"/ban-chinh/danh-muc?{urlencode({'so': number})}"


@router.get("")
def show(who: Signed, so: str = "") -> Response:
    return _page(who, so)


def _looked_up(who: Worker, number: str) -> tuple[HandOver, date | None]:
    """The list as far as this person may see it, and by when what is lent is due back."""
    with who.house.reading() as snapshot:
        items = passing(snapshot, who.scope, number) if number else []
        if not items:
            raise NotFound("Không có danh mục này trong phạm vi của bạn.", code="unknown_list")
        due = None
        if items[0].kind == Passage.LOAN:
            line, _ = folded(who, snapshot, items[0].ref)
            lent = next(one for one in line.originals if one.no == items[0].no)
            due = lent.offered.due_back if lent.offered else lent.due_back
    return HandOver(tuple(items)), due


def _page(
    who: Worker,
    number: str,
    boxes: Sequence[str] = (),
    lacking: Sequence[Passing] = (),
    refusal: Refusal | None = None,
) -> Response:
    found, due_back = _looked_up(who, number)
    published = who.house.system.published
    return page(
        who,
        "originals/list.html",
        status=200 if refusal is None else status_of(refusal),
        found=found,
        due_back=due_back,
        may_take=found.is_open and may_take(who, found.first),
        may_recall=found.is_open and at_hand(who, found.first.given_by),
        paper=lambda one: paper_name(published, one.procedure, one.paper),
        value=value_of,
        ticked=set(boxes),
        lacking=lacking,
        agencies=published.organisation.agencies,
        refusal=refusal,
        key=uuid4().hex,
    )


@router.post("")
def check(who: Signed, form: Posted) -> Response:
    """Tick what was scanned, or sign for the list; what is missing is named before it is signed."""
    number, boxes = form.text("so"), form.texts("item")
    try:
        found, _ = _looked_up(who, number)
        if form.text("do") != "confirm":
            seen = scanned(who, form.text("quet"), found.items) if form.text("quet") else []
            return _page(who, number, [*boxes, *seen])
        lacking = [one for one in found.items if value_of(one) not in boxes]
        if lacking and not _is_said(form, lacking):
            return _page(who, number, boxes, lacking)
        who.house.desk.originals.confirm(
            number,
            who.actor,
            missing=[item_of(value_of(one)) for one in lacking],
            key=form.maybe("key"),
        )
    except Refusal as refusal:
        return _page(who, number, boxes, refusal=refusal)
    return go(list_address(number))


def _is_said(form: Form, lacking: Sequence[Passing]) -> bool:
    """Whether the person was shown that exactly these are missing, and signs all the same."""
    return set(form.texts("lacking")) == {value_of(one) for one in lacking}


@router.post("/thu-hoi")
def recall(who: Signed, form: Posted) -> Response:
    number = form.text("so")
    try:
        who.house.desk.originals.recall(number, who.actor, key=form.maybe("key"))
    except Refusal as refusal:
        return _page(who, number, refusal=refusal)
    return go(list_address(number))


@router.post("/in")
def print_list(who: Signed, form: Posted) -> Response:
    """The list on paper, with the owners' names: their dossiers are opened on the record first."""
    found, due_back = _looked_up(who, form.text("so"))
    house = who.house
    refs = list(dict.fromkeys(one.ref for one in found.items))
    people = house.desk.seeing.people(refs, who.actor)
    slip = Slip(house.system.published, found.items, people, due_back, clock.now())
    pdf = render(*copies(slip.letter()))
    name = f"danh-muc-{found.first.list.replace('/', '-')}.pdf"
    headers = {"content-disposition": f'inline; filename="{name}"'}
    return Response(pdf, media_type="application/pdf", headers=headers)
