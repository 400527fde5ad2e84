"""Phiếu luân chuyển: papers on their way, signed by scanning at both ends."""

from collections.abc import Iterator
from uuid import uuid4

from fastapi import APIRouter
from starlette.responses import Response

from api.tenant import schemes_of
from api.web.asking import Form, Posted, Signed, Worker
from api.web.counter import counter_of, counters_of
from api.web.refusals import status_of
from api.web.rendering import go, page
from engine.desk.places import Arrival, Parcel, Sending, SlipName, Taking
from engine.errors import BadInput, NotFound, Refusal
from engine.store.ledgers import Reading
from engine.store.lists import find_in_scope, search_by_code
from engine.store.transit import ends, items, open_slips
from engine.timeline.places import PAPERS, RESULT
from receipts.codes import recognise

router = APIRouter(prefix="/so/luan-chuyen")
HERE = "/so/luan-chuyen"


@router.get("")
def show(who: Signed) -> Response:
    return _page(who)


def _page(who: Worker, form: Form | None = None, refusal: Refusal | None = None) -> Response:
    agency = counter_of(who)
    with who.house.reading() as snapshot:
        slips = open_slips(snapshot, who.scope, agency)
    organisation = who.house.system.office.organisation
    home = organisation.agency(agency)
    others = [one for one in organisation.in_force(who.today) if one.province == home.province]
    return page(
        who,
        "transit.html",
        status=200 if refusal is None else status_of(refusal),
        agency=agency,
        counters=counters_of(who),
        at_counter=True,
        incoming=[one for one in slips if not one.outgoing],
        outgoing=[one for one in slips if one.outgoing],
        others=sorted((one.id, one.name_on(who.today)) for one in others if one.id != agency),
        what=(PAPERS, RESULT),
        form=form,
        refusal=refusal,
        key=uuid4().hex,
        tab=HERE,
    )


@router.post("/gui")
def send(who: Signed, form: Posted) -> Response:
    """Sign the slip at this end: what was scanned leaves."""
    agency = counter_of(who)
    try:
        with who.house.reading() as snapshot:
            parcels = tuple(_parcels(who, snapshot, form))
        sending = Sending(agency, form.text("noi_nhan"), parcels)
        signed = who.house.desk.places.send(sending, who.actor, key=form.maybe("key"))
    except Refusal as refusal:
        return _page(who, form, refusal)
    return go(_address(signed.slip))


def _parcels(who: Worker, snapshot: Reading, form: Form) -> Iterator[Parcel]:
    for text in dict.fromkeys(form.text("ma").split()):
        found = search_by_code(snapshot, who.scope, _code(who, text))
        if found is None:
            raise NotFound(f"Không thấy hồ sơ {text}.", code="unknown_dossier")
        yield Parcel(found.ref, form.text("gi", PAPERS))


def _code(who: Worker, typed: str) -> str:
    try:
        return recognise(schemes_of(who.house.system.published), typed).text
    except BadInput:
        return typed


def _address(name: SlipName) -> str:
    return f"{HERE}/{name.agency}/{name.year}/{name.number}"


@router.get("/{agency}/{year}/{number}")
def look(who: Signed, agency: str, year: int, number: int) -> Response:
    return _slip(who, SlipName(agency, year, number))


def _slip(
    who: Worker, name: SlipName, form: Form | None = None, refusal: Refusal | None = None
) -> Response:
    """The slip with what has arrived; whoever sits at the other end scans what came."""
    with who.house.reading() as snapshot:
        found = ends(snapshot, name.agency, name.year, name.number)
        listed = items(snapshot, who.scope, name.agency, name.year, name.number)
        codes = {
            one.number: listed_one.code
            for one in listed
            if (listed_one := find_in_scope(snapshot, who.scope, one.ref))
        }
    if found is None or not listed:
        raise NotFound("Không có phiếu luân chuyển này.", code="unknown_slip")
    mine = who.actor.agencies(who.today)
    return page(
        who,
        "transit_slip.html",
        status=200 if refusal is None else status_of(refusal),
        name=name,
        ends=found,
        items=[(one, codes[one.number]) for one in listed],
        may_take=found.to_agency in mine,
        form=form,
        refusal=refusal,
        here=_address(name),
        key=uuid4().hex,
    )


@router.post("/{agency}/{year}/{number}")
def take(who: Signed, form: Posted, agency: str, year: int, number: int) -> Response:
    """Sign the slip at the other end: what was scanned has come, the rest has not."""
    name = SlipName(agency, year, number)
    try:
        taking = Taking(name, tuple(_arrivals(who, form, name)))
        who.house.desk.places.take(taking, who.actor, key=form.maybe("key"))
    except Refusal as refusal:
        return _slip(who, name, form, refusal)
    return go(_address(name))


def _arrivals(who: Worker, form: Form, name: SlipName) -> Iterator[Arrival]:
    """What was scanned or ticked has come; refused if it is not on the slip."""
    scanned = {_code(who, text) for text in form.text("ma").split()}
    ticked = set(form.texts("muc"))
    with who.house.reading() as snapshot:
        listed = items(snapshot, who.scope, name.agency, name.year, name.number)
        for one in listed:
            found = find_in_scope(snapshot, who.scope, one.ref)
            code = found.code if found else ""
            came = str(one.number) in ticked or code in scanned
            scanned.discard(code)
            if not one.arrived and (came or one.arrived is None):
                yield Arrival(one.number, arrived=came)
    if scanned:
        raise BadInput(f"Hồ sơ {min(scanned)} không có trong phiếu này.", code="not_on_slip")
