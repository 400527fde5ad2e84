"""Whether a value is of the kind that a request promises: nothing is taken for what it is not."""

from collections.abc import Callable, Collection, Mapping, Sequence
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


Check = Callable[[object], bool]


@cache
def checks_of(kind: type) -> Mapping[str, Check]:
    """For each field of a request, whether a value is what it promises to be."""
    return {name: _check(hint) for name, hint in get_type_hints(kind).items()}


def fits(value: object, hint: Any) -> bool:  # noqa: ANN401 -- any annotation
    """Whether the value is what the annotation says. Any sequence or set will do for another."""
    return _check(hint)(value)


def _check(hint: Any) -> Check:  # noqa: ANN401, PLR0911 -- any annotation, one case each
    """The question that an annotation asks of values, made once: asking is what is often done."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        return _one_of([_check(one) for one in inner])
    if origin is Literal:
        return lambda value: value in inner
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(_check(inner[0]), _check(inner[1]))
    if isinstance(origin, type) and issubclass(origin, Collection):
        return _collection(_one_of([_check(one) for one in inner if one is not ...]))
    if isinstance(hint, type) and issubclass(hint, Enum):
        members = set(hint)
        return lambda value: isinstance(value, str | hint) and value in members
    if is_dataclass(hint) and isinstance(hint, type):
        return lambda value: isinstance(value, hint)
    return lambda _: True


def _one_of(checks: Sequence[Check]) -> Check:
    return lambda value: any(check(value) for check in checks)


def _mapping(key: Check, one: Check) -> Check:
    def check(value: object) -> bool:
        return isinstance(value, Mapping) and all(key(k) and one(v) for k, v in value.items())

    return check


def _collection(one: Check) -> Check:
    def check(value: object) -> bool:
        return isinstance(value, list | tuple | set | frozenset) and all(map(one, value))

    return check
