"""The way of a dossier: from the reception along `next`, with what is begun beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.imports.epar.roles import RECEIVED
from engine.imports.epar.source import Process, Step, Task


@dataclass(frozen=True, slots=True)
class Way:
    """`main` has every task once, in the order of the work; the first one receives the dossier.

    `loop` is the task to which the last one leads back, `lost` the code that no task has, `beside`
    the parallel steps by the code of the task that begins them.
    """

    main: tuple[Task, ...]
    beside: Mapping[str, Step]
    loop: Task | None = None
    lost: str | None = None

    @property
    def reached(self) -> frozenset[int]:
        """The tasks that are come to, by identity: two may have one code."""
        parallel = (task for step in self.beside.values() for task in step.tasks)
        return frozenset(id(task) for task in (*self.main, *parallel))


def way_of(process: Process) -> Way:
    """Follow `next` from the reception; of two tasks with one code the first counts."""
    by_code: dict[str, Task] = {}
    for task in process.tasks:
        by_code.setdefault(task.code, task)
    main, loop, lost = _follow(_start(process, by_code), by_code)
    return Way(main, _beside(process, main), loop, lost)


def _start(process: Process, by_code: Mapping[str, Task]) -> Task | None:
    """The first task if the reception is on its way (a check before it), else the reception."""
    tasks = [task for step in process.steps if not step.parallel for task in step.tasks]
    if not tasks:
        return None
    first, _, _ = _follow(tasks[0], by_code)
    if any(task.role in RECEIVED for task in first):
        return tasks[0]
    return next((task for task in tasks if task.role in RECEIVED), tasks[0])


def _follow(
    start: Task | None, by_code: Mapping[str, Task]
) -> tuple[tuple[Task, ...], Task | None, str | None]:
    way: list[Task] = []
    here = start
    while here is not None:
        if here in way:
            return tuple(way), here, None
        way.append(here)
        if here.next is None:
            break
        if here.next not in by_code:
            return tuple(way), None, here.next
        here = by_code[here.next]
    return tuple(way), None, None


def _beside(process: Process, main: tuple[Task, ...]) -> dict[str, Step]:
    found = {}
    for task in main:
        for step in process.steps:
            if step.parallel and any(one.code == task.beside for one in step.tasks):
                found[task.code] = step
    return found
