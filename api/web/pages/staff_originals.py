"""Originals of a colleague who cannot sign: the head or the leader hands them on instead."""

from uuid import uuid4

from fastapi import APIRouter
from starlette.responses import Response

from api import clock
from api.naming import paper_name
from api.web.asking import Form, Posted, Signed, Worker
from api.web.charges import reasons_for
from api.web.counter import days_since
from api.web.custody import people_of, ticked, value_of
from api.web.pages.original_lists import list_address
from api.web.pages.staff import agency_led
from api.web.refusals import status_of
from api.web.rendering import go, page
from engine.desk.originals import Offer
from engine.errors import BadInput, Refusal
from engine.store.originals import HeldOriginal, originals_held, passing
from engine.timeline import Custody

router = APIRouter(prefix="/nhan-su/ban-chinh/{staff}")


@router.get("")
def show(who: Signed, staff: str) -> Response:
    return _page(who, staff)


def _page(
    who: Worker, staff: str, refusal: Refusal | None = None, typed: Form | None = None
) -> Response:
    agency, now, published = agency_led(who), clock.now(), who.house.system.published
    people = [
        (unit, [one for one in there if one.id != staff]) for unit, there in people_of(who, agency)
    ]
    return page(
        who,
        "originals/behalf.html",
        status=200 if refusal is None else status_of(refusal),
        agency=agency,
        person=who.house.system.office.person(staff),
        held=_held(who, staff),
        people=[(unit, there) for unit, there in people if there],
        reasons=reasons_for(who, "take_over_original"),
        days=lambda one: days_since(one.since, now),
        paper=lambda one: paper_name(published, one.procedure, one.paper),
        value=value_of,
        ticked=set(typed.texts("item")) if typed else None,
        typed=typed,
        refusal=refusal,
        key=uuid4().hex,
    )


def _held(who: Worker, staff: str) -> list[HeldOriginal]:
    """What the colleague has and no list offers yet, as far as the person may see it."""
    with who.house.reading() as snapshot:
        on_a_list = {(one.ref, one.no) for one in passing(snapshot, who.scope)}
        held = originals_held(snapshot, who.scope)
    return [
        one
        for one in held
        if one.custodian == staff
        and one.state != Custody.LENT
        and (one.ref, one.no) not in on_a_list
    ]


@router.post("")
def hand_on(who: Signed, form: Posted, staff: str) -> Response:
    """A list in the colleague's stead; nothing has moved before the receiver signs."""
    try:
        to = form.text("to")
        if not to:
            raise BadInput("Chọn ít nhất một người nhận việc.", code="nobody_chosen", at="to")
        wish = Offer(
            agency_led(who),
            tuple(ticked(form)),
            to,
            on_behalf_of=staff,
            reason=form.maybe("reason"),
        )
        done = who.house.desk.originals.offer(wish, who.actor, key=form.maybe("key"))
    except Refusal as refusal:
        return _page(who, staff, refusal, form)
    return go(list_address(done.list))
