"""Which verbs beside the actions of the definition the desk would accept from a person now."""

from collections.abc import Callable, Mapping

from engine.desk import minor, undoing
from engine.desk.authority import must_hold, must_work
from engine.desk.draft import Scene
from engine.errors import Refusal

_CHECKS: Mapping[str, Callable[[Scene], object]] = {
    "assign": minor.assignable,
    "extend": minor.extendable,
    "comment": lambda scene: must_work(scene, "comment"),
    "attach": lambda scene: must_work(scene, "attach"),
    "attach_result": lambda scene: must_hold(scene, "attach"),
    "undo": undoing.undo,
}


def verbs_of(scene: Scene) -> frozenset[str]:
    """Those of them that are open to the person of the scene; what they say is checked later.

    One that was received by mistake takes remarks, and nothing else.
    """
    asked = ("comment",) if scene.line.voided else tuple(_CHECKS)
    return frozenset(verb for verb in asked if _is_open(_CHECKS[verb], scene))


def _is_open(check: Callable[[Scene], object], scene: Scene) -> bool:
    try:
        check(scene)
    except Refusal:
        return False
    return True
