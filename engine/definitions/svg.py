"""The chart of a procedure as an SVG picture, with nothing but text and arithmetic."""

from collections.abc import Iterator, Mapping
from html import escape

from engine.definitions.draw import CHANNELS, TINTS, tint
from engine.definitions.layout import WIDTH, Arrow, Box, Page, facing, lay_out
from engine.procedure import Budget, BudgetUnit, Procedure

_STYLE = (
    "text{font-family:'Noto Sans','DejaVu Sans',Arial,sans-serif;fill:#1a1a1a}"
    ".name{font-size:13px;font-weight:600}.small{font-size:11px;fill:#555}"
    ".move{font-size:11px;paint-order:stroke;stroke:#fff;stroke-width:4px}"
    ".title{font-size:15px;font-weight:700}"
    "path{fill:none;stroke:#555;stroke-width:1.3}"
)
_HERE = "#8f1d1d"
_HEAD = (
    '<marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" '
    'orient="auto"><path d="M0 0 8 4 0 8z" style="fill:#555;stroke:none"/></marker>'
)


def svg(
    procedure: Procedure, roles: Mapping[str, str] | None = None, here: str | None = None
) -> str:
    """The picture; `roles` are the words for who holds a step (ids stand where none is given).

    `here` is the state that a dossier is in, drawn with a heavy line.
    """
    page = lay_out(procedure)
    size = f'width="{page.width:.0f}" height="{page.height:.0f}"'
    box = f'viewBox="0 0 {page.width:.0f} {page.height:.0f}"'
    title = escape(f"{procedure.code} {procedure.name}".strip())
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box}>',
        f"<title>{title}</title><style>{_STYLE}</style><defs>{_HEAD}</defs>",
        f'<rect width="{page.width:.0f}" height="{page.height:.0f}" fill="#fff"/>',
        f'<text class="title" x="40" y="32">{title}</text>',
        *(part for arrow in page.arrows for part in _arrow(page, arrow)),
        *(part for drawn in page.boxes.values() for part in _box(drawn, roles or {}, here)),
        *_starts(procedure, page),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _box(box: Box, roles: Mapping[str, str], here: str | None) -> Iterator[str]:
    fill, line = TINTS[tint(box.state)]
    width = 2.5 if box.state.final else 1.3
    if box.state.id == here:
        line, width = _HERE, 4
    yield (
        f'<rect x="{box.x:.0f}" y="{box.y:.0f}" width="{WIDTH}" height="{box.height:.0f}" rx="8" '
        f'fill="{fill}" stroke="{line}" stroke-width="{width}"/>'
    )
    y = box.y + 21
    middle = box.x + WIDTH / 2
    for text in box.lines:
        yield _text(middle, y, text, "name", "middle")
        y += 17
    yield _text(middle, y, _beneath(box, roles), "small", "middle")
    for words in box.words:
        y += 17
        yield _text(middle, y, words, "small", "middle")


def _beneath(box: Box, roles: Mapping[str, str]) -> str:
    """Who holds the step, and what part of the limit it may use."""
    state = box.state
    if state.holder is None:
        return "kết thúc"
    role = roles.get(str(state.holder.role), str(state.holder.role))
    place = f" ({state.holder.unit})" if state.holder.unit else ""
    says = [f"{role}{place}", _budget(state.budget), "tạm dừng" if state.stop else ""]
    return " · ".join(part for part in says if part)


def _budget(budget: Budget | None) -> str:
    match budget:
        case None:
            return ""
        case Budget(unit=BudgetUnit.REST):
            return "phần còn lại"
    word = "giờ" if budget.unit is BudgetUnit.HOURS else "ngày"
    return f"{str(budget.amount).replace('.', ',')} {word}"


def _arrow(page: Page, arrow: Arrow) -> Iterator[str]:
    target = page.boxes[arrow.action.to]
    if arrow.side == 0:
        source = page.boxes[arrow.sources[0]]
        x = source.x + WIDTH / 2
        yield _path(f"M{x:.0f} {source.y + source.height:.0f}V{target.y:.0f}", head=True)
        yield _text(
            x + 8, (source.y + source.height + target.y) / 2 + 4, arrow.action.label, "move"
        )
        return
    lane = page.lane_x(arrow)
    end_x, end_y = target.port(facing(target, arrow))
    y = end_y
    for id_ in arrow.sources:
        source = page.boxes[id_]
        x, y = source.port(facing(source, arrow))
        yield _path(f"M{x:.0f} {y:.0f}H{lane:.0f}V{end_y:.0f}", head=False)
        if source.column:
            yield _beside(source, arrow, y)
    yield _path(f"M{lane:.0f} {end_y:.0f}H{end_x:.0f}", head=True)
    if target.column:
        yield _beside(target, arrow, end_y)
    elif all(page.boxes[id_].column == 0 for id_ in arrow.sources):
        yield _text(lane + 5, y + 4, arrow.action.label, "move")


def _beside(box: Box, arrow: Arrow, y: float) -> str:
    """The label of an arrow over its last stretch to a box of a side column."""
    if box.column > 0:
        return _text(box.x - 10, y - 4, arrow.action.label, "move", "end")
    return _text(box.x + WIDTH + 10, y - 4, arrow.action.label, "move")


def _starts(procedure: Procedure, page: Page) -> Iterator[str]:
    """A dot above each state that a dossier begins in, with the channels that begin there."""
    for first in dict.fromkeys(procedure.starts.values()):
        box = page.boxes[first]
        words = [CHANNELS[c] for c in procedure.channels if procedure.starts.get(c) == first]
        x, y = box.x + 40, box.y - 26
        yield f'<circle cx="{x:.0f}" cy="{y:.0f}" r="6" fill="#333"/>'
        yield _path(f"M{x:.0f} {y + 6:.0f}V{box.y:.0f}", head=True)
        yield _text(x - 12, y + 4, ", ".join(words), "move", "end")


def _text(x: float, y: float, text: str, kind: str, anchor: str = "start") -> str:
    place = f'x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}"'
    return f'<text class="{kind}" {place}>{escape(text)}</text>'


def _path(way: str, *, head: bool) -> str:
    marker = ' marker-end="url(#head)"' if head else ""
    return f'<path d="{way}"{marker}/>'
