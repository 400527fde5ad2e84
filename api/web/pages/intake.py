"""The counter's intake: find the procedure, fill in once, see the promise, save."""

from dataclasses import replace
from uuid import uuid4

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from starlette.responses import Response

from api import clock
from api.web.asking import Posted, Signed, Worker
from api.web.counter import counter_of, counters_of, ref_of
from api.web.pages import (
    intake_done,
    intake_drafts,
    intake_files,
    intake_people,
    intake_slips,
    intake_visit,
)
from api.web.pages.intake_answers import of_card
from api.web.pages.intake_desktop import Desktop
from api.web.pages.intake_find import find, used_here
from api.web.pages.intake_reading import all_papers
from api.web.pages.intake_saving import save
from api.web.pages.intake_typed import Typed
from api.web.pages.intake_visit import Basket
from api.web.rendering import page
from engine.errors import BadInput, Refusal
from forms.card import read_card
from forms.remarks import Wrong

router = APIRouter(prefix="/tiep-nhan")
router.include_router(intake_drafts.router)


@router.get("")
def begin(who: Signed, q: str = "", tu: str = "") -> Response:
    """The list of procedures; `tu` names the dossier whose person brings another one."""
    return _list(who, q, Basket(), from_=tu)


def _list(who: Worker, text: str, basket: Basket, *, from_: str = "") -> Response:
    agency = counter_of(who)
    used = used_here(who, agency, clock.now())
    part = "hx-request" in who.request.headers
    return page(
        who,
        "intake_found.html" if part else "intake_find.html",
        agency=agency,
        counters=counters_of(who),
        text=text,
        found=find(who, agency, text, used),
        basket=basket,
        drafts=() if basket.entries or text else intake_drafts.drafts(who, agency),
        from_=from_,
        key=uuid4().hex,
        reasons=intake_slips.reasons(who, "refusal"),
    )


@router.get("/xong")
def done(who: Signed) -> Response:
    """What was just received: print, or go on."""
    found = intake_done.received(who)
    return page(
        who,
        "intake_done.html",
        received=found,
        total=sum(one.total for one in found),
        owed=sum(one.owed for one in found),
        note=who.request.query_params.get("luu-y", ""),
    )


@router.post("/phieu")
def turn_away(who: Signed, form: Posted) -> Response:
    """Slip 03 for what is no procedure at all."""
    typed = Typed.of(form)
    return _pdf(intake_slips.slip_of(who, counter_of(who), typed, None, ()), "phieu-03")


@router.post("/luot")
def go_on(who: Signed, form: Posted) -> Response:
    """The next dossier of a visit: choose its procedure, or begin it with the same person."""
    typed = Typed.of(form)
    basket, code = Basket.of(typed), form.text("code")
    if not code:
        return _list(who, form.text("q"), basket)
    started = basket.next().filled({intake_visit.FIELD: basket.text()})
    return Desktop.open(who, code, started).show()


@router.get("/{code}")
def fill_in(who: Signed, code: str, tu: str = "", nhap: str = "") -> Response:
    """The empty sheet; with the person of dossier `tu`, or with the draft if it is asked for."""
    agency = counter_of(who)
    if nhap:
        return Desktop.open(who, code, intake_drafts.typed_before(who, agency, code)).show()
    typed = _same_person(who, tu) if tu else Typed({})
    draft = intake_drafts.kept_at(who, agency, code)
    return Desktop.open(who, code, typed).show(draft=draft)


def _same_person(who: Worker, from_: str) -> Typed:
    """The people of a dossier that was just received; that it was opened is recorded."""
    seen = who.house.desk.seeing.open(ref_of(from_), who.actor)
    said: dict[str, str] = {"people": str(len(seen.parties))}
    scopes: dict[str, tuple[str, ...]] = {}
    for no, party in enumerate(seen.parties):
        said |= dict(intake_people.said_of(party, no)) | {f"p.{no}.role": party["role"]}
        scopes[f"p.{no}.scope"] = tuple(party.get("scope") or ())
    return Typed(scopes).filled(said)


@router.post("/{code}/xem-truoc")
def look_ahead(who: Signed, form: Posted, code: str) -> Response:
    """The promise, its arithmetic and the fees of what is typed so far."""
    desktop = Desktop.open(who, code, Typed.of(form))
    return page(who, "intake_preview.html", status=200, **desktop.values())


@router.post("/{code}/nguoi/{no}")
def look_up(who: Signed, form: Posted, code: str, no: int) -> Response:
    """What is known of the person of a row: doubts, earlier dossiers, a likely duplicate."""
    desktop = Desktop.open(who, code, Typed.of(form))
    return page(
        who, "intake_known.html", status=200, no=no, one=desktop.known(no), **desktop.values()
    )


@router.post("/{code}/the/{no}")
def scan(who: Signed, form: Posted, code: str, no: int) -> Response:
    """What a scanned card fills in, by the names of the inputs."""
    desktop = Desktop.open(who, code, Typed.of(form))
    try:
        return JSONResponse(_scanned(desktop, no))
    except Wrong as wrong:
        return JSONResponse({"": wrong.finding.sentence}, 422)


@router.post("/{code}/dien/{no}")
def fill_from_before(who: Signed, form: Posted, code: str, no: int) -> Response:
    """What the person's latest dossier says of them; that it was opened is recorded first."""
    desktop = Desktop.open(who, code, Typed.of(form))
    return JSONResponse(intake_people.of_earlier(who, desktop.typed, no))


@router.post("/{code}/them-nguoi")
def one_more(who: Signed, form: Posted, code: str) -> Response:
    """The people's rows with an empty one more."""
    desktop = Desktop.open(who, code, Typed.of(form)).with_person()
    return page(who, "intake_people.html", status=200, complaints={}, **desktop.values())


def _scanned(desktop: Desktop, no: int) -> dict[str, str]:
    """What the box for the card fills in, whether scanned or typed; raises `Wrong`."""
    if by_hand := intake_people.of_hand(desktop.typed, no):
        return by_hand
    card = read_card(desktop.typed.one(f"p.{no}.card"))
    person = intake_people.of_card(card, no)
    return person if no else person | of_card(desktop.sheet.forms, card)


@router.post("/{code}")
def take(who: Signed, form: Posted, code: str) -> Response:
    """Whatever button was pressed; Enter alone only looks ahead and saves nothing."""
    desktop = Desktop.open(who, code, Typed.of(form))
    do, _, which = form.text("do", "check").partition(".")
    if do in {"save", "at_once"}:
        return save(desktop, form, at_once=do == "at_once")
    try:
        desktop = desktop.holding(intake_files.files_of(form))
    except BadInput as refusal:
        return desktop.show(complaints={"files": refusal.message})
    if do == "more":
        return _more(desktop, code)
    if do == "slip":
        return _slip(desktop)
    return _changed(desktop, do, which)


def _slip(desktop: Desktop) -> Response:
    """Slip 02 or 03 as a PDF; what lacks follows from the checklist."""
    lacking = desktop.preview().lacking
    where, procedure = desktop.sheet.agency, desktop.sheet.procedure
    try:
        slip = intake_slips.slip_of(desktop.who, where, desktop.typed, procedure, lacking)
    except Refusal as refusal:
        return desktop.show(complaints={"slip": refusal.message})
    return _pdf(slip, "phieu")


def _changed(desktop: Desktop, do: str, which: str) -> Response:
    """The same page after a button that saves nothing."""
    typed, complaints = desktop.typed, dict[str, str]()
    if do == "person":
        typed = desktop.with_person().typed
    elif do == "papers":
        typed = all_papers(desktop.sheet.procedure, typed)
    elif do == "known" and which.isdecimal():
        typed = typed.filled(intake_people.of_earlier(desktop.who, typed, int(which)))
    for no in typed.people:
        if typed.one(f"p.{no}.card"):
            try:
                filled = _scanned(replace(desktop, typed=typed), no)
                typed = typed.filled({**filled, f"p.{no}.card": ""})
            except Wrong as wrong:
                complaints[f"p.{no}.card"] = wrong.finding.sentence
    changed = replace(desktop, typed=typed)
    intake_drafts.keep_page(changed)
    return changed.show(complaints=complaints)


def _more(desktop: Desktop, code: str) -> Response:
    """Put this dossier into the visit and choose the next procedure."""
    wanted = desktop.read()
    if wanted.complaints or not wanted.reception.parties:
        complaints = wanted.complaints or {"p.0.name": "Ghi chủ hồ sơ trước."}
        return desktop.show(complaints=complaints)
    if desktop.unconfirmed(wanted):
        return desktop.show(asking="more")
    return _list(desktop.who, "", desktop.basket.with_one(code, desktop.typed))


def _pdf(content: bytes, name: str) -> Response:
    headers = {"content-disposition": f'inline; filename="{name}.pdf"'}
    return Response(content, media_type="application/pdf", headers=headers)
