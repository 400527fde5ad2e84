"""Words as they come in: brought to one form (NFC), refused where no record can keep them."""

import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from math import isfinite
from typing import Any, TypeVar, cast

from engine.errors import BadInput

T = TypeVar("T")

CODE = 64  # ids, codes and numbers; longer ones have their own line
KEY = 128
FREE = 10_000
_LONGEST: Mapping[str, int] = {
    "name": 200,
    "address": 500,
    "email": 254,
    "note": FREE,
    "answers": FREE,
}
_LINES = frozenset("\n\r\t")


def tidy(request: T) -> T:
    """The request with every text in NFC; BadInput names a field that cannot be kept.

    Two people who type one name on different keyboards have typed the same name. Refused are texts
    too long for their field, control characters, halves of characters, and numbers without end.
    """
    return cast("T", _tidy(request, "", CODE))


def tidy_text(text: str, field: str, longest: int = FREE) -> str:
    """One text by the same rule."""
    plain = unicodedata.normalize("NFC", text)
    if any(unicodedata.category(c) in {"Cc", "Cs"} and c not in _LINES for c in plain):
        raise BadInput("Có ký tự không đọc được. Xin nhập lại.", code="unreadable", field=field)
    if len(plain) > longest:
        raise BadInput(f"Quá dài: tối đa {longest} ký tự.", code="too_long", field=field)
    return plain


def _tidy(value: object, field: str, longest: int) -> Any:  # noqa: ANN401 -- as it came
    match value:
        case StrEnum():
            return value
        case str():
            return tidy_text(value, field, longest)
        case float() if not isfinite(value):
            raise BadInput("Số không hợp lệ.", code="unreadable", field=field)
        case Mapping():
            items = value.items()
            return {_tidy(k, field, CODE): _tidy(v, field, longest) for k, v in items}
        case tuple() | list():
            return type(value)(_tidy(one, field, longest) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _part(value, f.name) for f in fields(value)})
    return value


def _part(value: object, field: str) -> object:
    return _tidy(getattr(value, field), field, _LONGEST.get(field, CODE))
