"""The originals of one dossier: where each is, given back to the applicant, filed for good."""

from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.responses import Response

from api.web.asking import Form, Posted, Signed, Worker
from api.web.charges import reasons_for
from api.web.custody import at_hand
from api.web.folded import folded, listed_of
from api.web.pages.original_lists import list_address
from api.web.refusals import status_of
from api.web.rendering import go, page
from engine.desk.originals import Filing, GivingBack
from engine.errors import Refusal
from engine.ledger import DossierRef
from engine.timeline import Custody, Original

router = APIRouter(prefix="/ban-chinh/ho-so/{agency}/{dossier}")


def originals_address(ref: DossierRef) -> str:
    return f"/ban-chinh/ho-so/{ref.agency}/{ref.id.hex}"


@router.get("")
def show(who: Signed, agency: str, dossier: UUID) -> Response:
    return _page(who, DossierRef(agency, dossier))


def _page(
    who: Worker, ref: DossierRef, form: Form | None = None, refusal: Refusal | None = None
) -> Response:
    with who.house.reading() as snapshot:
        listed = listed_of(who, snapshot, ref)
        line, _ = folded(who, snapshot, ref)
    return page(
        who,
        "originals/dossier.html",
        status=200 if refusal is None else status_of(refusal),
        listed=listed,
        line=line,
        mine=[one for one in line.originals if _may_leave(who, one)],
        reasons=reasons_for(who, "archive_original"),
        here=originals_address(ref),
        address=list_address,
        typed=form,
        ticked=set(form.texts("no")) if form else set(),
        refusal=refusal,
        key=uuid4().hex,
    )


def _may_leave(who: Worker, one: Original) -> bool:
    """Whether the page offers to give it back or file it; the desk decides."""
    stays = one.offered is not None or one.state is Custody.LENT
    return one.is_here and not stays and at_hand(who, one.custodian)


@router.post("")
def leave(who: Signed, form: Posted, agency: str, dossier: UUID) -> Response:
    """What is ticked goes back to the applicant, or stays with the office."""
    ref, originals = DossierRef(agency, dossier), who.house.desk.originals
    numbers = tuple(int(text) for text in form.texts("no") if text.isdecimal())
    try:
        if form.text("do") == "file":
            wish = Filing(numbers, form.text("reason"))
            originals.file(ref, wish, who.actor, key=form.maybe("key"))
        else:
            back = GivingBack(numbers, form.maybe("taker"))
            originals.give_back(ref, back, who.actor, key=form.maybe("key"))
    except Refusal as refusal:
        return _page(who, ref, form, refusal)
    return go(originals_address(ref))
