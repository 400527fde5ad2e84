"""All rows of a file put together: the cases that can land, and the rows that are kept out.

A case lands whole or not at all: one bad row keeps out the others of its case too, so that the
corrected rows can be imported again as a whole.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from engine.imports.register.cases import Case, Complaint, Rejected, Step
from engine.imports.register.columns import Cell, Line, is_numbering
from engine.imports.register.mapping import Rows
from engine.imports.register.reading import Reading, is_receipt

_TOLD_EVERY = 1_000

Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a file says. `held` are sound rows of a case with a bad one, each with that one's line.

    `seen` counts the cases named in the file, `events` its events (of a register: the moments).
    `header` are the names of the columns.
    """

    cases: tuple[Case, ...]
    seen: int
    events: int
    rejected: tuple[Rejected, ...]
    held: dict[int, int]
    header: tuple[str, ...]


@dataclass(slots=True)
class _Group:
    """The rows of one case so far."""

    line: int
    head: tuple[Cell, ...]
    case: Case | None
    bad: int | None = None  # the line of the first bad row
    steps: list[Step] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    instances: set[str] = field(default_factory=set)


def _says_something(cells: Sequence[Cell]) -> bool:
    return any(cell not in (None, "") for cell in cells) and not is_numbering(cells)


@dataclass(slots=True)
class Gathering:
    """Reads row after row; `gathered()` ends it."""

    reading: Reading
    groups: dict[str, _Group] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    events: int = 0

    def read(self, lines: Iterable[Line], tell: Tell) -> Gathered:
        """Everything below the header row; blank rows say nothing."""
        for number, (line, cells) in enumerate(lines, start=1):
            if line > self.reading.columns.line and _says_something(cells):
                self._add(line, cells)
            if number % _TOLD_EVERY == 0:
                tell(number)
        return self._gathered()

    def _add(self, line: int, cells: Sequence[Cell]) -> None:
        try:
            case = self.reading.case_id(cells)
        except Complaint as complaint:
            self._reject(line, complaint)
            return
        group = self.groups.get(case)
        try:
            if group is None:
                group = self.groups[case] = _Group(line, self._head(cells), None, bad=line)
                group.case = self.reading.case(line, cells)
                group.bad = None
            else:
                self._check_same(group, cells)
            group.lines.append(line)
            self._add_events(group, cells)
        except Complaint as complaint:
            self._reject(line, complaint)
            if group is not None and self._is_log:
                group.bad = group.bad or line

    @property
    def _is_log(self) -> bool:
        return self.reading.mapping.rows is Rows.EVENT

    def _add_events(self, group: _Group, cells: Sequence[Cell]) -> None:
        if not self._is_log:
            case = group.case
            moments = (case.received, case.result, case.returned) if case else ()
            self.events += sum(moment is not None for moment in moments)
            return
        self.events += 1
        step = self.reading.step(cells)
        if step.instance is not None and step.instance in group.instances:
            raise Complaint("event_repeated", f"Sự kiện {step.instance} lặp lại trong hồ sơ này.")
        group.instances.add(step.instance or "")
        group.steps.append(step)

    def _head(self, cells: Sequence[Cell]) -> tuple[Cell, ...]:
        """What every row of a case says alike."""
        places = self.reading.columns.places
        own = {"event", "at", "resource", "group", "instance"}
        return tuple(
            cells[at] if at < len(cells) else None
            for meaning, at in places.items()
            if meaning not in own
        )

    def _check_same(self, group: _Group, cells: Sequence[Cell]) -> None:
        if not self._is_log:
            raise Complaint("case_repeated", f"Trùng mã hồ sơ với dòng {group.line}.")
        if self._head(cells) != group.head:
            reason = f"Nói về hồ sơ khác với dòng {group.line} của cùng hồ sơ."
            raise Complaint("case_contradicts", reason)

    def _reject(self, line: int, complaint: Complaint) -> None:
        self.rejected.append(Rejected(line, complaint.code, complaint.reason))

    def _gathered(self) -> Gathered:
        cases: list[Case] = []
        held: dict[int, int] = {}
        for group in self.groups.values():
            case = self._whole(group) if group.bad is None else None
            if case is not None:
                cases.append(case)
            elif group.bad is not None:
                held |= dict.fromkeys(group.lines, group.bad)
        bad = {one.line for one in self.rejected}
        return Gathered(
            tuple(cases),
            len(self.groups),
            self.events,
            tuple(sorted(self.rejected, key=lambda one: one.line)),
            {line: by for line, by in held.items() if line not in bad},
            self.reading.columns.header,
        )

    def _whole(self, group: _Group) -> Case | None:
        """The case with its events in the order of time; None if nothing says when it came in."""
        if group.case is None:
            return None
        case = replace(group.case.with_steps(group.steps), lines=tuple(group.lines))
        if not self.reading.receipt_is_event:
            return case
        receipt = next(filter(is_receipt, case.steps), None)
        if receipt is None:
            group.bad = group.line
            no_receipt = Complaint("no_receipt", "Hồ sơ không có sự kiện tiếp nhận.")
            self._reject(group.line, no_receipt)
            return None
        return replace(case, received=receipt.at)
