"""Giving results to people: found by a scan, who came is checked, what is owed is taken."""

import re
from collections.abc import Sequence
from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.responses import Response

from api import clock
from api.tenant import schemes_of
from api.web.asking import Form, Posted, Signed, Worker
from api.web.counter import chosen, counter_of, counters_of, days_since, kept_by, named, ref_of
from api.web.fetching import OTHER, SHOWN, collection, fetchers
from api.web.refusals import status_of
from api.web.rendering import go, page
from engine.desk.issuing.collection import WAYS
from engine.desk.results import Archiving
from engine.desk.results.leaving import ARCHIVE
from engine.errors import BadInput, NotFound, Refusal
from engine.ledger import DossierRef
from engine.procedure import Channel
from engine.store.at_counter import Fetchable, fetchable, fetchable_with
from engine.store.ledgers import Reading
from engine.store.lists import Listed, find_in_scope, search_by_code, search_by_name
from engine.store.tracking import tracked
from engine.timeline import FeeLine
from receipts.codes import recognise

router = APIRouter(prefix="/tra-ket-qua")
HERE = "/tra-ket-qua"
METHODS = ("cash", "card", "transfer")
_TOKEN = re.compile(r"/t/([0-9a-f]{32})\b")


@router.get("")
def show(who: Signed, q: str = "", xong: str = "") -> Response:
    """The box for scanning; what waits, the oldest first; and what has just been handed over."""
    typed = q.strip()
    if not typed:
        return _page(who, done=xong)
    try:
        found = _found(who, typed)
    except Refusal as refusal:
        return _page(who, typed, refusal)
    if len(found) == 1:
        way = "?bang=qr" if _TOKEN.search(typed) else ""
        return go(_address(found[0].ref) + way)
    return _page(who, typed, found=found)


def _address(ref: DossierRef) -> str:
    return f"{HERE}/{ref.agency}/{ref.id.hex}"


def _found(who: Worker, typed: str) -> list[Listed]:
    """What was scanned or typed: the QR of the receipt, a code, or a name."""
    with who.house.reading() as snapshot:
        token = _TOKEN.search(typed)
        if token is not None:
            return [_of_token(who, snapshot, token[1])]
        one = search_by_code(snapshot, who.scope, _code(who, typed))
        found = [one] if one else search_by_name(snapshot, who.scope, typed)
    if not found:
        raise NotFound("Không thấy hồ sơ nào. Kiểm tra lại mã, hoặc gõ đủ họ tên.", code="no_match")
    return found


def _of_token(who: Worker, snapshot: Reading, token: str) -> Listed:
    led = tracked(snapshot, token)
    listed = find_in_scope(snapshot, who.scope, led.ref) if led else None
    if led is None or listed is None:
        raise NotFound("Mã QR này không dẫn đến hồ sơ nào ở quầy của bạn.", code="unknown_token")
    if led.revoked:
        raise BadInput(
            f"Giấy hẹn này đã được in lại, bản trên tay không còn hiệu lực. Hồ sơ {listed.code}: "
            "tìm theo mã và kiểm tra giấy tờ tùy thân.",
            code="receipt_revoked",
        )
    return listed


def _code(who: Worker, typed: str) -> str:
    try:
        return recognise(schemes_of(who.house.system.published), typed).text
    except BadInput:
        return typed


def _page(
    who: Worker,
    typed: str = "",
    refusal: Refusal | None = None,
    found: list[Listed] | None = None,
    done: str = "",
) -> Response:
    agency, now = counter_of(who), clock.now()
    with who.house.reading() as snapshot:
        waiting = fetchable(snapshot, who.scope, kept_by(who, agency))
        handed = [find_in_scope(snapshot, who.scope, ref_of(one)) for one in done.split(",") if one]
    rules = who.house.system.office
    return page(
        who,
        "returning.html",
        status=200 if refusal is None else status_of(refusal),
        agency=agency,
        counters=counters_of(who),
        waiting=[(one, days_since(one.since, now), named(one.ref)) for one in waiting],
        remind=rules.waiting.remind,
        reasons=[code for code, fits in rules.reasons.items() if ARCHIVE in fits],
        found=found,
        handed=[one for one in handed if one],
        typed=typed,
        refusal=refusal,
        key=uuid4().hex,
    )


@router.post("/luu-tru")
def archive(who: Signed, form: Posted) -> Response:
    """Put away what nobody fetched after the last reminder."""
    try:
        ref, wish = ref_of(form.text("hs")), Archiving(form.text("ly_do"))
        who.house.desk.results.archive(ref, wish, who.actor, key=form.maybe("key"))
    except Refusal as refusal:
        return _page(who, refusal=refusal)
    return go(HERE)


@router.get("/{agency}/{dossier}")
def look(who: Signed, agency: str, dossier: UUID, bang: str = "") -> Response:
    return _one(who, DossierRef(agency, dossier), scanned=bang == "qr")


def _one(
    who: Worker,
    ref: DossierRef,
    form: Form | None = None,
    refusal: Refusal | None = None,
    *,
    scanned: bool = False,
) -> Response:
    """Who may fetch it, what is owed, what goes back with it, what else the person may fetch."""
    seen = who.house.desk.seeing.open(ref, who.actor)
    line = seen.line
    with who.house.reading() as snapshot:
        others = fetchable_with(snapshot, who.scope, kept_by(who, counter_of(who)), ref)
    return page(
        who,
        "returning_one.html",
        status=200 if refusal is None else status_of(refusal),
        seen=seen,
        line=line,
        ready=[one for one in line.results if one.waits],
        fetchers=fetchers(seen, who.today),
        others=[(one, named(one.ref)) for one in others],
        total=_total(line.unpaid, others, form),
        originals=[one for one in line.originals if one.is_here],
        papers={one.id: one.name for one in line.procedure.papers},
        ways=WAYS,
        methods=METHODS,
        other=OTHER,
        shown=SHOWN,
        form=form,
        scanned=scanned,
        ticked=_ticked(others, form),
        refusal=refusal,
        here=_address(ref),
        key=uuid4().hex,
    )


def _total(unpaid: Sequence[FeeLine], others: Sequence[Fetchable], form: Form | None) -> int:
    ticked = _ticked(others, form)
    mine = sum(fee.amount for fee in unpaid)
    return mine + sum(one.owed for one in others if named(one.ref) in ticked)


def _ticked(others: Sequence[Fetchable], form: Form | None) -> set[str]:
    """What was ticked; on a fresh page what is to be fetched at the counter."""
    if form is not None:
        return set(form.texts("hs"))
    return {named(one.ref) for one in others if one.return_by != Channel.POSTAL}


@router.post("/{agency}/{dossier}")
def hand_over(who: Signed, form: Posted, agency: str, dossier: UUID) -> Response:
    """All that was ticked, in one act: or nothing, and why."""
    ref = DossierRef(agency, dossier)
    desk = who.house.desk
    try:
        wanted = collection(form, desk.seeing.open(ref, who.actor), chosen(form))
        desk.visits.hand_over(wanted, who.actor, key=form.maybe("key"))
    except Refusal as refusal:
        return _one(who, ref, form, refusal)
    return go(f"{HERE}?xong=" + ",".join(named(one) for one in wanted.refs))
