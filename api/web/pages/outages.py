"""What an agency could not help: declared with its evidence, approved by the leader."""

from datetime import datetime
from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.responses import Response

from api.web.asking import Form, Posted, Signed, Worker
from api.web.charges import reasons_for, tills_of
from api.web.counter import ASKED
from api.web.refusals import status_of
from api.web.rendering import go, page
from api.web.typed_days import moment_of
from engine.actors import Role
from engine.desk.outages import Declaration
from engine.desk.outages.group import DECLARED, MAY_DECLARE, MAY_LOOK
from engine.errors import BadInput, NotFound, NotYourStep, Refusal
from engine.store.outages import Declared

router = APIRouter(prefix="/su-co")
# How each state is shown: colour, icon, words.
STATES = {
    "declared": ("warn", "clock", "Chờ duyệt"),
    "approved": ("good", "done", "Đã duyệt"),
    "rejected": ("bad", "stop", "Không duyệt"),
    "withdrawn": ("calm", "back", "Đã rút"),
}


@router.get("")
def show(who: Signed, co_quan: str = "") -> Response:
    return _page(who, co_quan)


def _page(
    who: Worker, asked: str, form: Form | None = None, refusal: Refusal | None = None
) -> Response:
    mine = tills_of(who, *MAY_LOOK)
    if not mine or (asked and asked not in mine):
        names = who.house.system.office.say(MAY_LOOK)
        raise NotYourStep(f"Trang này dành cho {names.lower()}.", verb="outage")
    agency = asked or mine[0]
    return page(
        who,
        "outages/all.html",
        status=200 if refusal is None else status_of(refusal),
        agency=agency,
        agencies=mine,
        declared=who.house.desk.outages.of_agency(agency, who.actor),
        states=STATES,
        may_declare=_has(who, agency, *MAY_DECLARE),
        reasons=reasons_for(who, "outage"),
        today=who.today,
        typed=form,
        refusal=refusal,
        key=uuid4().hex,
    )


def _has(who: Worker, agency: str, *roles: Role) -> bool:
    return any(who.actor.has(role, agency, who.today) for role in roles)


@router.post("")
def declare(who: Signed, form: Posted) -> Response:
    agency = form.text(ASKED)
    try:
        wish = Declaration(
            agency,
            _moment(form, "since"),
            _moment(form, "until"),
            form.text("reason"),
            form.text("evidence"),
        )
        done = who.house.desk.outages.declare(wish, who.actor, key=form.maybe("key"))
    except Refusal as refusal:
        return _page(who, agency, form, refusal)
    return go(f"/su-co/{agency}/{done.id.hex}")


def _moment(form: Form, name: str) -> datetime:
    found = moment_of(form.text(name), form.text(f"{name}_at"))
    if found is None:
        raise BadInput("Ghi ngày, giờ bắt đầu và kết thúc.", code="span_missing", at=name)
    return found


@router.get("/{agency}/{outage}")
def one(who: Signed, agency: str, outage: UUID) -> Response:
    return _one(who, agency, outage)


def _one(who: Worker, agency: str, outage: UUID, refusal: Refusal | None = None) -> Response:
    """The declaration with the dossiers that it would touch if it were approved now."""
    found = _found(who, agency, outage)
    waits = found.state == DECLARED
    return page(
        who,
        "outages/one.html",
        status=200 if refusal is None else status_of(refusal),
        found=found,
        states=STATES,
        touched=who.house.desk.outages.touched(outage, who.actor) if waits else (),
        waits=waits,
        may_decide=_has(who, agency, Role.LEADER) and found.declared_by != who.actor.id,
        may_withdraw=found.declared_by == who.actor.id,
        here=f"/su-co/{agency}/{outage.hex}",
        refusal=refusal,
        key=uuid4().hex,
    )


def _found(who: Worker, agency: str, outage: UUID) -> Declared:
    every = who.house.desk.outages.of_agency(agency, who.actor)
    found = next((known for known in every if known.id == outage), None)
    if found is None:
        raise NotFound("Không có sự cố nào mang mã này.", code="unknown_outage")
    return found


@router.post("/{agency}/{outage}")
def decide(who: Signed, form: Posted, agency: str, outage: UUID) -> Response:
    outages, key = who.house.desk.outages, form.maybe("key")
    try:
        match form.text("do"):
            case "approve":
                outages.approve(outage, who.actor, key=key)
            case "reject":
                outages.reject(outage, who.actor, key=key)
            case "withdraw":
                outages.withdraw(outage, who.actor, key=key)
            case _:
                raise BadInput("Chọn duyệt, không duyệt hoặc rút lại.", code="unknown_verb")
    except Refusal as refusal:
        return _one(who, agency, outage, refusal)
    return go(f"/su-co/{agency}/{outage.hex}")
