"""What differs between two editions of a procedure, as lines that an officer can read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.definitions.edition import content
from engine.procedure import Procedure

_WORDS = {
    "states": "bước",
    "actions": "thao tác",
    "limits": "thời hạn",
    "fees": "phí, lệ phí",
    "papers": "giấy tờ",
    "starts": "bước bắt đầu của kênh",
    "channels": "kênh nộp",
    "returns": "kênh trả",
    "questions": "câu hỏi khi tiếp nhận",
    "sources": "căn cứ",
    "name": "tên",
    "field": "lĩnh vực",
    "tier": "cấp",
    "level": "mức độ",
    "scope": "phạm vi",
    "clock_end": "thời điểm kết thúc",
    "valid_from": "áp dụng từ",
    "valid_to": "áp dụng đến",
    "restricted": "hạn chế xem",
    "workflow": "quy trình mẫu",
    "counting": "giờ làm việc",
    "counter": "giờ quầy mở",
}
# Words that stand at any depth of the files of agencies and calendars.
_PARTS = {
    "agencies": "cơ quan",
    "units": "đơn vị",
    "unit_sets": "bộ đơn vị chung",
    "staff": "nhân sự",
    "grants": "vai trò",
    "names": "tên theo ngày",
    "offices": "bộ phận một cửa",
    "identifiers": "mã định danh",
    "years": "năm",
    "closed": "ngày nghỉ",
    "open": "ngày làm bù",
}
# What tells the items of a list apart, first the key that does.
_NAMES = ("id", "agency", "unit", "set")
_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Change:
    """One value that is not the same. `before` None: added; `after` None: taken away."""

    path: tuple[str, ...]
    before: str | None
    after: str | None

    def __str__(self) -> str:
        first, *rest = self.path
        where = " › ".join(
            (_WORDS.get(first) or _PARTS.get(first, first), *(_PARTS.get(one, one) for one in rest))
        )
        if self.before is None:
            return f"+ {where}: {self.after}"
        if self.after is None:
            return f"- {where}: {self.before}"
        return f"~ {where}: {self.before} → {self.after}"


def diff(old: Procedure | None, new: Procedure | None) -> list[Change]:
    """The values that differ, by path; None stands for a procedure that is not there."""
    before = content(old) if old is not None else {}
    after = content(new) if new is not None else {}
    return compare(before, after)


def compare(before: object, after: object) -> list[Change]:
    """The same for any two plain values that are mappings."""
    return list(_compare((), before, after))


def _compare(path: tuple[str, ...], before: object, after: object) -> Iterator[Change]:
    if before == after:
        return
    one, other = _keyed(before), _keyed(after)
    if one is None or other is None:
        yield Change(path, _shown(before), _shown(after))
        return
    for key in [*one, *(key for key in other if key not in one)]:
        yield from _compare((*path, key), one.get(key, _ABSENT), other.get(key, _ABSENT))


def _keyed(value: object) -> Mapping[str, object] | None:
    """A value with parts, each by its name or its number."""
    if isinstance(value, Mapping):
        return value
    if isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        named = {_name(number, item): item for number, item in enumerate(value, start=1)}
        if len(named) == len(value):
            return named
        return {str(number): item for number, item in enumerate(value, start=1)}
    return None


def _name(number: int, item: object) -> str:
    if not isinstance(item, Mapping):
        return str(number)
    if "role" in item:  # of a grant: a person has several at one agency
        parts = (item.get(key) for key in ("role", "agency", "unit"))
        return " ".join(str(part) for part in parts if part)
    return str(next((item[key] for key in _NAMES if key in item), number))


def _shown(value: object) -> str | None:
    match value:
        case _ if value is _ABSENT:
            return None
        case Mapping():
            return ", ".join(f"{key}: {_shown(part)}" for key, part in value.items() if key != "id")
        case list():
            return ", ".join(str(_shown(item)) for item in value)
        case bool():
            return "có" if value else "không"
    return str(value)
