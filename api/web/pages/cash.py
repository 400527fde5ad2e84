"""The day's cash sheets: what each counter should have, what was counted, who looked it over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import uuid4

from fastapi import APIRouter
from starlette.responses import Response

from api import clock
from api.clock import local
from api.papers.cash_sheet import SheetPrinting
from api.web.asking import Form, Posted, Signed, Worker
from api.web.charges import reasons_for, tills_of
from api.web.counter import ASKED
from api.web.pages.fee_receipts import receipt_address
from api.web.refusals import status_of
from api.web.rendering import go, page
from api.web.typed_days import day_of
from engine.actors import Role
from engine.desk.fees import SheetClose
from engine.desk.fees.sheets import HEADS
from engine.desk.receipts import CASH, COLLECTORS, METHODS
from engine.errors import BadInput, NotFound, NotYourStep, Refusal
from engine.store.fee_receipts import Given, GivenBack, given_back_on, given_on
from engine.store.tills import Tally, Till

router = APIRouter(prefix="/phi/so-quy")
LOOKING = (*COLLECTORS, *HEADS, Role.AUDITOR)
_COUNTED, _REASON = "counted.", "reason."


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one counter has on one sheet; `no` is None for what is still open."""

    till: Till
    no: int | None
    tallies: tuple[Tally, ...]

    @property
    def expected(self) -> int:
        return sum(one.expected for one in self.tallies)

    @property
    def path(self) -> str:
        till = self.till
        return f"/phi/so-quy/{till.agency}/{till.day.isoformat()}/{till.counter}/{self.no}"


def _sheets(tallies: Sequence[Tally]) -> list[Sheet]:
    """By counter; the open money first, for it asks for something to be done."""
    ordered = sorted(tallies, key=lambda one: (one.no is not None, one.till.counter, one.no or 0))
    return [
        Sheet(till, no, tuple(same))
        for (till, no), same in groupby(ordered, key=lambda one: (one.till, one.no))
    ]


@router.get("")
def show(who: Signed, ngay: str = "", co_quan: str = "") -> Response:
    mine = tills_of(who, *LOOKING)
    if not mine:
        names = who.house.system.office.say(LOOKING)
        raise NotYourStep(f"Sổ quỹ dành cho {names.lower()}.", verb="sheets")
    return _page(who, co_quan or mine[0], day_of(ngay, local(clock.now()).date()))


def _page(
    who: Worker,
    agency: str,
    day: date,
    form: Form | None = None,
    refusal: Refusal | None = None,
) -> Response:
    sheets = _sheets(who.house.desk.fees.sheets(agency, day, who.actor))
    return page(
        who,
        "fees/cash.html",
        status=200 if refusal is None else status_of(refusal),
        agency=agency,
        agencies=tills_of(who, *LOOKING),
        day=day,
        today=local(clock.now()).date(),
        sheets=sheets,
        may_close=lambda till: _may_close(who, till),
        methods=METHODS,
        cash=CASH,
        reasons=reasons_for(who, "cash_difference"),
        typed=form,
        differences=_differences(sheets, form) if form else {},
        refusal=refusal,
        key=uuid4().hex,
    )


def _may_close(who: Worker, till: Till) -> bool:
    """Whether the page shows the form; the desk decides."""
    heads = any(who.actor.has(role, till.agency, who.today) for role in HEADS)
    return heads or till.counter == who.actor.id


def _differences(sheets: Sequence[Sheet], form: Form) -> dict[str, int]:
    """What was typed less what should be there, by method, of the sheet being closed."""
    wanted = form.text("counter")
    open_ = (one for one in sheets if one.no is None and one.till.counter == wanted)
    expected = {tally.method: tally.expected for one in open_ for tally in one.tallies}
    typed = {name: text.replace(".", "") for name, text in form.below(_COUNTED).items()}
    return {
        name: int(text) - expected.get(name, 0)
        for name, text in typed.items()
        if text.removeprefix("-").isdecimal() and int(text) != expected.get(name, 0)
    }


@router.post("/khoa")
def close(who: Signed, form: Posted) -> Response:
    """Close a counter's sheet with what was counted; a difference asks for its reason."""
    agency, counter = form.text(ASKED), form.text("counter")
    day = day_of(form.text("day"), local(clock.now()).date())
    try:
        counted = {name: form.number(f"{_COUNTED}{name}") for name in METHODS}
        wish = SheetClose(
            agency,
            day,
            counter,
            {name: amount for name, amount in counted.items() if amount is not None},
            {name: code for name, code in form.below(_REASON).items() if code},
        )
        closed = who.house.desk.fees.close_sheet(wish, who.actor, key=form.maybe("key"))
    except Refusal as refusal:
        return _page(who, agency, day, form, refusal)
    return go(Sheet(closed.till, closed.no, ()).path)


@router.get("/{agency}/{day}/{counter}/{no}")
def sheet(who: Signed, agency: str, day: str, counter: str, no: int) -> Response:
    return _sheet(who, Till(agency, _day(day), counter), no)


def _day(text: str) -> date:
    if not text:
        raise BadInput("Thiếu ngày của sổ quỹ.", code="not_a_day")
    return day_of(text, date.min)


def _sheet(who: Worker, till: Till, no: int, refusal: Refusal | None = None) -> Response:
    """The closed sheet with every receipt and refund on it, to be printed and signed."""
    found = _found(who, till, no)
    given, back = _moved(who, till, no)
    first = found.tallies[0]
    return page(
        who,
        "fees/sheet.html",
        status=200 if refusal is None else status_of(refusal),
        sheet=found,
        first=first,
        given=given,
        back=back,
        may_sign=first.countersigned_by is None
        and who.actor.id not in {till.counter, first.closed_by}
        and any(who.actor.has(role, till.agency, who.today) for role in HEADS),
        address=receipt_address,
        refusal=refusal,
        key=uuid4().hex,
        now=clock.now(),
    )


def _found(who: Worker, till: Till, no: int) -> Sheet:
    every = _sheets(who.house.desk.fees.sheets(till.agency, till.day, who.actor))
    found = next((one for one in every if one.till == till and one.no == no), None)
    if found is None:
        raise NotFound("Không có sổ quỹ này.", code="unknown_sheet")
    return found


@router.get("/{agency}/{day}/{counter}/{no}/pdf")
def print_sheet(who: Signed, agency: str, day: str, counter: str, no: int) -> Response:
    """The closed sheet as a PDF; it names no payer."""
    till = Till(agency, _day(day), counter)
    found = _found(who, till, no)
    given, back = _moved(who, till, no)
    published = who.house.system.published
    paper = SheetPrinting(published, found.tallies, given, back, clock.now()).pdf()
    headers = {"content-disposition": f'inline; filename="so-quy-{till.day:%Y%m%d}-{no}.pdf"'}
    return Response(paper, media_type="application/pdf", headers=headers)


def _moved(who: Worker, till: Till, no: int) -> tuple[list[Given], list[GivenBack]]:
    with who.house.reading() as snapshot:
        given = [one for one in given_on(snapshot, till) if one.sheet == no]
        back = [one for one in given_back_on(snapshot, till) if one.sheet == no]
    return given[::-1], back


@router.post("/{agency}/{day}/{counter}/{no}/ky-soat")
def countersign(
    who: Signed, form: Posted, agency: str, day: str, counter: str, no: int
) -> Response:
    till = Till(agency, _day(day), counter)
    try:
        who.house.desk.fees.countersign_sheet(till, no, who.actor, key=form.maybe("key"))
    except Refusal as refusal:
        return _sheet(who, till, no, refusal)
    return go(Sheet(till, no, ()).path)
