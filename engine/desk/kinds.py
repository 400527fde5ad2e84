"""Whether a value is of the kind that a request promises: nothing is taken for what it is not."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

_PLAIN: Mapping[object, Callable[[object], bool]] = {
    NoneType: lambda value: value is None,
    bool: lambda value: isinstance(value, bool),
    int: lambda value: type(value) is int,
    float: lambda value: type(value) in {int, float},
    str: lambda value: isinstance(value, str),
    date: lambda value: isinstance(value, date),  # a moment is told from a day where it matters
}


@cache
def hints_of(kind: type) -> Mapping[str, Any]:
    """What the fields of a request promise to be."""
    return get_type_hints(kind)


def fits(value: object, hint: Any) -> bool:  # noqa: ANN401, PLR0911 -- any annotation, one case each
    """Whether the value is what the annotation says. Any sequence or set will do for another."""
    if hint in _PLAIN:
        return _PLAIN[hint](value)
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        return any(fits(value, one) for one in inner)
    if origin is Literal:
        return value in inner
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return isinstance(value, Mapping) and all(
            fits(key, inner[0]) and fits(one, inner[1]) for key, one in value.items()
        )
    if isinstance(origin, type) and issubclass(origin, Collection):
        kinds = isinstance(value, list | tuple | set | frozenset)
        return kinds and all(_fits_one_of(one, inner) for one in value)  # type: ignore[attr-defined]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return isinstance(value, str | hint) and value in set(hint)
    if is_dataclass(hint) and isinstance(hint, type):
        return isinstance(value, hint)
    return True


def _fits_one_of(value: object, inner: tuple[Any, ...]) -> bool:
    return any(fits(value, one) for one in inner if one is not ...)
