"""Records: a fixed set of keys, each with its reader; an unknown key is a flaw."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any, TypeVar

from engine.definitions.defects import Flaw, Path, Unreadable
from engine.definitions.readers import Field, Reader, Record, Schema, as_mapping, each, wrong

T = TypeVar("T")


def made(fields: Mapping[str, Field], make: Callable[..., T]) -> Reader[T]:
    """A record as a value; keys that are absent are left to its defaults."""
    return record(fields).then(lambda given: make(**given))


def record(fields: Mapping[str, Field]) -> Reader[Record]:
    """A mapping with these keys and no others, by the names of the attributes.

    A `null` is as good as absent. Every flaw of the record is found: unknown keys, missing keys
    and what is wrong inside the ones that are there.
    """

    def read(value: object, path: Path) -> Record:
        given = {k: v for k, v in as_mapping(value, path).items() if v is not None}
        flaws = [*_unknown(given, fields, path), *_missing(given, fields, path)]
        known = [(fields[key].into or key, key) for key in given if key in fields]
        values: list[Any] = []
        try:
            values = each(((*path, key), fields[key].reader, given[key]) for _, key in known)
        except Unreadable as unreadable:
            flaws.extend(unreadable.flaws)
        if flaws:
            raise Unreadable(*flaws)
        return {name: v for (name, _), v in zip(known, values, strict=True)}

    return Reader(read, schema(fields))


def schema(fields: Mapping[str, Field]) -> Schema:
    """The JSON Schema of a record."""
    properties = {
        key: {**field.reader.schema, **({"description": field.says} if field.says else {})}
        for key, field in fields.items()
    }
    required = [key for key, field in fields.items() if field.required]
    closed = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**closed, "required": required} if required else closed


def _unknown(given: Mapping[str, object], fields: Mapping[str, Field], path: Path) -> list[Flaw]:
    return [
        Flaw((*path, key), "unknown_key", f"Không có khóa “{key}”.", _near(key, fields))
        for key in given
        if key not in fields
    ]


def _missing(given: Mapping[str, object], fields: Mapping[str, Field], path: Path) -> list[Flaw]:
    return [
        Flaw(path, "missing_key", f"Thiếu khóa “{key}”.", f"Thêm dòng “{key}: …”.")
        for key, field in fields.items()
        if field.required and key not in given
    ]


def _near(key: str, fields: Mapping[str, Field]) -> str:
    close = get_close_matches(key, fields, n=1)
    if close:
        return f"Có phải “{close[0]}”?"
    return f"Bỏ dòng này; các khóa có thể dùng: {', '.join(fields)}."


def exactly_one(variants: Mapping[str, Field], extras: Mapping[str, Field]) -> Reader[Record]:
    """A record with exactly one of the variants, and any of the extras; read as one record."""
    inner = record({**variants, **extras})
    schemas = [schema({name: _needed(field), **extras}) for name, field in variants.items()]

    def read(value: object, path: Path) -> Record:
        given = inner.read(value, path)
        if len(given.keys() & variants.keys()) != 1:
            fix = f"Ghi đúng một trong: {', '.join(variants)}."
            raise wrong(path, "Phải có đúng một đơn vị thời hạn.", fix, "wrong_form")
        return given

    return Reader(read, {"anyOf": schemas})


def _needed(field: Field) -> Field:
    return Field(field.reader, required=True, says=field.says)
