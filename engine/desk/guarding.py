"""What must hold before an action is taken: the guard's facts, the wish, the end of a dossier."""

from collections.abc import Iterable, Mapping

from engine.conditions import prepared
from engine.desk.custody.closing import elsewhere
from engine.desk.draft import Scene
from engine.desk.papers import check_papers, is_complete
from engine.desk.questions import check_answers
from engine.desk.reductions import check_claims
from engine.desk.requests import PaperCount, Wish
from engine.desk.tariff import Assessed, check_found_out
from engine.errors import BadInput, GuardFailed, NotFound, NotNow
from engine.procedure import Action, Final, State
from engine.timeline.places import RESULT


def action_of(scene: Scene, action: str) -> Action:
    """The action of that id; refused if the procedure has none."""
    try:
        return scene.procedure.actions[action]
    except KeyError:
        raise NotFound(
            f"Thủ tục {scene.procedure.code} không có thao tác “{action}”.",
            code="unknown_action",
            action=action,
        ) from None


def guard_facts(
    scene: Scene, action: Action, wish: Wish, papers: Mapping[str, PaperCount]
) -> dict[str, object]:
    """The frozen facts over which guards and fee rules are evaluated.

    What stands beside the ledger is read only if a condition asks for it.
    """
    line = scene.line
    asked = frozenset(_asked_for(scene, action))
    return {
        "channel": str(line.origin.channel),
        "outcome": wish.outcome or line.outcome or "",
        "documents": {"complete": is_complete(scene.procedure, papers)},
        "consultations": {"answered": _all_answered(scene)},
        "fees": {"paid": not line.unpaid},
        "children": {"ended": not line.open_children},
        "originals": {"accounted": not elsewhere(scene)},
        "answers": _answers(scene, wish) if any(n.startswith("answers") for n in asked) else {},
    }


def _asked_for(scene: Scene, action: Action) -> Iterable[str]:
    conditions = [action.when]
    fees = scene.procedure.fees
    if action.takes is not None or any(rule.later for rule in fees):
        conditions += [text for rule in fees for text in (rule.when, rule.times)]
    return (name for text in conditions if text for name in prepared(text).names)


def _answers(scene: Scene, wish: Wish) -> dict[str, object]:
    return {**scene.beside.answers(), **wish.answers}


def _all_answered(scene: Scene) -> bool:
    """No consultation is open, or those that are have passed their limit and may be passed over."""
    return all(
        item.proceeds and item.due is not None and scene.at > item.due
        for item in scene.line.open_items
    )


def check_wish(scene: Scene, action: Action, wish: Wish) -> None:
    """Refuse a wish that lacks what the action needs, or brings what it does not know."""
    if action.reason_required or wish.reason is not None:
        scene.office.check_reason(wish.reason, action.id)
    if action.outcomes and wish.outcome not in action.outcomes:
        choices = ", ".join(action.outcomes)
        raise BadInput(f"Phải chọn kết quả: {choices}.", code="outcome_missing")
    if not action.outcomes and wish.outcome is not None:
        raise BadInput("Thao tác này không ghi kết quả.", code="outcome_not_asked")
    if wish.child is not None and action.opens is None:
        raise BadInput("Thao tác này không mở hồ sơ liên thông.", code="child_not_asked")
    check_papers(scene.procedure, wish.papers)
    check_claims(scene.procedure, wish.reductions)
    check_answers(scene.office, scene.procedure, wish.answers)


def check_end(
    scene: Scene, state: State, fees: Iterable[Assessed], known: Mapping[str, object]
) -> None:
    """A dossier is not over while a child is open; none is returned with a fee owed."""
    if state.final in {Final.COMPLETED, Final.STOPPED} and scene.line.open_children:
        raise GuardFailed("Còn hồ sơ liên thông chưa kết thúc.", unmet=["children.ended"])
    owed = bool(scene.line.unpaid) or any(fee.amount and not fee.collected for fee in fees)
    if state.final is Final.COMPLETED and owed:
        raise GuardFailed("Còn phí, lệ phí chưa nộp.", unmet=["fees.paid"])
    if state.final is Final.COMPLETED:
        check_arrived(scene)
        check_found_out(scene, known)


def check_arrived(scene: Scene) -> None:
    """Refuse to give away a result while its slip says that it is under way."""
    going = (where := scene.line.whereabouts.get(RESULT)) and where.going
    if going:
        raise NotNow(
            f"Kết quả đang chuyển theo phiếu {going.slip}. Ký nhận phiếu trước khi trả.",
            code="result_under_way",
            slip=[going.agency, going.year, going.number],
        )
