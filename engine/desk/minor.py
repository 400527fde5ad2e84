"""The lesser verbs: give to a person, extend, answer, remark."""

from datetime import date, timedelta
from uuid import UUID

from engine.actors import APPLICANT_ID, Role, Seat
from engine.counting import Promise, after_extension
from engine.desk.authority import check_assignee, must_answer_for, must_lead, must_work
from engine.desk.draft import Draft, Scene
from engine.desk.requests import Answering, Extension
from engine.errors import BadInput, NotFound, NotNow, NotYourStep
from engine.facts import promise_facts
from engine.ledger import Kind
from engine.procedure import Limit
from engine.store.act import Change
from engine.tables.office import work_item
from engine.timeline import Cause, PromiseLine, WorkItem

ANSWERS = ("agree", "disagree", "remark")
NOTICE_OF_DELAY = timedelta(days=1)  # NĐ 61/2018 Đ19.9: at least a day before expiry


def assignable(scene: Scene) -> Seat:
    """The seat whose work the person may give to somebody; refused if there is none."""
    seat = scene.line.seat
    if seat is None or seat.role is Role.APPLICANT:
        raise NotNow("Hồ sơ không nằm ở bước nào để phân công.", state=scene.line.state)
    must_lead(scene, "phân công")
    return seat


def assign(scene: Scene, officer: str) -> Draft:
    """Give the present step to a person of the unit that holds it."""
    check_assignee(scene, officer, assignable(scene))
    return Draft(Kind.ASSIGNED, {"officer": officer, "before": scene.line.officer})


def extendable(scene: Scene) -> tuple[PromiseLine, Limit]:
    """The promise that the person may move, and its limit; refused if there is none."""
    line, current = scene.line, scene.line.current
    if current is None or line.limit is None or line.ended_at is not None:
        raise NotNow("Hồ sơ không có ngày hẹn nào để hẹn lại.", state=line.state)
    must_answer_for(scene, "hẹn lại ngày trả kết quả")
    return current, line.limit


def extend(scene: Scene, wish: Extension) -> Draft:
    """Apologise and promise a later day; the first promise stays beside it."""
    line = scene.line
    current, limit = extendable(scene)
    scene.office.check_reason(wish.reason, "extend")
    if type(wish.to) is not date:
        raise BadInput("Ngày hẹn lại phải là một ngày.", code="not_a_day")
    if wish.to <= line.day(current.due):
        raise BadInput("Ngày hẹn lại phải sau ngày hẹn hiện nay.", code="extension_not_later")
    wanted = line.calendar.usual_closing(wish.to)
    promise = after_extension(line.calendar, limit, wanted, Promise(current.due, current.raw))
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
    if scene.line.final is not None:
        raise NotNow("Hồ sơ đã kết thúc, không cần ý kiến nữa.", state=scene.line.state)
    item = _open_item(scene, reply.item)
    if not scene.by.sits_on(item.seat, scene.today):
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


def comment(scene: Scene, text: str) -> Draft:
    """A remark for colleagues; its text can be erased."""
    if scene.by.id == APPLICANT_ID:
        raise NotYourStep("Trao đổi nội bộ dành cho người xử lý hồ sơ.", verb="comment")
    must_work(scene, "comment")
    if not text.strip():
        raise BadInput("Nội dung trao đổi đang trống.", code="empty_comment")
    return Draft(Kind.COMMENTED, {}, {"note": text})
