"""Taking money: dossiers under one receipt, and the fees of one dossier."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.responses import Response

from api import clock
from api.clock import local
from api.web.asking import Form, Posted, Signed, Worker
from api.web.charges import (
    Account,
    account,
    account_of,
    drawers,
    may_collect,
    may_refund,
    reasons_for,
    tills_of,
)
from api.web.counter import ref_of
from api.web.pages.fee_receipts import receipt_address
from api.web.refusals import status_of
from api.web.rendering import go, page
from api.web.typed_codes import dossier_of
from engine.desk.fees import Assessment, Refund, Relief
from engine.desk.fees.assessing import KINDS, MOMENTS
from engine.desk.receipts import COLLECTORS, METHODS
from engine.desk.requests import Claim, Evidence
from engine.errors import BadInput, Refusal
from engine.ledger import DossierRef
from engine.store.fee_receipts import Given, given_on
from engine.store.ledgers import Reading
from engine.store.tills import Till

router = APIRouter(prefix="/phi")
MOST = 30  # dossiers of one receipt


@router.get("")
def bench(who: Signed, ma: str = "") -> Response:
    """The dossiers that one receipt is to cover: each code typed or scanned joins the others."""
    return _bench(who, who.request.query_params.getlist("co"), ma)


def _bench(
    who: Worker,
    codes: Sequence[str],
    typed: str = "",
    form: Form | None = None,
    refusal: Refusal | None = None,
) -> Response:
    with who.house.reading() as snapshot:
        try:
            found = _accounts(who, snapshot, [*codes, *([typed] if typed else [])])
        except Refusal as unknown:
            found, refusal = _accounts(who, snapshot, codes), unknown
        given = _given_today(who, snapshot)
    return page(
        who,
        "fees/bench.html",
        status=200 if refusal is None else status_of(refusal),
        found=found,
        typed=typed if refusal else "",
        ticked=form.texts("line") if form else None,
        method=form.text("method") if form else METHODS[0],
        methods=METHODS,
        may_collect=all(may_collect(who, one) for one in found),
        given=given,
        address=receipt_address,
        refusal=refusal,
        key=uuid4().hex,
    )


def _accounts(who: Worker, snapshot: Reading, codes: Sequence[str]) -> list[Account]:
    found = {}
    for code in codes[: MOST + 1]:
        listed = dossier_of(who, snapshot, code)
        found[listed.ref] = listed
    if len(found) > MOST:
        raise BadInput(f"Một biên lai thu tối đa {MOST} hồ sơ.", code="too_many_dossiers")
    return [account(who, snapshot, one) for one in found.values()]


def _given_today(who: Worker, snapshot: Reading) -> list[Given]:
    """The receipts that this person gave today, to print again or strike out."""
    day = local(clock.now()).date()
    tills = [Till(agency, day, who.actor.id) for agency in tills_of(who, *COLLECTORS)]
    return [one for till in tills for one in given_on(snapshot, till)]


@router.post("/thu")
def collect(who: Signed, form: Posted) -> Response:
    """Take what was ticked; the receipt is the next page."""
    try:
        wanted = _wanted(form)
        done = who.house.desk.fees.collect_together(
            wanted, form.text("method"), who.actor, key=form.maybe("key")
        )
    except Refusal as refusal:
        return _bench(who, form.texts("co"), form=form, refusal=refusal)
    ref = done[0].ref
    with who.house.reading() as snapshot:
        fees = account_of(who, snapshot, ref).line.fees
    number = next((fee.receipt for fee in fees if fee.no in wanted[ref] and fee.receipt), None)
    return go(receipt_address(number) if number else fees_address(ref))


def _wanted(form: Form) -> dict[DossierRef, list[int]]:
    """Which lines of which dossier, as the boxes say: agency:dossier:number."""
    wanted: dict[DossierRef, list[int]] = {}
    for text in form.texts("line"):
        named, _, no = text.rpartition(":")
        if not no.isdecimal():
            raise BadInput("Khoản được chọn không hợp lệ.", code="malformed_line")
        wanted.setdefault(ref_of(named), []).append(int(no))
    return wanted


@router.get("/ho-so/{agency}/{dossier}")
def of_dossier(who: Signed, agency: str, dossier: UUID) -> Response:
    return _dossier(who, DossierRef(agency, dossier))


def fees_address(ref: DossierRef) -> str:
    return f"/phi/ho-so/{ref.agency}/{ref.id.hex}"


def _dossier(
    who: Worker, ref: DossierRef, form: Form | None = None, refusal: Refusal | None = None
) -> Response:
    with who.house.reading() as snapshot:
        found = account_of(who, snapshot, ref)
    return page(
        who,
        "fees/dossier.html",
        status=200 if refusal is None else status_of(refusal),
        found=found,
        here=fees_address(ref),
        may_collect=may_collect(who, found),
        may_refund=may_refund(who, found),
        drawers=drawers(who, found),
        reasons={verb: reasons_for(who, verb) for verb in ("assess", "refund")},
        other_fees=sorted(who.house.system.office.books.other_fees),
        kinds=KINDS,
        moments=MOMENTS,
        address=receipt_address,
        typed=form,
        refusal=refusal,
        key=uuid4().hex,
    )


@router.post("/ho-so/{agency}/{dossier}/{verb}")
def act(who: Signed, form: Posted, agency: str, dossier: UUID, verb: str) -> Response:
    """Assess a line, lower it, or give money back."""
    ref = DossierRef(agency, dossier)
    try:
        _act(who, form, ref, verb)
    except Refusal as refusal:
        return _dossier(who, ref, form, refusal)
    return go(fees_address(ref))


def _act(who: Worker, form: Form, ref: DossierRef, verb: str) -> None:
    fees, key = who.house.desk.fees, form.maybe("key")
    match verb:
        case "xac-dinh":
            fees.assess(ref, _assessment(form), who.actor, key=key)
        case "giam":
            fees.reduce(ref, _relief(form), who.actor, key=key)
        case "hoan":
            fees.refund(ref, _refund(form), who.actor, key=key)
        case _:
            raise BadInput("Không có việc này.", code="unknown_verb")


def _assessment(form: Form) -> Assessment:
    amount = form.number("amount")
    if amount is None:
        raise BadInput("Ghi số tiền.", code="amount_missing", at="amount")
    return Assessment(
        form.text("name") or form.text("other"),
        amount,
        form.text("basis"),
        None if form.text("name") else form.maybe("kind"),
        None if form.text("name") else form.maybe("moment"),
        form.maybe("note"),
    )


def _relief(form: Form) -> Relief:
    line = form.number("line")
    evidence = Evidence(paper=form.maybe("paper"), document=form.maybe("document"))
    return Relief(line or 0, Claim(form.text("ground"), evidence))


def _refund(form: Form) -> Refund:
    lines = tuple(int(text) for text in form.texts("line") if text.isdecimal())
    return Refund(lines, form.text("reason"), form.maybe("counter"), form.maybe("note"))
