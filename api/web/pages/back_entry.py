"""Nhập bù: receipts written by hand while power or network were down."""

from uuid import uuid4

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.responses import Response

from api.web.addresses import address
from api.web.asking import Form, Posted, Signed, Worker
from api.web.counter import counter_of, counters_of
from api.web.refusals import status_of
from api.web.rendering import go, page
from api.web.short_form import ShortForm, offered_at, places_for
from api.web.typed_days import moment_of
from engine.desk.back_entry import PaperReceipt
from engine.errors import Refusal
from engine.procedure import Channel

router = APIRouter(prefix="/so/nhap-bu")
PREFIX = "hs."
VERB = "back_enter"


@router.get("")
def show(who: Signed) -> Response:
    return _page(who, Form(FormData()))


def _page(who: Worker, form: Form, refusal: Refusal | None = None) -> Response:
    agency, office = counter_of(who), who.house.system.office
    return page(
        who,
        "back_entry.html",
        status=200 if refusal is None else status_of(refusal),
        agency=agency,
        counters=counters_of(who),
        at_counter=True,
        short=ShortForm(who.house, agency, form.below(PREFIX)),
        prefix=PREFIX,
        procedures=offered_at(who.house, agency, Channel.DIRECT),
        communes=places_for(who.house, agency),
        reasons=[code for code, fits in office.reasons.items() if VERB in fits],
        usual=office.backdate_within.days,
        form=form,
        refusal=refusal,
        key=form.text("key") or uuid4().hex,
        tab="/so/nhap-bu",
    )


@router.post("")
def enter(who: Signed, form: Posted) -> Response:
    """Look the form over, or enter the receipt as of the moment at which it was written."""
    agency = counter_of(who)
    if form.text("do") != "sign":
        return _page(who, form)
    short = ShortForm(who.house, agency, form.below(PREFIX))
    try:
        written = moment_of(form.text("ngay"), form.text("gio"))
        receipt = PaperReceipt(
            short.reception(Channel.DIRECT, written), form.text("so"), form.text("reason")
        )
        done = who.house.desk.back_entries.receive(receipt, who.actor, key=form.maybe("key"))
    except Refusal as refusal:
        return _page(who, form, refusal)
    return go(address(done.ref))
