"""Where the clock runs, stands still, and has ended, on the way of a dossier."""

from collections.abc import Mapping
from enum import Enum, auto
from itertools import pairwise

from engine.imports.epar.roles import ASK_MORE, RETURNED, SUPPLY, TAKE_FEE
from engine.imports.epar.source import Task

# What a stop waits for, by words in the codes of its tasks; anything else is told as such.
_REASONS = (
    ("financial_duty", ("THUE", "BIEN_LAI", "NGHIA_VU", "THU_PHI", "LE_PHI")),
    ("public_notice", ("NIEM_YET", "CONG_KHAI")),
    ("supplement", ("BO_SUNG",)),
)
OTHER_STOP = "foreign_pause"  # a reason that the source does not name


class Stand(Enum):
    """What the clock does while a dossier waits for a task."""

    RUNS = auto()
    STOPPED = auto()
    ENDED = auto()


def pauses(task: Task) -> bool:
    """Whether doing the task stops the clock; asking for a supplement always does in E-PAR."""
    return task.pause or task.role == ASK_MORE


def goes_on(task: Task) -> bool:
    return task.unpause or task.role == SUPPLY


def ending(main: tuple[Task, ...]) -> Task | None:
    """The task that ends the clock: the first with `biz_done`, else where E-PAR would end it.

    E-PAR takes the work for done when taking the fee or returning the result comes next.
    """
    stated = next((task for task in main if task.done), None)
    if stated is not None:
        return stated
    over = RETURNED | {TAKE_FEE}
    return next((task for task, following in pairwise(main) if following.role in over), None)


def stands(main: tuple[Task, ...]) -> Mapping[str, Stand]:
    """How the clock stands while each task is waited for, by code; the last key "" is the end."""
    last = ending(main)
    stand, found = Stand.RUNS, {}
    for task in main:
        found[task.code] = stand
        if task is last:
            stand = Stand.ENDED
        elif stand is not Stand.ENDED:
            if goes_on(task):
                stand = Stand.RUNS
            if pauses(task):
                stand = Stand.STOPPED
    found[""] = Stand.ENDED
    return found


def reason(paused_by: Task, waited_for: Task) -> str:
    """The reason of a stop, from what was done before it and what ends it."""
    for found, words in _REASONS:
        if any(word in f"{paused_by.code} {waited_for.code}" for word in words):
            return found
    return OTHER_STOP
