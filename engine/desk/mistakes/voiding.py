"""Voiding a dossier that was received by mistake: who may, when, and what it leaves behind.

Assumptions, for no text that we know says it: a clerk of the counter that received it on the same
office day (`Office.counter_voids_for`), afterwards the leader of the receiving agency; of an agency
that is no more, the leader of the one that decides now. Not once there is a result, nor while
the office has the applicant's money or lent papers, nor while a dossier opened by it is open.
Consultations that are open wait for nothing more, as after a withdrawal. Originals stay with
whoever has them, to be given back or filed, those of a reclassified dossier under its old code.
"""

from collections.abc import Iterator

from engine.actors import Role
from engine.desk.draft import Draft, Scene
from engine.errors import GuardFailed, NotNow, NotYourStep
from engine.ledger import Kind
from engine.store.act import Change
from engine.tables.record import outbox
from engine.timeline import Custody, Other


def void(scene: Scene, reason: str, note: str | None, replaced_by: Other | None = None) -> Draft:
    """The entry that takes the dossier out of every figure; its code stays used."""
    facts: dict[str, object] = {"reason": reason}
    if replaced_by is not None:
        other = {"agency": replaced_by.agency, "id": replaced_by.id, "code": replaced_by.code}
        facts["replaced_by"] = other
    return Draft(
        Kind.VOIDED,
        facts,
        {"note": note} if note else {},
        rows=(_silenced(scene),),
        tells=() if replaced_by else (("voided", "applicant"),),
    )


def check(scene: Scene, reason: str, verb: str) -> None:
    """Refuse who may not void it, a reason that is none, and a dossier that is past voiding."""
    _check_person(scene, verb)
    scene.office.check_reason(reason, verb)
    line = scene.line
    if line.instants:
        raise NotNow(
            "Hồ sơ đã có kết quả nên không hủy được. Nếu kết quả sai, đính chính kết quả.",
            code="result_exists",
        )
    if line.final is not None:
        raise NotNow("Hồ sơ đã kết thúc nên không hủy được.", code="already_over")
    if unmet := list(_unmet(scene)):
        raise GuardFailed(" ".join(_WORDS[one] for one in unmet), unmet=unmet)


_WORDS = {
    "children.ended": "Còn hồ sơ liên thông chưa kết thúc; hủy hoặc kết thúc hồ sơ đó trước.",
    "fees.returned": "Đã thu phí, lệ phí; hủy biên lai hoặc hoàn phí trước.",
    "originals.at_hand": "Còn bản chính đang cho mượn hoặc đang bàn giao; nhận lại trước.",
}


def _unmet(scene: Scene) -> Iterator[str]:
    line = scene.line
    if line.open_children:
        yield "children.ended"
    if any(fee.collected_at is not None and fee.refunded_at is None for fee in line.fees):
        yield "fees.returned"
    if any(one.offered is not None or one.state is Custody.LENT for one in line.originals):
        yield "originals.at_hand"


def _check_person(scene: Scene, verb: str) -> None:
    by, today, receiving = scene.by, scene.today, _receiving(scene)
    if by.has(Role.LEADER, receiving, today):
        return
    line = scene.line
    received = line.day(line.accepted_at or line.opened_at)
    fresh = (today - received).days <= scene.office.counter_voids_for
    if fresh and by.has(Role.COUNTER, receiving, today):
        return
    names = scene.office.say((Role.LEADER,))
    raise NotYourStep(
        "Bộ phận một cửa chỉ hủy được hồ sơ nhận nhầm trong ngày tiếp nhận; "
        f"sau đó dành cho {names} của cơ quan tiếp nhận.",
        verb=verb,
    )


def _receiving(scene: Scene) -> str:
    """The agency that received it, or who decides it now if that is no more."""
    agency = scene.ref.agency
    there = scene.office.organisation.agency(agency).in_force(scene.today)
    return agency if there else scene.line.competent


def _silenced(scene: Scene) -> Change:
    """What the applicant has not been told of it yet is not told any more."""
    waiting = {**scene.key, "receiver": "applicant", "delivered_at": None, "dead_at": None}
    return Change(outbox, waiting, {"dead_at": scene.now, "error": "voided"})
