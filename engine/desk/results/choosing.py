"""Which results an act is about, and who may act on them."""

from collections.abc import Callable, Sequence

from engine.actors import Role
from engine.desk.draft import Scene
from engine.errors import NotFound, NotNow, NotYourStep
from engine.timeline import Result

AT_THE_COUNTER = (Role.COUNTER, Role.POSTAL_COUNTER)


def chosen(
    scene: Scene, wanted: Sequence[int], fits: Callable[[Result], bool], what: str
) -> list[Result]:
    """The results of these numbers, or every one that fits; refused if one of them does not.

    `what` says in words what they would have to be.
    """
    known = {one.no: one for one in scene.line.results}
    for number in wanted:
        if number not in known:
            message = f"Hồ sơ không có kết quả số {number}."
            raise NotFound(message, code="unknown_result", result=number)
    found = [known[number] for number in sorted(set(wanted))] or [
        one for one in scene.line.results if fits(one)
    ]
    unfit = [one.no for one in found if not fits(one)]
    if unfit or not found:
        which = f"Kết quả số {unfit[0]}" if unfit else "Hồ sơ"
        none = "không" if unfit else "không có kết quả nào"
        raise NotNow(f"{which} {none} {what}.", code="result_not_there", results=unfit)
    return found


def numbers(results: Sequence[Result]) -> list[int]:
    return [one.no for one in results]


def at_counter(scene: Scene, verb: str) -> None:
    """Refuse to anybody but the counter where the result is fetched."""
    here = scene.line.return_at
    if not any(scene.by.has(role, here, scene.today) for role in AT_THE_COUNTER):
        names = scene.office.say(AT_THE_COUNTER)
        raise NotYourStep(
            f"Việc này dành cho nơi trả kết quả ({names}).", code="not_your_step", verb=verb
        )


def noted(note: str | None) -> dict[str, object]:
    """A free text goes under seal."""
    return {"note": note} if note else {}
