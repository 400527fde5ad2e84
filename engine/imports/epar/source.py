"""A process of E-PAR as values: what the file says, and what it says badly."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from xml.etree.ElementTree import Element

from engine.imports.imported import Findings

PARTS = "::"  # TN02::XET_DUYET: procedure and role; TNMT::TN02::XET_DUYET: a further round
END = "NULL"

_DAYS = re.compile(r"[0-9]{1,5}(\.[0-9]{1,4})?")
_MONEY = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{3})+|[0-9]+)\s*(?:đ|đồng|vnđ|vnd)?", re.IGNORECASE)
_BESIDE = re.compile(r"\[\s*([^\]]*?)\s*\]")  # next="A [B]": B is begun beside A
_UNSTATED = "-1"


@dataclass(frozen=True)
class Task:
    """One task. `next` is None at the end; `beside` the parallel task begun with the next one."""

    code: str
    name: str
    time: Decimal | None
    next: str | None
    beside: str | None = None
    pause: bool = False
    unpause: bool = False
    done: bool = False

    @cached_property
    def role(self) -> str:
        return self.code.rpartition(PARTS)[2]

    @cached_property
    def owners(self) -> tuple[str, ...]:
        """The parts before the role; one of them is the procedure."""
        return tuple(self.code.split(PARTS)[:-1])


@dataclass(frozen=True, slots=True)
class Step:
    """Tasks of one group, and the days that they have together."""

    order: str
    group: str
    name: str
    time: Decimal | None
    tasks: tuple[Task, ...]
    parallel: bool
    place: str  # as problems name it

    def __contains__(self, task: Task) -> bool:
        return any(task is one for one in self.tasks)


@dataclass(frozen=True, slots=True)
class Process:
    """A whole file. `code` is that of the file's name, by which E-PAR finds it."""

    file: str
    code: str
    written: str  # the code inside the file
    name: str
    total: Decimal | None
    fee: int
    version: str
    steps: tuple[Step, ...]

    @property
    def tasks(self) -> Iterator[Task]:
        return (task for step in self.steps for task in step.tasks)

    def step_of(self, task: Task) -> Step:
        return next(step for step in self.steps if task in step)


def process_of(root: Element, code: str, findings: Findings) -> Process:
    """The values of a <process>."""
    written = _text(root, "code")
    if not written:
        findings.add("missing_attribute", "<process> không có mã (code).")
    elif written != code:
        message = f"Mã trong tệp là “{written}”, tên tệp là “{code}”; E-PAR tìm theo tên tệp."
        findings.add("code_unlike_file", message)
    name = _text(root, "name")
    if not name:
        findings.add("missing_attribute", "<process> không có tên (name).")
    steps = tuple(_step(part, number, findings) for number, part in enumerate(_steps(root), 1))
    return Process(
        file=findings.file,
        code=code,
        written=written,
        name=name or code,
        total=_total(root, findings),
        fee=_fee(root, findings),
        version=_text(root, "version"),
        steps=steps,
    )


def _steps(root: Element) -> Iterator[Element]:
    return (part for part in root if part.tag in {"step", "no_chain_step"})


def _text(element: Element, name: str) -> str:
    return " ".join((element.get(name) or "").split())


def _is_true(element: Element, name: str) -> bool:
    return _text(element, name).lower() == "true"


def _total(root: Element, findings: Findings) -> Decimal | None:
    text = _text(root, "totaltime")
    if text in {_UNSTATED, ""}:
        message = f'Không ghi thời hạn (totaltime="{text}").' if text else "Thiếu totaltime."
        findings.add("no_limit", message)
        return None
    return _days(text, "totaltime", "", findings)


def _days(text: str, attribute: str, at: str, findings: Findings) -> Decimal | None:
    if _DAYS.fullmatch(text):
        return Decimal(text).normalize() + 0
    message = f'{attribute}="{text}" không phải là số ngày.'
    findings.add("bad_time", message, at)
    return None


def _fee(root: Element, findings: Findings) -> int:
    text = _text(root, "fee")
    if not text:
        return 0
    found = _MONEY.fullmatch(text)
    if found is None:
        findings.add("bad_fee", f'fee="{text}" không phải là một số tiền.')
        return 0
    return int(re.sub(r"[.,]", "", found[1]))


def _step(part: Element, number: int, findings: Findings) -> Step:
    name = _text(part, "name")
    place = f"bước {number}" + (f" ({name})" if name else "")
    group = _text(part, "group")
    if not group:
        findings.add("no_group", "Bước không ghi bộ phận thực hiện (group).", place)
    tasks = tuple(_task(one, place, findings) for one in part.findall("task"))
    if not tasks:
        findings.add("empty_step", "Bước không có công việc nào.", place)
    return Step(
        order=_text(part, "order"),
        group=group,
        name=name,
        time=_time(part, place, findings),
        tasks=tasks,
        parallel=part.tag == "no_chain_step" or _is_true(part, "no_chain"),
        place=place,
    )


def _time(part: Element, at: str, findings: Findings) -> Decimal | None:
    text = _text(part, "time")
    if text in {_UNSTATED, ""}:
        message = "Không ghi thời gian" + (f' (time="{text}").' if text else " (thiếu time).")
        findings.add("no_time", message, at)
        return None
    return _days(text, "time", at, findings)


def _task(part: Element, step: str, findings: Findings) -> Task:
    code = _text(part, "code")
    at = code or step
    if not code:
        findings.add("missing_attribute", "Công việc không có mã (code).", at)
    following = _text(part, "next")
    if not following:
        findings.add("no_next", "Không ghi công việc tiếp theo (next), cũng không ghi NULL.", at)
    beside = _BESIDE.search(following)
    main = _BESIDE.sub("", following).strip()
    return Task(
        code=code,
        name=_text(part, "name") or code or step,
        time=_time(part, at, findings),
        next=main if main and main.upper() != END else None,
        beside=(beside[1] if beside else _text(part, "next_no_chain")) or None,
        pause=_is_true(part, "pause"),
        unpause=_is_true(part, "unpause"),
        done=_is_true(part, "biz_done"),
    )
