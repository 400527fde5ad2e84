"""What of a dossier a new edition cannot carry: each with a stable code and a clause.

Nothing is mended in silence: whatever has begun under the old edition (a stop, a question to
another office, a linked dossier, a phase, a proposal) must have its place in the new one, and
nobody may sign what they proposed because the new edition calls the first act otherwise.
"""

from collections.abc import Iterator
from datetime import date

from engine.actors import Seat
from engine.desk.migrating.fates import Hindrance
from engine.desk.office import Office
from engine.desk.seats import seat_in
from engine.errors import NotFound
from engine.ledger import DossierRef
from engine.procedure import Action, Procedure, ResultRule, State
from engine.timeline import Timeline


def of_procedure(line: Timeline, new: Procedure) -> Iterator[Hindrance]:
    """What stands against the edition, wherever in it the dossier would be."""
    if line.procedure.imported:
        yield Hindrance("imported", "được đưa vào từ hệ thống khác, các bước không có ở đây")
    if line.ended_at is not None:
        yield Hindrance("result_exists", "đã có kết quả, chỉ còn việc trả")
    elif new.clock_end in line.instants:
        yield Hindrance("clock_end_passed", "mốc kết thúc tính thời gian của bản mới đã qua")
    if new.restricted is not line.procedure.restricted:
        yield Hindrance("restricted_differs", "hai bản khác nhau về hạn chế xem")
    if _phases(new) != _phases(line.procedure):
        yield Hindrance("phases_differ", "hai bản khác nhau về kết quả cấp từng giai đoạn")
    if gone := {one.kind for one in line.results} - {one.id for one in new.given}:
        named = ", ".join(sorted(gone))
        yield Hindrance("result_missing", f"đã cấp kết quả “{named}” mà bản mới không có")
    yield from _begun(line, new)


def _phases(procedure: Procedure) -> dict[str, ResultRule]:
    return {rule.id: rule for rule in procedure.results if rule.by or rule.limit}


def _begun(line: Timeline, new: Procedure) -> Iterator[Hindrance]:
    """What others are at work on and must find its place again."""
    asks = [ask.of for action in new.actions.values() for ask in action.asks]
    for item in line.open_items:
        if not any(of.role is item.seat.role and of.unit in {None, item.seat.unit} for of in asks):
            where = item.seat.unit or item.seat.agency
            clause = f"đang chờ ý kiến ({where}) mà bản mới không lấy ý kiến này"
            yield Hindrance("consultation_missing", clause)
    opens = {action.opens.procedure for action in new.actions.values() if action.opens}
    for child in line.open_children:
        if child.procedure not in opens:
            clause = f"hồ sơ liên thông {child.procedure} chưa xong mà bản mới không mở"
            yield Hindrance("child_missing", clause)


def of_state(
    office: Office, ref: DossierRef, line: Timeline, state: State, day: date
) -> Iterator[Hindrance]:
    """What stands against the step where the dossier would be."""
    old = line.procedure.states[line.state]
    if state.final is not None or state.clock is not old.clock:
        yield Hindrance("clock_differs", f"ở bước “{state.label}” thời hạn được tính khác")
    if state.stop != old.stop:
        clause = f"việc tạm dừng tính thời gian ở bước “{state.label}” không như bản cũ"
        yield Hindrance("stop_differs", clause)
    if state.holder != old.holder and line.seat != _seat(office, ref, line, state, day):
        yield Hindrance("holder_differs", f"bước “{state.label}” do người khác giữ")
    if line.officer is not None and line.officer not in office.organisation.people:
        yield Hindrance("assignee_missing", f"người được giao ({line.officer}) không còn")


def _seat(office: Office, ref: DossierRef, line: Timeline, state: State, day: date) -> Seat | None:
    try:
        return seat_in(office, ref, line, state, day)
    except NotFound:
        return None


def of_way(line: Timeline, new: Procedure, state: State) -> Iterator[Hindrance]:
    """What stands against the way from there on."""
    leaving = {action.id for action in new.leaving(state.id)}
    if line.proposal is not None and line.proposal not in leaving:
        clause = f"hệ thống đã đề nghị “{line.proposal}” mà bản mới không có ở bước này"
        yield Hindrance("proposal_missing", clause)
    for action in new.actions.values():
        first = action.four_eyes
        if first is not None and first not in line.took and _past(new, state, first, action):
            clause = f"không biết ai đã làm “{first}”, mà bản mới tách khỏi “{action.label}”"
            yield Hindrance("four_eyes_unknown", clause)


def _past(procedure: Procedure, state: State, first: str, second: Action) -> bool:
    """Whether `second` can be come to from here without taking `first`."""
    seen, waiting = {state.id}, [state.id]
    while waiting:
        here = waiting.pop()
        if here in second.sources:
            return True
        ways = (action.to for action in procedure.leaving(here) if action.id != first)
        fresh = set(ways) - seen
        seen |= fresh
        waiting.extend(fresh)
    return False
