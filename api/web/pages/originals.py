"""Original papers: who has which since when, and the hand-over lists that one makes."""

from collections.abc import Sequence
from datetime import date
from uuid import uuid4

from fastapi import APIRouter
from starlette.responses import Response

from api import clock
from api.naming import paper_name
from api.web.asking import Form, Posted, Signed, Worker
from api.web.counter import days_since
from api.web.custody import (
    at_hand,
    hand_overs,
    may_take,
    people_of,
    scanned,
    shelves,
    ticked,
    value_of,
)
from api.web.pages.original_lists import list_address
from api.web.refusals import status_of
from api.web.rendering import go, page
from api.web.typed_days import day_of
from engine.desk.originals import Offer
from engine.errors import BadInput, NotYourStep, Refusal
from engine.store.originals import HeldOriginal, Passing, originals_held, passing
from engine.timeline import Custody, Passage

router = APIRouter(prefix="/ban-chinh")
MOST = 300  # rows of one page


@router.get("")
def show(who: Signed, nguoi: str = "", ben: str = "") -> Response:
    return _page(who, nguoi=nguoi, side=ben)


def _page(
    who: Worker,
    *,
    nguoi: str = "",
    side: str = "",
    form: Form | None = None,
    boxes: Sequence[str] = (),
    refusal: Refusal | None = None,
) -> Response:
    held, passings = _looked_up(who)
    now, today = clock.now(), who.today
    lists = hand_overs(passings)
    offered = {(one.ref, one.no): one.list for one in passings}
    published = who.house.system.published
    agencies = published.organisation.in_force(today)
    ours = _ours(who)
    side = side if side in {one.id for one in agencies} else next(iter(ours), "")
    mine = [one for one in held if at_hand(who, one.custodian)]
    return page(
        who,
        "originals/held.html",
        status=200 if refusal is None else status_of(refusal),
        held=held,
        mine=[one for one in mine if one.state != Custody.WAITING][:MOST],
        waiting=[one for one in mine if one.state == Custody.WAITING],
        late=[one for one in held if one.due_back is not None and one.due_back < today],
        theirs=[one for one in held if one.custodian == nguoi][:MOST] if nguoi else [],
        shelves=shelves(held, now),
        incoming=[one for one in lists if may_take(who, one.first)],
        outgoing=[one for one in lists if at_hand(who, one.first.given_by)],
        offered=offered,
        days=lambda one: days_since(one.since, now),
        paper=lambda one: paper_name(published, one.procedure, one.paper),
        address=list_address,
        value=value_of,
        ticked=set(boxes),
        agencies=sorted(agencies, key=lambda one: one.name_on(today)),
        ours=ours,
        side=side,
        people=people_of(who, side),
        kinds=tuple(Passage),
        person=nguoi,
        typed=form,
        refusal=refusal,
        key=uuid4().hex,
        today=today,
    )


def _ours(who: Worker) -> list[str]:
    """The agencies of today where the person works: whose lists they may make."""
    in_force = who.house.system.published.organisation.in_force(who.today)
    return sorted(who.actor.agencies(who.today) & {one.id for one in in_force})


def _looked_up(who: Worker) -> tuple[list[HeldOriginal], list[Passing]]:
    with who.house.reading() as snapshot:
        return originals_held(snapshot, who.scope), passing(snapshot, who.scope)


@router.post("")
def work(who: Signed, form: Posted) -> Response:
    """Tick what was scanned, or put what is ticked on a list."""
    boxes, side = form.texts("item"), form.text("ben")
    try:
        if form.text("do") != "offer":
            boxes = [*boxes, *_scanned(who, form.text("quet"))]
            return _page(who, side=side, form=form, boxes=boxes)
        done = who.house.desk.originals.offer(_offer(who, form), who.actor, key=form.maybe("key"))
    except Refusal as refusal:
        return _page(who, side=side, form=form, boxes=boxes, refusal=refusal)
    return go(list_address(done.list))


def _scanned(who: Worker, text: str) -> list[str]:
    if not text:
        return []
    held, _ = _looked_up(who)
    return scanned(who, text, [one for one in held if at_hand(who, one.custodian)])


def _offer(who: Worker, form: Form) -> Offer:
    kind = form.text("kind", Passage.HAND_OVER)
    if kind not in set(Passage):
        raise BadInput("Chọn bàn giao, cho mượn hoặc trả lại.", code="unknown_passage")
    ours = _ours(who)
    if not ours:
        raise NotYourStep("Bạn không làm việc ở cơ quan nào hôm nay.", code="not_your_agency")
    due = form.text("due_back") if kind == Passage.LOAN else ""
    return Offer(
        form.text("agency") or ours[0],
        tuple(ticked(form)),
        form.text("to"),
        Passage(kind),
        day_of(due, date.max) if due else None,
    )
