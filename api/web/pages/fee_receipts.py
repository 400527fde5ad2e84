"""One fee receipt: what it covers, printed with the payer's name, struck out."""

from urllib.parse import urlencode
from uuid import uuid4

from fastapi import APIRouter
from starlette.responses import Response

from api import clock
from api.clock import local
from api.papers.facts import Said
from api.papers.fee_receipt import Paid, fee_receipt, pdf
from api.web.asking import Form, Posted, Signed, Worker
from api.web.charges import reasons_for
from api.web.refusals import status_of
from api.web.rendering import go, page
from engine.desk.fees import VoidReceipt
from engine.desk.fees.voiding import MAY_VOID
from engine.desk.receipts import METHODS
from engine.errors import BadInput, NotFound, Refusal
from engine.store.fee_receipts import Covered, Given, covered, given, lines_in_all
from engine.timeline import ReceiptNumber

router = APIRouter(prefix="/phi/bien-lai")


def receipt_address(receipt: ReceiptNumber) -> str:
    """By query, for a series (ký hiệu) may hold a slash."""
    asked = {"cua": receipt.agency, "ky_hieu": receipt.series, "so": receipt.number}
    return f"/phi/bien-lai?{urlencode(asked)}"


@router.get("")
def show(who: Signed, cua: str = "", ky_hieu: str = "", so: int = 0) -> Response:
    return _page(who, ReceiptNumber(cua, ky_hieu, so))


def _looked_up(who: Worker, number: ReceiptNumber) -> tuple[Given, list[Covered], int]:
    """The receipt, for whoever took the money or may see a dossier that it covers."""
    with who.house.reading() as snapshot:
        found = given(snapshot, number)
        lines = covered(snapshot, who.scope, number)
        if found is None or not (lines or found.till.counter == who.actor.id):
            raise NotFound("Không có biên lai này trong phạm vi của bạn.", code="unknown_receipt")
        return found, lines, lines_in_all(snapshot, number) - len(lines)


def _page(
    who: Worker, number: ReceiptNumber, form: Form | None = None, refusal: Refusal | None = None
) -> Response:
    found, lines, hidden = _looked_up(who, number)
    book = who.house.system.office.books.of(number.agency)
    instead = found.replaced_by
    return page(
        who,
        "fees/receipt.html",
        status=200 if refusal is None else status_of(refusal),
        given=found,
        shown=book.shown(number.number),
        instead=ReceiptNumber(number.agency, number.series, instead) if instead else None,
        lines=lines,
        hidden=hidden,
        may_void=_may_void(who, found),
        may_replace=_is_own(who, found),
        reasons=reasons_for(who, "void_receipt"),
        methods=METHODS,
        address=receipt_address,
        typed=form,
        refusal=refusal,
        key=uuid4().hex,
    )


def _is_own(who: Worker, found: Given) -> bool:
    today = local(clock.now()).date()
    return found.till.counter == who.actor.id and found.till.day == today


def _may_void(who: Worker, found: Given) -> bool:
    """Whether the page shows the form; the desk decides."""
    if found.voided_at is not None or found.sheet is not None:
        return False
    heads = any(who.actor.has(role, found.till.agency, who.today) for role in MAY_VOID)
    return heads or _is_own(who, found)


def _number(form: Form) -> ReceiptNumber:
    number = form.number("so")
    if number is None:
        raise BadInput("Thiếu số biên lai.", code="number_missing")
    return ReceiptNumber(form.text("cua"), form.text("ky_hieu"), number)


@router.post("/huy")
def void(who: Signed, form: Posted) -> Response:
    """Strike it out; with a method another one takes its place in the same act."""
    number = _number(form)
    wish = VoidReceipt(number, form.text("reason"), form.maybe("method"))
    try:
        who.house.desk.fees.void_receipt(wish, who.actor, key=form.maybe("key"))
    except Refusal as refusal:
        return _page(who, number, form, refusal)
    return go(receipt_address(number))


@router.post("/in")
def print_receipt(who: Signed, form: Posted) -> Response:
    """The paper in all its copies; each dossier is opened on the record, for the payer's name."""
    found, lines, hidden = _looked_up(who, _number(form))
    if hidden or not lines:
        raise BadInput(
            "Biên lai có khoản của hồ sơ ngoài phạm vi của bạn, không in được ở đây.",
            code="receipt_out_of_scope",
        )
    house, now = who.house, clock.now()
    refs = dict.fromkeys(line.ref for line in lines)
    paid = [
        Paid(
            Said(house.system.published, house.desk.seeing.open(ref, who.actor), now),
            [line for line in lines if line.ref == ref],
        )
        for ref in refs
    ]
    paper = pdf(fee_receipt(found, house.system.office.books, paid))
    name = f"bien-lai-{found.receipt.number}.pdf"
    headers = {"content-disposition": f'inline; filename="{name}"'}
    return Response(paper, media_type="application/pdf", headers=headers)
