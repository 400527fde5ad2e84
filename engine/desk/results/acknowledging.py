"""A related unit or agency says that it has its copy of a result."""

from engine.desk.draft import Draft, Scene
from engine.desk.issuing.making import follows
from engine.desk.results.choosing import chosen, noted, numbers
from engine.errors import NotYourStep
from engine.ledger import Kind
from engine.store.scope import Scope
from engine.timeline import Result


def acknowledge(scene: Scene, wanted: tuple[int, ...], note: str | None) -> Draft:
    """By whoever works in the unit that it was sent to; all of theirs unless numbers are given."""
    scope = Scope(scene.by, scene.today)

    def is_theirs(one: Result) -> bool:
        return one.seat is not None and scope.works_at(one.seat)

    named = [one for one in scene.line.results if one.no in wanted]
    of_others = any(one.seat is not None and not is_theirs(one) for one in named)
    if of_others or not any(is_theirs(one) for one in scene.line.results):
        raise NotYourStep("Kết quả này gửi đơn vị khác xác nhận.", verb="acknowledge")
    found = chosen(
        scene, wanted, lambda one: is_theirs(one) and one.unacknowledged, "chờ bạn xác nhận"
    )
    facts = {"results": numbers(found)}
    return Draft(Kind.ACKNOWLEDGED, facts, noted(note), follows=follows(scene))
