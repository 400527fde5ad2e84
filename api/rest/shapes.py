"""Models of requests and answers, made from the engine's own frozen values, and the way back.

A model says what JSON may hold; what it means the engine checks (`BadInput`). Nothing is guessed:
an unknown field, a number written as text or a moment without a zone is refused.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    JsonValue,
    PlainSerializer,
    StrictBool,
    StrictInt,
    StrictStr,
    WithJsonSchema,
    create_model,
)
from pydantic import Field as Bounds

from api.rest.names import name_of
from engine.desk.texts import FREE, MOST

LONGEST_LIST = 200  # of one request: longer ones are several requests
M = TypeVar("M", bound=BaseModel)
_LINES = frozenset("\n\r\t")


def _readable(text: str) -> str:
    """The text; refused if it has control characters or halves of characters."""
    if any(unicodedata.category(one) in {"Cc", "Cs"} and one not in _LINES for one in text):
        raise ValueError("control characters cannot be kept")
    return text


def _written(value: object) -> object:
    """Days, moments and ids are texts in JSON, and nothing else."""
    if isinstance(value, str):
        return value
    raise ValueError("must be a text")


Text = Annotated[StrictStr, Bounds(max_length=FREE), AfterValidator(_readable)]
Name = Annotated[StrictStr, Bounds(max_length=200), AfterValidator(_readable)]
Whole = Annotated[StrictInt, Bounds(ge=-MOST, le=MOST)]
Day = Annotated[date, BeforeValidator(_written)]
Moment = Annotated[AwareDatetime, BeforeValidator(_written)]
Id = Annotated[UUID, BeforeValidator(_written)]
HexId = Annotated[
    UUID,
    PlainSerializer(lambda one: one.hex, return_type=str),
    WithJsonSchema({"type": "string", "pattern": "^[0-9a-f]{32}$"}),
]
_ASKED: Mapping[object, Any] = {
    str: Text,
    int: Whole,
    bool: StrictBool,
    date: Day,
    datetime: Moment,
    UUID: Id,
    object: JsonValue,
}
_ANSWERED: Mapping[object, Any] = {UUID: HexId, object: JsonValue}


class Asked(BaseModel):
    """What every model of a request keeps to."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Answered(BaseModel):
    """What every model of an answer keeps to."""

    model_config = ConfigDict(from_attributes=True)


@cache
def request_of(kind: Any) -> type[Asked]:  # noqa: ANN401 -- any dataclass
    """The model of a request's dataclass."""
    hints = get_type_hints(kind)
    parts = {one.name: (asked(hints[one.name]), _default(one)) for one in fields(kind)}
    name = f"{name_of(kind)}Request"
    return _made(name, Asked, kind.__doc__, parts)


@cache
def answer_of(kind: Any) -> type[Answered]:  # noqa: ANN401 -- any dataclass
    """The model of an answer's dataclass."""
    hints = get_type_hints(kind)
    parts = {one.name: (answered(hints[one.name]), ...) for one in fields(kind)}
    return _made(name_of(kind), Answered, kind.__doc__, parts)


def _made(name: str, base: type[M], about: str | None, parts: Mapping[str, Any]) -> type[M]:
    made: type[M] = create_model(name, __base__=base, __doc__=about, **parts)
    return made


def asked(hint: Any) -> Any:  # noqa: ANN401 -- any annotation
    """What JSON may hold where the engine wants this type."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in _ASKED:
        return _ASKED[hint]
    if isinstance(hint, type) and is_dataclass(hint):
        return request_of(hint)
    if origin in {Union, UnionType}:
        return Union[tuple(asked(one) for one in arguments)]  # noqa: UP007 -- made, not written
    if origin in {tuple, list, Sequence}:
        return Annotated[list[asked(arguments[0])], Bounds(max_length=LONGEST_LIST)]  # type: ignore[misc]
    if origin is Mapping:
        return Annotated[dict[Name, asked(arguments[1])], Bounds(max_length=LONGEST_LIST)]  # type: ignore[misc]
    return hint


def answered(hint: Any) -> Any:  # noqa: ANN401, PLR0911 -- any annotation, one case each
    """What JSON holds where the engine answers with this type."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in _ANSWERED:
        return _ANSWERED[hint]
    if isinstance(hint, type) and is_dataclass(hint):
        return answer_of(hint)
    if origin in {Union, UnionType}:
        return Union[tuple(answered(one) for one in arguments)]  # noqa: UP007 -- made, not written
    if origin is tuple and Ellipsis not in arguments:
        return tuple[tuple(answered(one) for one in arguments)]  # type: ignore[misc]
    if origin in {tuple, list, Sequence, frozenset}:
        return list[answered(arguments[0])]  # type: ignore[misc]
    if origin is Mapping:
        return dict[str, answered(arguments[1])]  # type: ignore[misc]
    return hint


def value_of(hint: Any, given: Any) -> Any:  # noqa: ANN401 -- any annotation and what fits it
    """The engine's value that a model holds."""
    origin, arguments = get_origin(hint), get_args(hint)
    if given is None or (isinstance(hint, type) and issubclass(hint, Enum)):
        return given
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        parts = {f.name: value_of(hints[f.name], getattr(given, f.name)) for f in fields(hint)}
        return hint(**parts)  # type: ignore[operator]  # a class, not an instance
    if origin in {Union, UnionType}:
        return value_of(next(one for one in arguments if one is not NoneType), given)
    if origin in {tuple, list, Sequence}:
        return tuple(value_of(arguments[0], one) for one in given)
    if origin is Mapping:
        return {name: value_of(arguments[1], one) for name, one in given.items()}
    return given


def _default(one: Field[Any]) -> Any:  # noqa: ANN401 -- of any field
    if one.default is not MISSING:
        return list(one.default) if isinstance(one.default, tuple) else one.default
    if one.default_factory is not MISSING:
        return Bounds(default_factory=one.default_factory)
    return ...
