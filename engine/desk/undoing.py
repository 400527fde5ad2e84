"""Taking back one's own last act: an entry says so, and nothing is struck out."""

from engine.canonical import moment_text
from engine.desk.draft import Draft, Scene
from engine.desk.issuing.making import COPY, follows
from engine.desk.moving import READY
from engine.errors import NotNow, NotYourStep
from engine.facts import Facts
from engine.ledger import ASIDE, Entry, Kind, standing
from engine.procedure import ClockMode
from engine.store.act import Change
from engine.store.beside import event_of
from engine.tables.record import outbox

UNDOABLE = frozenset({Kind.MOVED, Kind.ASSIGNED})
# What others may have acted upon already.
_LASTING = ("asks", "opens", "fees", "papers", "digital", "external", "staff_act")


def undo(scene: Scene) -> Draft:
    """Take back the last act of one's own, within the time set, if nobody acted on it since."""
    last = next(one for one in reversed(standing(scene.entries)) if one.kind not in ASIDE)
    if last.actor != scene.by.id:
        raise NotYourStep("Chỉ người vừa thực hiện mới hoàn tác được.", code="not_your_act")
    _check(scene, last)
    return Draft(
        Kind.UNDONE,
        {"undoes": last.seq, "action": last.facts.get("action"), "since": moment_text(scene.at)},
        rows=_silenced(scene, last),
        follows=follows(scene),
    )


def _check(scene: Scene, last: Entry) -> None:
    facts: Facts = last.facts
    if last.kind not in UNDOABLE:
        raise NotNow("Việc vừa làm không thuộc loại hoàn tác được.", kind=str(last.kind))
    if scene.now - last.recorded_at > scene.office.undo_within:
        raise NotNow("Đã quá thời gian cho phép hoàn tác.", code="undo_too_late")
    if (before := facts.get("before")) and last.kind is Kind.ASSIGNED:
        _check_back(scene, before)
    if _lasts(scene, facts) or scene.line.final is not None or scene.beside.is_told(last.seq):
        raise NotNow("Việc này đã có hệ quả nên không hoàn tác được.", code="undo_has_effects")


def _check_back(scene: Scene, before: str) -> None:
    """A step does not go back to somebody who left the seat since."""
    if scene.line.seat is not None and not scene.may_sit(before, scene.line.seat):
        raise NotNow("Người giữ trước không còn ở vị trí đó.", code="undo_has_effects")


def _lasts(scene: Scene, facts: Facts) -> bool:
    """Whether others may have acted on it: papers, answers and money came, a result went back."""
    left = scene.procedure.states.get(facts.get("from", ""))
    return (
        any(name in facts for name in _LASTING)
        or "answers" in facts.get("sealed", {})
        or (left is not None and left.clock is ClockMode.ENDED)
    )


def _silenced(scene: Scene, last: Entry) -> tuple[Change, ...]:
    """A notice of it that has not left the house yet does not go out."""
    if last.kind is not Kind.MOVED:
        return ()
    event, letter = event_of(scene.ref, last.seq), last.facts.get("letter", READY)
    dead = {"dead_at": scene.now, "error": "undone"}
    return tuple(
        Change(outbox, {"agency_id": scene.ref.agency, "event": f"{event}{kind}"}, dead)
        for kind in sorted({READY, COPY, str(letter)})
    )
