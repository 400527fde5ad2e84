"""Between the office and the post: records that were signed, results to send, what came back."""

from collections.abc import Iterator
from uuid import uuid4

from fastapi import APIRouter
from starlette.responses import Response

from api import clock
from api.web.asking import Form, Posted, Signed, Worker
from api.web.counter import counter_of, counters_of, days_since, kept_by, named, ref_of
from api.web.pages.postal_record import address_of
from api.web.refusals import status_of
from api.web.rendering import go, page
from engine.desk.posting import Posting, PostingItem
from engine.desk.results import ComeBack
from engine.desk.results.leaving import COME_BACK
from engine.errors import Refusal
from engine.procedure import Channel
from engine.store.at_counter import fetchable, with_the_post
from engine.store.post_records import records

router = APIRouter(prefix="/buu-chinh")
_CODE_OF = "ma."  # before the dossier that an item of the carrier holds


@router.get("")
def show(who: Signed) -> Response:
    return _page(who)


def _page(who: Worker, form: Form | None = None, refusal: Refusal | None = None) -> Response:
    agency, now = counter_of(who), clock.now()
    kept = kept_by(who, agency)
    with who.house.reading() as snapshot:
        signed = records(snapshot, agency)
        waiting = fetchable(snapshot, who.scope, kept, return_by=Channel.POSTAL)
        away = with_the_post(snapshot, who.scope, kept)
    reasons = who.house.system.office.reasons.items()
    return page(
        who,
        "postal.html",
        status=200 if refusal is None else status_of(refusal),
        agency=agency,
        counters=counters_of(who),
        records=signed,
        waiting=[(one, named(one.ref), days_since(one.since, now)) for one in waiting],
        away=[(one, named(one.ref), days_since(one.since, now)) for one in away],
        reasons=[code for code, fits in reasons if COME_BACK in fits],
        typed=form,
        refusal=refusal,
        key=uuid4().hex,
    )


@router.post("/gui")
def send(who: Signed, form: Posted) -> Response:
    """Hand the chosen results to the post: one record, or nothing and why."""
    agency = counter_of(who)
    try:
        items = tuple(_items(form))
        posting = Posting(agency, form.text("so"), form.text("nguoi_nhan"), items)
        who.house.desk.postings.sign(posting, who.actor, key=form.maybe("key"))
    except Refusal as refusal:
        return _page(who, form, refusal)
    return go(address_of(agency, form.text("so")))


def _items(form: Form) -> Iterator[PostingItem]:
    """Whatever was given a code of the carrier goes."""
    for name, code in form.below(_CODE_OF).items():
        if code:
            yield PostingItem(ref_of(name), code.upper())


@router.post("/quay-lai")
def come_back(who: Signed, form: Posted) -> Response:
    """The post could not deliver a result: it lies at the counter again."""
    wish = ComeBack(form.text("ly_do"), note=form.maybe("note"))
    try:
        ref = ref_of(form.text("hs"))
        who.house.desk.results.come_back(ref, wish, who.actor, key=form.maybe("key"))
    except Refusal as refusal:
        return _page(who, form, refusal)
    return go("/buu-chinh#gui")
