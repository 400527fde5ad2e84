"""From a parsed file to a plan; whatever is unknown or missing is refused with its place."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from engine.desk.succession.plan import FieldMove, Merge, Move, Part, Plan, Rename, Split
from engine.fields import Fields
from engine.organisation import Workplace

_KINDS = ("merge", "split", "rename", "move_field")


def read_plan(data: object, where: str) -> Plan:
    """The plan that a parsed file says; `where` is how messages name the file."""
    entry = Fields(data, where)
    plan = Plan(
        name=entry.text("plan"),
        day=_day(entry, "day"),
        decision=entry.text("decision"),
        sources=entry.sources(),
        moves=tuple(_move(part) for part in entry.parts("moves")),
        units=dict(_units(entry)),
        officers=dict(_officers(entry)),
    )
    entry.finish()
    if not plan.moves:
        raise entry.fault("moves", "phải có ít nhất một việc sắp xếp")
    if not plan.sources:
        raise entry.fault("source", "phải ghi căn cứ, kèm “confidence”")
    return plan


def _move(entry: Fields) -> Move:
    kinds = [kind for kind in _KINDS if kind in entry]
    if len(kinds) != 1:
        entry.finish()
        raise entry.fault("moves", f"phải có đúng một trong: {', '.join(_KINDS)}")
    kind = kinds[0]
    inner = Fields(entry.take(kind), f"{entry.where}.{kind}")
    readers: Mapping[str, Callable[[Fields], Move]] = {
        "merge": _merge,
        "split": _split,
        "rename": _rename,
        "move_field": _move_field,
    }
    read = readers[kind](inner)
    inner.finish()
    entry.finish()
    return read


def _merge(entry: Fields) -> Merge:
    return Merge(_some(entry, "from"), entry.text("into"), entry.where)


def _split(entry: Fields) -> Split:
    parts = tuple(_part(part) for part in entry.parts("into"))
    if not parts:
        raise entry.fault("into", "phải nêu các cơ quan kế thừa")
    return Split(entry.text("from"), parts, entry.where)


def _part(entry: Fields) -> Part:
    part = Part(
        entry.text("agency"),
        frozenset(entry.texts("units")),
        frozenset(entry.texts("fields")),
        frozenset(entry.texts("places")),
        entry.flag("rest"),
        entry.where,
    )
    entry.finish()
    if part.rest == bool(part.units or part.fields or part.places):
        raise entry.fault("rest", "hoặc nêu units, fields, places, hoặc rest: true (phần còn lại)")
    return part


def _rename(entry: Fields) -> Rename:
    return Rename(entry.text("agency"), entry.text("name"), _day(entry, "from"), entry.where)


def _move_field(entry: Fields) -> FieldMove:
    return FieldMove(entry.text("field"), entry.text("from"), entry.text("to"), entry.where)


def _units(entry: Fields) -> Iterator[tuple[Workplace, Workplace]]:
    for part in entry.parts("units"):
        yield _workplace(part, "from"), _workplace(part, "to")
        part.finish()


def _workplace(entry: Fields, key: str) -> Workplace:
    agency, _, unit = entry.text(key).partition("/")
    if not agency or not unit:
        raise entry.fault(key, "phải ghi như “mã cơ quan/mã đơn vị”")
    return Workplace(agency, unit)


def _officers(entry: Fields) -> Iterator[tuple[str, str]]:
    found: Mapping[str, str] = entry.pairs("officers")
    yield from found.items()


def _some(entry: Fields, key: str) -> tuple[str, ...]:
    found = entry.texts(key)
    if not found:
        raise entry.fault(key, "phải có ít nhất một mã cơ quan")
    return found


def _day(entry: Fields, key: str) -> date:
    day = entry.day(key, date.max)
    if day == date.max:
        raise entry.fault(key, "phải là một ngày dạng 2025-07-01")
    return day
