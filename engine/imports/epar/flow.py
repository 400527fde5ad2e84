"""States and actions of a definition, from the tasks of a process.

Every task is an action, and a state while it is waited for. The first task opens the dossier, so
that the final state stands for its own: as many states as tasks, as many actions as tasks. What is
faulty is written as it stands; lint refuses it again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.imports.epar import roles
from engine.imports.epar.clock import Stand, ending, pauses, reason, stands
from engine.imports.epar.source import Process, Task
from engine.imports.epar.times import Shares, shares
from engine.imports.epar.way import Way
from engine.imports.imported import Plain, distinct, span_limit, word

RECEIVE, OVER = "receive", "returned"


@dataclass(slots=True)
class Flow:
    """States and actions under names that are our keys."""

    process: Process
    way: Way
    states: dict[str, str] = field(init=False)  # by code of the task
    _stands: Mapping[str, Stand] = field(init=False)
    _shares: Shares = field(init=False)

    def __post_init__(self) -> None:
        self._stands = stands(self.way.main)
        self._shares = shares(self.process, self.way, self._stands)
        self.states = {}
        taken = {OVER}
        for task in (*self.way.main[1:], *self._loose()):
            self.states[task.code] = distinct(self._key(task), taken)
            taken.add(self.states[task.code])

    def _loose(self) -> tuple[Task, ...]:
        """Tasks that nothing leads to, each code once; parallel ones are no states of their own."""
        by_code = {
            task.code: task
            for step in self.process.steps
            if not step.parallel
            for task in step.tasks
            if id(task) not in self.way.reached
        }
        known = {task.code for task in self.way.main}
        return tuple(task for code, task in by_code.items() if code not in known)

    def _key(self, task: Task) -> str:
        own = {self.process.code, self.process.written}
        parts = [part for part in task.owners if part not in own]
        return word("_".join((*parts, task.role)), "viec")

    def fee(self) -> Plain:
        """The fee of the process, taken where its THU_PHI stands; unstated, the officer says it."""
        taken = next((t for t in self.way.main if t.role == roles.TAKE_FEE), None)
        if taken is None and not self.process.fee:
            return {}
        rule: Plain = {"kind": "levy", "name": "Phí, lệ phí", "amount": self.process.fee}
        rule["moment"] = self._moment(taken)
        return {"fee": [rule if self.process.fee else {**rule, "later": True}]}

    def _moment(self, taken: Task | None) -> str:
        if taken is None or taken.next is None:
            return "return"
        stopped = self._stands.get(taken.code) is Stand.STOPPED
        return "supplement" if stopped and taken is not self.way.main[0] else "receipt"

    def all_states(self) -> Plain:
        found: Plain = {}
        before = dict(zip(self.way.main[1:], self.way.main, strict=False))
        for task in (*self.way.main[1:], *self._loose()):
            found[self.states[task.code]] = self._state(task, before.get(task))
        over: Plain = {"label": "Đã trả kết quả", "final": "completed"}
        ended = ending(self.way.main)
        if ended is None or ended.next is None:  # the end of the dossier is the end of the clock
            over["clock"] = "ended"
        return {**found, OVER: over}

    def _state(self, task: Task, before: Task | None) -> Plain:
        state: Plain = {"label": self._label(task)}
        stand = self._stands.get(task.code, Stand.RUNS)
        if stand is Stand.STOPPED:
            paused = self._paused_by(task) or before or task
            state |= {"holder": "applicant", "stop": reason(paused, task), "on_return": "resume"}
        else:
            state["holder"] = self._by(task)
        if stand is Stand.ENDED:
            state["clock"] = "ended"
        if budget := self._shares.budgets.get(task.code):
            state["budget"] = f"{budget:f}d"
        if span := self._shares.spans.get(task.code):
            state["within"] = span_limit(span)
        return state

    def _label(self, task: Task) -> str:
        """The task's name, with its step's where another task has the same."""
        same = [one for one in self.process.tasks if one.name == task.name]
        step = self.process.step_of(task).name
        return f"{task.name} ({step})" if same[1:] and step not in {"", task.name} else task.name

    def _paused_by(self, task: Task) -> Task | None:
        earlier = self.way.main[: self.way.main.index(task)]
        return next((one for one in reversed(earlier) if pauses(one)), None)

    def _by(self, task: Task) -> str:
        return roles.address(self.process.step_of(task), task.role)

    def all_actions(self) -> Plain:
        found: Plain = {}
        for task in (*self.way.main, *self._loose()):
            opening = self.way.main and task is self.way.main[0]
            key = RECEIVE if opening else distinct(self.states[task.code], found)
            found[key] = self._opening(task) if opening else self._action(task)
        return found

    def _opening(self, task: Task) -> Plain:
        """Whoever receives in E-PAR, and the counter, without which nothing is received here."""
        by = list(dict.fromkeys(["counter", self._by(task)]))
        action: Plain = {"label": task.name, "from": "start", "to": self._target(task)}
        action["by"] = by[0] if len(by) == 1 else by
        return {**action, "letter": "receipt", **self._asks(task)}

    def _action(self, task: Task) -> Plain:
        action: Plain = {"label": self._label(task), "from": self.states[task.code]}
        action |= {"to": self._target(task), "by": self._by(task)}
        action |= _extras(task, action["by"])
        if task is ending(self.way.main) and self.way.beside:
            action["when"] = "consultations.answered"
        return {**action, **self._asks(task)}

    def _target(self, task: Task) -> str:
        if task.next is None:
            return OVER
        return self.states.get(task.next) or word(task.next, "viec")

    def _asks(self, task: Task) -> Plain:
        """A parallel step is a consultation of its unit, with the step's time."""
        step = self.way.beside.get(task.code)
        if step is None:
            return {}
        limit = span_limit(step.time) if step.time else {"same_day": {}}
        of = roles.address(step, step.tasks[0].role)
        asked: Plain = {"of": of, "limit": limit, "on_silence": "remind"}
        return {"asks": [asked]}


def _extras(task: Task, by: object) -> Plain:
    if task.role in roles.RETURNED:
        return {"letter": "result_slip"}
    if task.role == roles.TAKE_FEE:
        return {"takes": "fee"}
    if task.role == roles.SIGN:
        return {"marks": "signed"}
    if task.role == roles.ASK_MORE:
        return {"letter": "supplement_request"}
    return {"letter": "control_slip"} if task.role == roles.HAND_ON and by == "counter" else {}
