"""A procedure back from the canonical text of its edition: old editions outlive their files.

`restored(written(p, forms))` equals `p`, edition included. What the text leaves out stands at the
default of its value, which is why those defaults never change.
"""

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass, replace
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, get_args, get_origin, get_type_hints

from engine.actors import Address
from engine.canonical import canonical
from engine.definitions.edition import FORMAT, edition
from engine.errors import RecordBroken
from engine.procedure import Procedure

_TEXTS: Mapping[type, Callable[[str], object]] = {
    Address: Address.parse,
    Decimal: Decimal,
    date: date.fromisoformat,
    time: time.fromisoformat,
}


@lru_cache(maxsize=1024)  # a text is one procedure for ever; an office has some hundred
def restored(text: bytes) -> Procedure:
    """The procedure of an edition's text, in the order of its keys; any order names one edition.

    RecordBroken for a text of another format.
    """
    whole = json.loads(text)
    if whole.get("format") != FORMAT:
        found = whole.get("format")
        raise RecordBroken(f"Bản thủ tục đã lưu có dạng lạ “{found}”.", code="edition_format")
    procedure: Procedure = _value(Procedure, whole["procedure"])
    return replace(procedure, edition=edition(canonical(whole)))


def _value(kind: Any, plain: Any) -> Any:  # noqa: ANN401 -- shaped by the type hints at run time
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is types.UnionType:
        return None if plain is None else _value(arguments[0], plain)
    if origin is tuple:
        return tuple(_value(arguments[0], item) for item in plain)
    if origin is not None:
        return {_value(arguments[0], k): _value(arguments[1], v) for k, v in plain.items()}
    if kind in _TEXTS:
        return _TEXTS[kind](plain)
    if issubclass(kind, StrEnum):
        return kind(plain)
    return _record(kind, plain) if is_dataclass(kind) else plain


def _record(kind: Any, plain: Mapping[str, object]) -> object:  # noqa: ANN401 -- a dataclass
    hints = _hints(kind)
    return kind(**{name: _value(hints[name], part) for name, part in plain.items()})


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)
