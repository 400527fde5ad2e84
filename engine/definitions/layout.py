"""Where everything of a chart stands: a spine of states, side columns, and lanes for the arrows.

The usual way (the longest straight way to a completed dossier) is the spine. Stops and detours
stand to its right, what ends a dossier otherwise to its left. An arrow that is not simply the next
step runs in a lane of its own between the columns, from each of its sources to its target; one
that stays where it is, or would cross the spine, is a line of words in the box that it leaves.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from textwrap import wrap

from engine.definitions.graph import is_completed, whole_paths
from engine.procedure import START, Action, Procedure, State

WIDTH = 260  # of a box
_LETTERS = 34  # of a label in one line of a box
_LINE, _PORT, _LANE = 17, 22, 14
_WORDS_ROOM = 200  # where the labels of arrows stand, beside the side columns
_GAP, _MARGIN = 58, 40


@dataclass(slots=True)
class Box:
    """A state on the page. Ports are counted per side as arrows take them."""

    state: State
    column: int  # -1 left, 0 spine, 1 right
    row: int
    lines: tuple[str, ...]
    words: tuple[str, ...] = ()  # of actions that have no arrow
    ports: dict[int, int] = field(default_factory=lambda: {-1: 0, 1: 0})
    used: dict[int, int] = field(default_factory=lambda: {-1: 0, 1: 0})
    x: float = 0
    y: float = 0

    @property
    def height(self) -> float:
        text = (len(self.lines) + len(self.words) + 1) * _LINE + 16
        return max(text, max(self.ports.values()) * _PORT + 10)

    def port(self, side: int) -> tuple[float, float]:
        """The next free place on a side, counted from the top."""
        self.used[side] += 1
        y = self.y + self.height * self.used[side] / (self.ports[side] + 1)
        return (self.x + (WIDTH if side > 0 else 0), y)


@dataclass(frozen=True, slots=True)
class Arrow:
    """An action between boxes: straight down, or in a lane on one side of the spine."""

    action: Action
    sources: tuple[str, ...]
    side: int  # 0: straight down
    lane: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A chart laid out: boxes with their corners, arrows, and where lanes run."""

    boxes: Mapping[str, Box]
    arrows: tuple[Arrow, ...]
    spine: tuple[str, ...]
    width: float
    height: float

    def lane_x(self, arrow: Arrow) -> float:
        """Lanes are counted from the spine outwards."""
        edge = self.boxes[self.spine[0]].x + (WIDTH if arrow.side > 0 else 0)
        return edge + arrow.side * (18 + arrow.lane * _LANE)


def lay_out(procedure: Procedure) -> Page:
    """A place for every state and every arrow."""
    main = spine(procedure)
    boxes = _boxes(procedure, main)
    arrows = tuple(_arrows(procedure, main, boxes))
    for arrow in arrows:
        if arrow.side:
            boxes[arrow.action.to].ports[_facing(boxes[arrow.action.to], arrow.side)] += 1
            for source in arrow.sources:
                boxes[source].ports[_facing(boxes[source], arrow.side)] += 1
    lanes = {side: sum(a.side == side for a in arrows) * _LANE + 18 for side in (-1, 1)}
    left = _MARGIN + WIDTH + _WORDS_ROOM + lanes[-1]
    right = left + WIDTH + lanes[1] + _WORDS_ROOM
    columns = {-1: float(_MARGIN), 0: float(left), 1: float(right)}
    height = _set_corners(boxes, columns)
    return Page(boxes, arrows, main, right + WIDTH + _MARGIN, height)


def facing(box: Box, arrow: Arrow) -> int:
    """The side of a box on which an arrow in its lane meets it."""
    return _facing(box, arrow.side)


def _facing(box: Box, side: int) -> int:
    return side if box.column == 0 else -box.column


def spine(procedure: Procedure) -> tuple[str, ...]:
    """The states of the usual way, first to last."""
    longest: tuple[str, ...] = ()
    for first in dict.fromkeys(procedure.starts.values()):
        for path in whole_paths(procedure, first):
            way = (first, *(action.to for action in path))
            if is_completed(procedure, way[-1]) and len(way) > len(longest):
                longest = way
    return longest or tuple(procedure.states)[:1]


def _boxes(procedure: Procedure, main: tuple[str, ...]) -> dict[str, Box]:
    rows = _rows(procedure, main)
    boxes = {}
    taken = set()
    for state in sorted(procedure.states.values(), key=lambda state: rows.get(state.id, 0)):
        row, column = rows.get(state.id, 0), 0
        if state.id not in main:
            column = -1 if state.final else 1
            while (row, column) in taken:
                row += 1
            taken.add((row, column))
        boxes[state.id] = Box(state, column, row, tuple(wrap(state.label, _LETTERS)))
    for box in boxes.values():
        box.words = tuple(_words(procedure, box, boxes))
    return boxes


def _words(procedure: Procedure, box: Box, boxes: Mapping[str, Box]) -> Iterator[str]:
    for action in procedure.leaving(box.state.id):
        if action.to == box.state.id:
            yield f"↻ {action.label}"
        elif _crosses(box, boxes[action.to]):
            target = boxes[action.to].state.label
            yield f"⇢ {action.label}" if action.label == target else f"⇢ {action.label}: {target}"


def _crosses(box: Box, other: Box) -> bool:
    return box.column * other.column < 0


def _rows(procedure: Procedure, main: tuple[str, ...]) -> dict[str, int]:
    """The row of the first state of the spine that leads to the state, directly or not."""
    rows = {state: row for row, state in enumerate(main)}
    waiting = [*main, START]
    while waiting:
        here = waiting.pop(0)
        for action in procedure.leaving(here):
            if action.to not in rows:
                rows[action.to] = rows.get(here, 0)
                waiting.append(action.to)
    return rows


def _arrows(
    procedure: Procedure, main: tuple[str, ...], boxes: Mapping[str, Box]
) -> Iterator[Arrow]:
    """Straight arrows first, then lanes: those that stay on the spine lie outermost."""
    steps = set(pairwise(main))
    lanes: list[tuple[Action, tuple[str, ...], int]] = []
    for action in procedure.actions.values():
        others = [s for s in action.sources if s not in (START, action.to)]
        for source in others:
            if (source, action.to) in steps:
                yield Arrow(action, (source,), 0)
        bent = tuple(
            source
            for source in others
            if (source, action.to) not in steps and not _crosses(boxes[source], boxes[action.to])
        )
        if bent:
            met = {boxes[id_].column for id_ in (*bent, action.to)}
            lanes.append((action, bent, -1 if -1 in met else 1))
    for side in (-1, 1):
        chosen = [(action, bent) for action, bent, where in lanes if where == side]
        chosen.sort(key=lambda pair: boxes[pair[0].to].column == 0 and _on_spine(pair[1], boxes))
        for lane, (action, bent) in enumerate(chosen):
            yield Arrow(action, bent, side, lane)


def _on_spine(states: tuple[str, ...], boxes: Mapping[str, Box]) -> bool:
    return all(boxes[state].column == 0 for state in states)


def _set_corners(boxes: Mapping[str, Box], columns: Mapping[int, float]) -> float:
    """Give every box its corner, row by row; the height of the page comes back."""
    y: float = _MARGIN + 50
    for row in range(max(box.row for box in boxes.values()) + 1):
        here = [box for box in boxes.values() if box.row == row]
        for box in here:
            box.x, box.y = columns[box.column], y
        y += max((box.height for box in here), default=0) + _GAP
    return y
