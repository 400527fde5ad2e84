"""Words and numbers as they come in: brought to one form, refused where no record can keep them."""

import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar, cast
from uuid import UUID

from engine.desk.kinds import checks_of
from engine.errors import BadInput

T = TypeVar("T")

CODE = 64  # ids, codes and numbers; longer ones have their own line
KEY = 128
FREE = 10_000
DEEPEST = 16  # lists within lists of an answer
YEARS = range(2000, 2200)  # of moments: before the first lies no act, after the last no calendar
MOST = 2**53  # the largest whole number that every reader of JSON reads alike
_FINE = 1e15  # below it a number with decimals is written the same by every database
_LONGEST: Mapping[str, int] = {
    "name": 200,
    "address": 500,
    "email": 254,
    "identity_note": 200,
    "document": 200,
    "note": FREE,
    "answers": FREE,
}
_WRONG: Mapping[str, str] = {  # codes for what is of the wrong kind, where a field has its own
    "originals": "impossible_count",
    "copies": "impossible_count",
    "certified": "impossible_count",
    "amount": "impossible_amount",
    "counted": "impossible_amount",
}
_LINES = frozenset("\n\r\t")


def tidy(request: T) -> T:
    """The request with every text in NFC; BadInput names a field that cannot be kept.

    Two people who type one name on different keyboards have typed the same name. Refused are texts
    too long for their field, control characters, halves of characters, moments out of all reason,
    and in answers whatever is not text, truth, a number that every database writes alike, or a
    list or mapping of those.
    """
    return cast("T", _tidy(request, "", CODE, 0))


def tidy_text(text: object, field: str, longest: int = FREE) -> str:
    """One text by the same rule; BadInput if it is no text."""
    if not isinstance(text, str):
        raise _unreadable("Phải là một đoạn chữ.", field)
    plain = unicodedata.normalize("NFC", text)
    if any(unicodedata.category(c) in {"Cc", "Cs"} and c not in _LINES for c in plain):
        raise _unreadable("Có ký tự không đọc được. Xin nhập lại.", field)
    if len(plain) > longest:
        raise BadInput(f"Quá dài: tối đa {longest} ký tự.", code="too_long", field=field)
    return plain


def _unreadable(message: str, field: str) -> BadInput:
    return BadInput(message, code="unreadable", field=field)


def _tidy(value: object, field: str, longest: int, depth: int) -> Any:  # noqa: ANN401 -- as it came
    if depth > DEEPEST:
        raise BadInput("Dữ liệu lồng nhau quá sâu.", code="too_deep", field=field)
    match value:
        case None | bool() | StrEnum() | UUID():
            return value
        case str():
            return tidy_text(value, field, longest)
        case int() | float():
            return _number(value, field)
        case Mapping():
            return _mapping(value, field, longest, depth)
        case tuple() | list():
            return type(value)(_tidy(one, field, longest, depth + 1) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _part(value, f.name, depth) for f in fields(value)})
    raise _unreadable("Dữ liệu không đúng kiểu.", field)


def _number(number: float, field: str) -> float:
    """The number as every database gives it back: no negative zero, nothing too large."""
    within = abs(number) <= MOST if isinstance(number, int) else abs(number) < _FINE
    if not within:  # nor is it a number at all
        raise _unreadable("Số không hợp lệ.", field)
    return number or 0


def _mapping(value: Mapping[Any, object], field: str, longest: int, depth: int) -> dict[str, Any]:
    kept = {
        tidy_text(name, field, CODE): _tidy(one, field, longest, depth + 1)
        for name, one in value.items()
    }
    if len(kept) != len(value):
        raise BadInput("Có mục nhập hai lần.", code="given_twice", field=field)
    return kept


def _part(value: object, field: str, depth: int) -> object:
    part = getattr(value, field)
    check = checks_of(type(value)).get(field)  # type: ignore[arg-type]  # a dataclass
    if check is not None and not check(part):
        code = _WRONG.get(field, "unreadable")
        raise BadInput("Dữ liệu không đúng kiểu.", code=code, field=field)
    if isinstance(part, date):
        if isinstance(part, datetime) and part.year not in YEARS:
            raise BadInput("Thời điểm không hợp lý.", code="impossible_moment", field=field)
        return part
    return _tidy(part, field, _LONGEST.get(field, CODE), depth + 1)
