"""Giving money back: whole lines, by the decision of a person who did not take it."""

from engine.actors import Role
from engine.desk.draft import Draft, Scene
from engine.desk.fees.requests import Refund
from engine.desk.receipts import COLLECTORS
from engine.errors import BadInput, FourEyes, NotYourStep
from engine.ledger import Kind
from engine.store.act import Change, Insert
from engine.tables.papers import fee_line, fee_refund
from engine.timeline import FeeLine, ReceiptNumber

# Assumption: the heads of the agency that took the money, or of the one that decides the matter.
MAY_REFUND = (Role.LEADER, Role.UNIT_HEAD)


def refund(scene: Scene, wish: Refund) -> Draft:
    """The lines are not owed again; the money leaves a counter's drawer today."""
    scene.office.check_reason(wish.reason, "refund")
    taken = {fee.no: fee for fee in scene.line.fees if fee.receipt and fee.refunded_at is None}
    if (
        not wish.lines
        or len(set(wish.lines)) != len(wish.lines)
        or not taken.keys() >= set(wish.lines)
    ):
        raise BadInput("Khoản phí này chưa thu hoặc đã hoàn.", code="fee_not_taken")
    chosen = [taken[no] for no in sorted(wish.lines)]
    for fee in chosen:
        _check_person(scene, fee)
    tills = {fee.no: _till(scene, fee, wish.counter) for fee in chosen}
    facts: dict[str, object] = {
        "lines": [fee.no for fee in chosen],
        "amount": sum(fee.amount for fee in chosen),
        "tills": {str(no): counter for no, counter in tills.items()},
        "reason": wish.reason,
    }
    told = {"refunded_at": scene.at, "refunded_by": scene.by.id}
    rows: tuple[Insert | Change, ...] = (
        *(Change(fee_line, {**scene.key, "no": fee.no}, told) for fee in chosen),
        *(_row(scene, wish, fee, tills[fee.no]) for fee in chosen),
    )
    return Draft(Kind.REFUNDED, facts, {"note": wish.note} if wish.note else {}, rows)


def _receipt(fee: FeeLine) -> ReceiptNumber:
    if fee.receipt is None:
        raise ValueError(fee.no)
    return fee.receipt


def _check_person(scene: Scene, fee: FeeLine) -> None:
    agencies = {_receipt(fee).agency, scene.line.competent}
    if not any(scene.by.has(role, one, scene.today) for role in MAY_REFUND for one in agencies):
        names = scene.office.say(MAY_REFUND)
        raise NotYourStep(f"Bạn không có quyền quyết định hoàn phí ({names}).", verb="refund")
    if scene.by.id == fee.collected_by:
        raise FourEyes("Người đã thu không được tự quyết định hoàn.", first="collect")


def _till(scene: Scene, fee: FeeLine, counter: str | None) -> str:
    """Whose drawer pays: a person at the counter that took the money, on this day."""
    agency, staff = _receipt(fee).agency, counter or fee.collected_by or ""
    person = scene.office.organisation.people.get(staff)
    if person is None or not any(person.has(role, agency, scene.today) for role in COLLECTORS):
        raise BadInput(
            "Chọn người chi tiền hoàn: người đang làm ở quầy đã thu.",
            code="refund_counter",
            counter=staff,
        )
    return staff


def _row(scene: Scene, wish: Refund, fee: FeeLine, counter: str) -> Insert:
    agency = _receipt(fee).agency
    values = {
        "agency_id": agency,
        "dossier_agency": scene.ref.agency,
        "dossier_id": scene.ref.id,
        "no": fee.no,
        "seq": scene.seq,
        "day": scene.office.calendar_of(agency).local_day(scene.at),
        "counter": counter,
        "method": fee.method,
        "amount": fee.amount,
        "reason": wish.reason,
        "decided_by": scene.by.id,
    }
    return Insert(fee_refund, values)
