"""Parts of a mapping that was read from YAML, taken with their type or refused with their path."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from forms.fault import FormFault

_Kind = TypeVar("_Kind", bound=StrEnum)


def mapping(
    raw: object,
    path: str,
    known: set[str] | frozenset[str] | None = None,
    *,
    required: set[str] | frozenset[str] = frozenset(),
) -> Mapping[str, object]:
    if not isinstance(raw, Mapping) or not all(isinstance(key, str) for key in raw):
        raise FormFault(path, "not_a_mapping", "Chỗ này phải gồm các cặp khóa chữ: giá trị.")
    for key in raw:
        if known is not None and key not in known:
            raise FormFault(
                f"{path}.{key}", "unknown_key", f"Không có khóa này. Các khóa: {_names(known)}."
            )
    if missing := required - set(raw):
        raise FormFault(path, "missing_key", f"Thiếu khóa: {_names(missing)}.")
    return raw


def _names(keys: set[str] | frozenset[str]) -> str:
    return ", ".join(sorted(keys))


def items(raw: object, path: str) -> list[object]:
    if not isinstance(raw, list) or not raw:
        raise FormFault(path, "not_a_list", "Chỗ này phải là danh sách có ít nhất một mục.")
    return raw


def text(raw: object, path: str) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise FormFault(path, "not_a_text", "Chỗ này phải là chữ (để trong ngoặc kép nếu cần).")
    return raw.strip()


def texts(raw: object, path: str) -> tuple[str, ...]:
    return tuple(text(part, path) for part in items(raw, path))


def flag(raw: object, path: str) -> bool:
    if not isinstance(raw, bool):
        raise FormFault(path, "not_a_flag", "Chỗ này phải là true hoặc false.")
    return raw


def count(raw: object, path: str) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or raw < 0:
        raise FormFault(path, "not_a_count", "Chỗ này phải là số nguyên không âm.")
    return raw


def bound(raw: object, path: str) -> Decimal | None:
    if raw is None:
        return None
    if not isinstance(raw, (int, float)) or isinstance(raw, bool):
        raise FormFault(path, "not_a_number", "Chỗ này phải là một số.")
    return Decimal(str(raw))


def member(kind: type[_Kind]) -> Callable[[object, str], _Kind]:
    def read(raw: object, path: str) -> _Kind:
        try:
            return kind(text(raw, path))
        except ValueError:
            members = ", ".join(kind)
            raise FormFault(path, "unknown_value", f"Chỉ nhận: {members}.") from None

    return read
