"""Putting right what went wrong at receipt: void, reclassify; and withdrawing, and reprinting."""

from dataclasses import replace
from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.responses import Response

from api.web.addresses import address
from api.web.asking import Form, Posted, Signed, Worker
from api.web.refusals import status_of
from api.web.rendering import go, page
from api.web.short_form import KINDS, ShortForm, offered_at
from engine.desk import PaperCount, Wish
from engine.desk.mistakes import Reclassify
from engine.desk.papers import WAYS, added, papers_so_far
from engine.desk.seeing import Seen
from engine.errors import Refusal
from engine.ledger import DossierRef, standing
from engine.procedure import Action, Final
from engine.store.held import look

router = APIRouter(prefix="/ho-so/{agency}/{dossier}/sua-sai")
PREFIX = "moi."


@router.get("")
def show(who: Signed, agency: str, dossier: UUID) -> Response:
    return _page(who, DossierRef(agency, dossier), Form(FormData()))


def _page(who: Worker, ref: DossierRef, form: Form, refusal: Refusal | None = None) -> Response:
    seen = who.house.desk.seeing.open(ref, who.actor)
    reasons = who.house.system.office.reasons.items()
    right = _right(who, seen, form)
    return page(
        who,
        "mistakes.html",
        status=200 if refusal is None else status_of(refusal),
        seen=seen,
        line=seen.line,
        reasons={
            verb: [code for code, fits in reasons if verb in fits]
            for verb in ("void", "reclassify", "withdraw")
        },
        withdraws=_withdrawing(seen),
        procedures=[
            one
            for one in offered_at(who.house, seen.line.competent, seen.line.origin.channel)
            if one.code != seen.line.origin.procedure
        ],
        right=right,
        prefix=PREFIX,
        form=form,
        refusal=refusal,
        here=f"{address(ref)}/sua-sai",
        back=address(ref),
        key=uuid4().hex,
    )


def _right(who: Worker, seen: Seen, form: Form) -> ShortForm:
    """The form of the right procedure; of its papers there is what was handed in already."""
    given = papers_so_far(standing(seen.entries))
    counted = {
        f"{name}.{kind}": str(getattr(count, kind))
        for name, count in given.items()
        for kind in KINDS
    }
    right = ShortForm(who.house, seen.ref.agency, form.below(PREFIX))
    return replace(right, typed={**_nothing(right), **counted, **right.typed})


def _nothing(right: ShortForm) -> dict[str, str]:
    """No paper of the right procedure: one that is not named was not handed in."""
    listed = right.procedure.papers if right.procedure else ()
    return {f"{one.id}.{kind}": "0" for one in listed for kind in KINDS}


def _papers(who: Worker, ref: DossierRef, right: ShortForm) -> dict[str, PaperCount] | None:
    """As counted on the page, with what is held as data; None where the list was not shown."""
    procedure = right.procedure
    if procedure is None or not any(
        f"{one.id}.{KINDS[0]}" in right.typed for one in procedure.papers
    ):
        return None
    whole = replace(right, typed={**_nothing(right), **right.typed})
    counted = dict(whole.papers(procedure))
    with who.house.reading() as now:
        given = papers_so_far(standing(look(now, ref).entries))
    data = {
        one.id: replace(given[one.id], originals=0, copies=0, certified=0)
        for one in procedure.papers
        if one.id in given and any(getattr(given[one.id], way) for way in WAYS)
    }
    return added(data, counted)


def _withdrawing(seen: Seen) -> Action | None:
    """The action by which the applicant takes the dossier back, if this person may enter it."""
    states = seen.line.procedure.states
    found = (one for one in seen.possible if states[one.to].final is Final.WITHDRAWN)
    return next(found, None)


@router.post("/huy")
def void(who: Signed, form: Posted, agency: str, dossier: UUID) -> Response:
    ref, mistakes = DossierRef(agency, dossier), who.house.desk.mistakes
    try:
        mistakes.void(
            ref,
            form.text("reason"),
            who.actor,
            note=form.maybe("note"),
            key=form.maybe("key"),
            version=form.number("version"),
        )
    except Refusal as refusal:
        return _page(who, ref, form, refusal)
    return go(address(ref))


@router.post("/doi-thu-tuc")
def reclassify(who: Signed, form: Posted, agency: str, dossier: UUID) -> Response:
    """Look over what the right procedure asks (`do` other than sign), or put it in the place."""
    ref = DossierRef(agency, dossier)
    if form.text("do") != "sign":
        return _page(who, ref, form)
    right = ShortForm(who.house, agency, form.below(PREFIX))
    try:
        wanted = Reclassify(
            right.text("procedure"),
            form.text("reason"),
            papers=_papers(who, ref, right),
            answers=dict(right.answers()) or None,
            note=form.maybe("note"),
        )
        done = who.house.desk.mistakes.reclassify(
            ref, wanted, who.actor, files=who.house.files, key=form.maybe("key")
        )
    except Refusal as refusal:
        return _page(who, ref, form, refusal)
    return go(address(done.new.ref))


@router.post("/rut")
def withdraw(who: Signed, form: Posted, agency: str, dossier: UUID) -> Response:
    """The applicant takes the dossier back; who came for it is named."""
    ref = DossierRef(agency, dossier)
    wish = Wish(
        form.text("action"),
        reason=form.maybe("reason"),
        note=form.maybe("note"),
        party=form.number("party"),
    )
    try:
        who.house.desk.take(
            ref, wish, who.actor, key=form.maybe("key"), version=form.number("version")
        )
    except Refusal as refusal:
        return _page(who, ref, form, refusal)
    return go(address(ref))
