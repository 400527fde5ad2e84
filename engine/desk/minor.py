"""The lesser verbs: give to a person, extend, answer, collect, remark, take back."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from engine.actors import Role
from engine.canonical import moment_text
from engine.counting import Promise, after_extension
from engine.desk.authority import must_hold
from engine.desk.draft import Draft, Scene
from engine.desk.moving import check_assignee
from engine.desk.requests import Answering, Extension
from engine.errors import BadInput, NotFound, NotNow, NotYourStep
from engine.facts import Facts, promise_facts
from engine.ledger import Entry, Kind, standing
from engine.store.act import Change, Insert
from engine.tables.office import work_item
from engine.tables.papers import fee_line, result
from engine.timeline import Cause, WorkItem

ANSWERS = ("agree", "disagree", "remark")
NOTICE_OF_DELAY = timedelta(days=1)  # NĐ 61/2018 Đ19.9: at least a day before expiry
LASTING = ("asks", "opens", "fees", "papers")  # what others may have acted upon already


def assign(scene: Scene, officer: str) -> Draft:
    """Give the present step to a person of the unit that holds it."""
    seat = scene.line.seat
    if seat is None or seat.role is Role.APPLICANT:
        raise NotNow("Hồ sơ không nằm ở bước nào để phân công.", state=scene.line.state)
    must_hold(scene, (Role.UNIT_HEAD, Role.LEADER), "phân công")
    check_assignee(scene, officer, seat)
    return Draft(Kind.ASSIGNED, {"officer": officer, "before": scene.line.officer})


def extend(scene: Scene, wish: Extension) -> Draft:
    """Apologise and promise a later day; the first promise stays beside it."""
    line, current = scene.line, scene.line.current
    if current is None or line.limit is None or line.ended_at is not None:
        raise NotNow("Hồ sơ không có ngày hẹn nào để hẹn lại.", state=line.state)
    must_hold(scene, (Role.UNIT_HEAD, Role.LEADER), "hẹn lại ngày trả kết quả")
    scene.office.check_reason(wish.reason, "extend")
    if wish.to <= line.day(current.due):
        raise BadInput("Ngày hẹn lại phải sau ngày hẹn hiện nay.", code="extension_not_later")
    wanted = line.calendar.usual_closing(wish.to)
    promise = after_extension(line.calendar, line.limit, wanted, Promise(current.due, current.raw))
    marks = []
    if current.due - scene.at < NOTICE_OF_DELAY:
        marks.append("late_apology")
    if any(one.cause is Cause.EXTENSION for one in line.promises):
        marks.append("repeated_apology")
    facts: dict[str, object] = {
        "reason": wish.reason,
        "promise": promise_facts(promise, Cause.EXTENSION),
        "letter": "apology",
    }
    if marks:
        facts["marks"] = marks
    private = {"note": wish.note} if wish.note else {}
    return Draft(Kind.EXTENDED, facts, private, tells=(("apology", "applicant"),))


def _open_item(scene: Scene, item: str) -> WorkItem:
    found = next((one for one in scene.line.items if one.id == item), None)
    if found is None:
        raise NotFound("Hồ sơ không có yêu cầu lấy ý kiến này.", code="unknown_item", item=item)
    if found.answered_at is not None:
        raise NotNow("Ý kiến này đã được trả lời.", item=item)
    return found


def answer(scene: Scene, reply: Answering) -> Draft:
    """Reply to a consultation, by whoever sits where it was sent."""
    item = _open_item(scene, reply.item)
    if not scene.by.sits_on(item.seat, scene.day):
        raise NotYourStep("Ý kiến này được hỏi đơn vị khác.", item=reply.item)
    if reply.answer not in ANSWERS:
        raise BadInput(f"Ý kiến phải là một trong: {', '.join(ANSWERS)}.", code="unknown_answer")
    key = {"agency_id": item.seat.agency, "item_id": UUID(item.row)}
    return Draft(
        Kind.ANSWERED,
        {"item": reply.item, "answer": reply.answer},
        {"note": reply.note} if reply.note else {},
        rows=(Change(work_item, key, {"answered_at": scene.at, "answer": reply.answer}),),
    )


def collect(scene: Scene, lines: Sequence[int], method: str) -> Draft:
    """Take the money for fee lines that are still owed."""
    if not any(scene.by.has(role, scene.ref.agency, scene.day) for role in _COLLECTORS):
        raise NotYourStep("Chỉ bộ phận một cửa thu phí, lệ phí.", verb="collect")
    owed = {fee.no for fee in scene.line.unpaid}
    if not lines or not owed.issuperset(lines):
        raise BadInput("Khoản phí này không có hoặc đã thu.", code="fee_not_owed")
    taken = {"collected_at": scene.at, "method": method}
    return Draft(
        Kind.COLLECTED,
        {"lines": sorted(lines), "method": method},
        rows=tuple(Change(fee_line, {**scene.key, "no": no}, taken) for no in lines),
    )


_COLLECTORS = (Role.COUNTER, Role.POSTAL_COUNTER)


def comment(_: Scene, text: str) -> Draft:
    """A remark for colleagues; its text can be erased."""
    if not text.strip():
        raise BadInput("Nội dung trao đổi đang trống.", code="empty_comment")
    return Draft(Kind.COMMENTED, {}, {"note": text})


def undo(scene: Scene) -> Draft:
    """Take back the last act of one's own, within the time set, if nobody acted on it since."""
    last = standing(scene.entries)[-1]
    if last.actor != scene.by.id:
        raise NotYourStep("Chỉ người vừa thực hiện mới hoàn tác được.", code="not_your_act")
    _check_undoable(scene, last)
    return Draft(
        Kind.UNDONE,
        {"undoes": last.seq, "action": last.facts.get("action"), "since": moment_text(scene.at)},
        rows=_unmade(scene, last),
    )


def _check_undoable(scene: Scene, last: Entry) -> None:
    facts: Facts = last.facts
    if last.kind not in {Kind.MOVED, Kind.ASSIGNED}:
        raise NotNow("Việc vừa làm không thuộc loại hoàn tác được.", kind=str(last.kind))
    if scene.at - last.recorded_at > scene.office.undo_within:
        raise NotNow("Đã quá thời gian cho phép hoàn tác.", code="undo_too_late")
    if any(name in facts for name in LASTING) or scene.line.final is not None:
        raise NotNow("Việc này đã có hệ quả nên không hoàn tác được.", code="undo_has_effects")


def _unmade(scene: Scene, last: Entry) -> tuple[Insert | Change, ...]:
    """A result that came into being with the act that is taken back is none."""
    return (Change(result, {**scene.key, "no": last.seq}, {"state": "undone"}),)
