"""Signing for what the post brings: items by scanning, a short form each, one act for all.

The record travels with the page until it is signed: nothing of it is kept before.
"""

from dataclasses import dataclass
from uuid import uuid4

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.responses import Response

from api import clock
from api.clock import local
from api.web.asking import Form, Posted, Signed, Worker
from api.web.counter import counter_of
from api.web.pages.postal_record import address_of
from api.web.pages.postal_supplied import Supplied, supplied_of
from api.web.refusals import status_of
from api.web.rendering import go, page
from api.web.short_form import ShortForm, offered_at, places_for
from api.web.typed_days import moment_of
from engine.desk import HandOver, HandOverItem
from engine.errors import BadInput, Refusal
from engine.procedure import Channel

router = APIRouter(prefix="/buu-chinh/nhan")
MOST = 60  # items of one record (assumption: a bag of the post)
ASK_FIRST = "ask_first"  # whose reasons say what lacks
WHOLE, SHORT, SUPPLY = "du", "thieu", "bo_sung"  # what an item is
_DROP = "bo-"


@dataclass(frozen=True, slots=True)
class Item:
    """One item on the page: the carrier's code and what was typed of it."""

    code: str
    form: ShortForm
    kind: str
    remark: str
    supplied: Supplied

    @property
    def prefix(self) -> str:
        return f"{self.code}."

    def asked(self) -> HandOverItem:
        """As the desk takes it; whoever turns it back says why."""
        if self.kind == WHOLE:
            return HandOverItem(self.code, self.form.reception(Channel.POSTAL))
        if self.kind == SUPPLY:
            if not self.supplied.code:
                raise BadInput("Ghi mã hồ sơ được bổ sung.", code="dossier_missing")
            papers = self.supplied.papers()
            return HandOverItem(self.code, None, supplies=self.supplied.code, papers=papers)
        if not self.remark:
            raise BadInput("Chọn lý do trả lại bưu gửi.", code="reason_missing")
        return HandOverItem(self.code, None, self.remark)


@router.get("")
def show(who: Signed) -> Response:
    return _page(who, Form(FormData()), [])


@router.post("")
def work(who: Signed, form: Posted) -> Response:
    """Add an item, drop one, look the forms over; or sign, which opens the dossiers."""
    agency, does = counter_of(who), form.text("do")
    items = _items(who, form, agency)
    if does == "sign":
        return _sign(who, form, agency, items)
    if does.startswith(_DROP):
        return _page(who, form, [one for one in items if one.code != does.removeprefix(_DROP)])
    try:
        return _page(who, form, _added(who, form, agency, items))
    except Refusal as refusal:
        return _page(who, form, items, refusal)


def _items(who: Worker, form: Form, agency: str) -> list[Item]:
    return [_item(who, form, agency, code) for code in dict.fromkeys(form.texts("ma"))]


def _item(who: Worker, form: Form, agency: str, code: str) -> Item:
    typed = form.below(f"{code}.")
    short = ShortForm(who.house, agency, typed)
    supplied = supplied_of(who, typed)
    return Item(code, short, typed.get("loai", WHOLE), typed.get("ly_do", ""), supplied)


def _added(who: Worker, form: Form, agency: str, items: list[Item]) -> list[Item]:
    """The items with those that were scanned: several at once where the scanner stores them."""
    scanned = form.text("quet").upper().split()
    known = {one.code for one in items}
    for code in dict.fromkeys(scanned):
        if code in known:
            raise BadInput(f"Bưu gửi {code} đã có trong biên bản.", code="item_known", item=code)
    if len(items) + len(scanned) > MOST:
        raise BadInput(f"Một biên bản nhận tối đa {MOST} bưu gửi.", code="too_many_items")
    return [*items, *(_item(who, form, agency, code) for code in dict.fromkeys(scanned))]


def _sign(who: Worker, form: Form, agency: str, items: list[Item]) -> Response:
    now = clock.now()
    try:
        signed_at = moment_of(form.text("ngay"), form.text("gio")) or now
        record = HandOver(
            agency,
            form.text("so"),
            signed_at,
            form.text("nguoi_giao"),
            tuple(_asked(one) for one in items),
        )
        who.house.desk.receive_from_post(record, who.actor, key=form.maybe("key"))
    except Refusal as refusal:
        return _page(who, form, items, refusal)
    return go(address_of(agency, form.text("so")))


def _asked(item: Item) -> HandOverItem:
    try:
        return item.asked()
    except Refusal as refusal:
        refusal.message = f"Bưu gửi {item.code}: {refusal.message}"
        refusal.facts["item"] = item.code
        raise


def _page(who: Worker, form: Form, items: list[Item], refusal: Refusal | None = None) -> Response:
    agency, now = counter_of(who), local(clock.now())
    reasons = who.house.system.office.reasons.items()
    return page(
        who,
        "postal_in.html",
        status=200 if refusal is None else status_of(refusal),
        agency=agency,
        items=items,
        typed=form,
        refusal=refusal,
        wrong=refusal.facts.get("item") if refusal else None,
        procedures=offered_at(who.house, agency, Channel.POSTAL),
        communes=places_for(who.house, agency),
        reasons=[code for code, fits in reasons if ASK_FIRST in fits],
        key=form.text("key") or uuid4().hex,
        day=form.text("ngay") or f"{now:%d/%m/%Y}",
        hour=f"{now:%H:%M}" if form.text("do") != "sign" else form.text("gio"),
    )
