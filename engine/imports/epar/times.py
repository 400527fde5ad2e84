"""A step's time on its tasks. E-PAR holds people to the step: its tasks' times only divide it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from engine.imports.epar.clock import Stand
from engine.imports.epar.source import Process, Step, Task
from engine.imports.epar.way import Way

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Shares:
    """Days by the code of the task: parts of the limit, and spans outside of it."""

    budgets: dict[str, Decimal] = field(default_factory=dict)
    spans: dict[str, Decimal] = field(default_factory=dict)

    def give(self, task: Task, days: Decimal) -> None:
        if days > 0:
            self.budgets[task.code] = self.budgets.get(task.code, ZERO) + days


def shares(process: Process, way: Way, stands: Mapping[str, Stand]) -> Shares:
    """The time of every step on the way, shared among the tasks that are waited for in it.

    The task with most time takes what the others leave; where they leave nothing, all of it. The
    reception happens at once: a step that has nothing else gives its time to the next task.
    """
    found = Shares()
    waited = way.main[1:]
    counted = [task for task in waited if stands[task.code] is Stand.RUNS]
    for step in process.steps:
        if step.parallel or not step.time:
            continue
        own = [task for task in counted if task in step]
        others = [task for task in waited if task in step and task not in own]
        if own:
            _share(step.time, own, found)
        elif others:
            found.spans[others[0].code] = step.time
        elif way.main and way.main[0] in step and counted:
            found.give(counted[0], step.time)
    return found


def _share(time: Decimal, own: list[Task], found: Shares) -> None:
    most = max(own, key=lambda task: task.time or ZERO)
    rest = time - sum((task.time or ZERO for task in own if task is not most), ZERO)
    if rest <= 0:
        found.give(most, time)
        return
    for task in own:
        found.give(task, rest if task is most else task.time or ZERO)


def stated(step: Step) -> Decimal:
    """What the tasks of a step say that they take."""
    return sum((task.time or ZERO for task in step.tasks), ZERO)
