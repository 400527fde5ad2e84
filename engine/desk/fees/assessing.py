"""What a person finds out about a fee: its amount, or that it is reduced."""

from collections.abc import Mapping

from engine.actors import Role, Seat
from engine.desk.draft import Draft, Scene
from engine.desk.fees.requests import Assessment, Relief
from engine.desk.papers import papers_so_far
from engine.desk.reductions import Lowered, Shown, lowered
from engine.desk.tariff import Assessed, Bill, check_amount
from engine.errors import BadInput, NotNow, NotYourStep
from engine.ledger import Kind
from engine.procedure import FeeRule
from engine.store.act import Change
from engine.tables.papers import fee_line
from engine.timeline import FeeLine

KINDS = ("charge", "levy")
MOMENTS = ("receipt", "supplement", "return")


def assess(scene: Scene, wish: Assessment) -> Draft:
    """A new line, or the right amount of one that a person assessed and nobody paid yet."""
    _check_person(scene)
    _check_open(scene)
    scene.office.check_reason(wish.basis, "assess")
    amount = check_amount(wish.amount)
    private = {"note": wish.note} if wish.note else {}
    known = [fee for fee in scene.line.fees if fee.name == wish.name and fee.refunded_at is None]
    if known:
        return _corrected(scene, known[-1], wish, amount, private)
    rule = _rule(scene, wish.name)
    if rule is None:
        _check_name(scene, wish.name)
    line = Assessed(
        len(scene.line.fees) + 1,
        rule.kind if rule else _one_of(wish.kind, KINDS, "kind"),
        wish.name,
        rule.moment if rule else _one_of(wish.moment, MOMENTS, "moment"),
        amount,
        Lowered(amount),
        basis=wish.basis,
    )
    bill = Bill([line])
    return Draft(Kind.ASSESSED, bill.facts(), private, bill.rows(scene.ref, scene.seq))


def _corrected(
    scene: Scene, fee: FeeLine, wish: Assessment, amount: int, private: Mapping[str, object]
) -> Draft:
    if fee.basis is None:
        raise NotNow(f"“{fee.name}” đã tính theo biểu phí.", code="fee_of_tariff", line=fee.no)
    if fee.collected_at is not None:
        raise NotNow(
            f"“{fee.name}” đã thu. Hủy biên lai hoặc hoàn phí trước.",
            code="fee_collected",
            line=fee.no,
        )
    revised = {
        "tariff": amount,
        "amount": amount,
        "ground": None,
        "evidence": None,
        "basis": wish.basis,
    }
    return _revision(scene, fee, revised, private)


def relieve(scene: Scene, wish: Relief) -> Draft:
    """A reduction of a line that is still owed, on a ground of the tariff, with its evidence."""
    _check_person(scene)
    _check_open(scene)
    fee = next((one for one in scene.line.unpaid if one.no == wish.line), None)
    if fee is None:
        raise BadInput("Khoản phí này không có hoặc đã thu.", code="fee_not_owed")
    rule = _rule(scene, fee.name)
    if rule is None:
        raise BadInput(f"Biểu phí không có mức giảm cho “{fee.name}”.", code="unknown_reduction")
    shown = Shown.of(papers_so_far(scene.entries), scene.entries)
    left = lowered(rule, fee.tariff, wish.claim, shown)
    revised = {
        "tariff": fee.tariff,
        "amount": left.amount,
        "ground": left.ground,
        "evidence": left.evidence,
        "basis": fee.basis,
    }
    private = {f"evidence:{fee.no}": left.document} if left.document else {}
    return _revision(scene, fee, revised, private)


def _revision(
    scene: Scene, fee: FeeLine, revised: Mapping[str, object], private: Mapping[str, object]
) -> Draft:
    facts = {"revised": [{"no": fee.no, **revised}]}
    rows = (Change(fee_line, {**scene.key, "no": fee.no}, revised),)
    return Draft(Kind.ASSESSED, facts, private, rows)


def _rule(scene: Scene, name: str) -> FeeRule | None:
    return next((rule for rule in scene.procedure.fees if rule.name == name), None)


def _check_name(scene: Scene, name: str) -> None:
    """A line outlives an erasure with its name, so this is of a list, never free words."""
    if name not in scene.office.books.other_fees:
        known = ", ".join(sorted(scene.office.books.other_fees)) or "không có"
        raise BadInput(
            f"Không thu khoản mang tên này. Khoản ngoài biểu phí: {known}.", code="unknown_fee"
        )


def _one_of(value: str | None, known: tuple[str, ...], what: str) -> str:
    if value not in known:
        choices = ", ".join(known)
        raise BadInput(
            f"Khoản ngoài biểu phải ghi {what}: một trong {choices}.", code=f"unknown_fee_{what}"
        )
    return str(value)


def _check_open(scene: Scene) -> None:
    if scene.line.final is not None:
        raise NotNow("Hồ sơ đã kết thúc, không tính phí nữa.", state=scene.line.state)


def _check_person(scene: Scene) -> None:
    """Assumption: the unit that has the dossier, its head, the leader, or a counter of it."""
    line = scene.line
    agencies = {scene.ref.agency, line.return_at, line.competent}
    seats = [Seat(Role.COUNTER, agency) for agency in sorted(agencies)]
    seats += [Seat(role, line.competent, line.unit) for role in (Role.OFFICER, Role.UNIT_HEAD)]
    seats.append(Seat(Role.LEADER, line.competent))
    if not any(scene.by.sits_on(seat, scene.today) for seat in seats):
        raise NotYourStep("Bạn không có quyền tính phí cho hồ sơ này.", verb="assess")
