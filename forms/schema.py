"""A form as JSON Schema (2020-12): what the API accepts, and `Answers.facts()` gives.

The schema describes the plain shape; `parse` stays the judge and also takes what people type
(`1.500.000`, `22/11/2026`).
"""

from collections.abc import Iterable, Mapping
from functools import singledispatch
from typing import TypeAlias

from forms.amounts import MOST_DIGITS
from forms.fields import (
    AddressField,
    Choice,
    Choices,
    CitizenIdentity,
    Condition,
    Date,
    Email,
    Field,
    FileField,
    Money,
    Number,
    Table,
    Text,
    YesNo,
)
from forms.form import Form, Sum

Schema: TypeAlias = dict[str, object]

_LARGEST = 10**MOST_DIGITS - 1
_DAY: Schema = {"type": "string", "format": "date"}
_YEAR_OR_DAY = "^[0-9]{4}(-[0-9]{2}-[0-9]{2})?$"


def schema(form: Form) -> Schema:
    """The schema of the whole form. Optional and unasked fields may be absent or null."""
    record = _record(form.fields)
    properties = {"properties": {**_properties(form.fields), **_sums(form.sums)}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": form.title,
        **record,
        **properties,
    }


def _record(fields: tuple[Field, ...]) -> Schema:
    record: Schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": _properties(fields),
        "required": [field.id for field in fields if _needed(field) and not field.shown_when],
    }
    rules = [_required_when(field) for field in fields if _needed(field) and field.shown_when]
    return record | ({"allOf": rules} if rules else {})


def _needed(field: Field) -> bool:
    return field.required or (isinstance(field, Table) and field.least > 0)


def _properties(fields: Iterable[Field]) -> Schema:
    return {field.id: _property(field) for field in fields}


def _property(field: Field) -> Schema:
    described: Schema = {"title": field.label, **shape(field)}
    if field.help:
        described["description"] = field.help
    if _needed(field) and not field.shown_when:
        return described
    return {"title": field.label, "anyOf": [described, {"type": "null"}]}


def _sums(sums: tuple[Sum, ...]) -> Schema:
    return {
        total.id: {
            "title": total.label,
            "type": "integer" if total.whole else "number",
            "readOnly": True,
        }
        for total in sums
    }


def _required_when(field: Field) -> Schema:
    return {
        "if": {
            "properties": {one.field: _held(one) for one in field.shown_when},
            "required": [one.field for one in field.shown_when],
        },
        "then": {
            "required": [field.id],
            "properties": {field.id: {"not": {"type": "null"}}},
        },
    }


def _held(condition: Condition) -> Schema:
    among: Schema = {"enum": list(condition.values)}
    return {"anyOf": [among, {"type": "array", "contains": among}]}


@singledispatch
def shape(field: Field) -> Schema:  # noqa: ARG001
    """The type of one field's plain value; a kind without a rule of its own is a short text."""
    return {"type": "string", "minLength": 1, "maxLength": 300}


@shape.register
def _text(field: Text) -> Schema:
    return {"type": "string", "minLength": 1, "maxLength": field.most}


@shape.register
def _email(_field: Email) -> Schema:
    return {"type": "string", "format": "email"}


@shape.register
def _identity(field: CitizenIdentity) -> Schema:
    return _parts(
        ("kind",),
        kind={"enum": [str(kind) for kind in field.kinds]},
        number={"type": "string"},
        note={"type": "string"},
        issued_on={"anyOf": [_DAY, {"type": "null"}]},
        issued_by={"type": "string"},
    )


@shape.register
def _money(field: Money) -> Schema:
    return {
        "type": "integer",
        "minimum": int(field.lowest) if field.lowest is not None else 0,
        "maximum": int(field.highest) if field.highest is not None else _LARGEST,
    }


@shape.register
def _number(field: Number) -> Schema:
    lowest = {} if field.lowest is None else {"minimum": float(field.lowest)}
    highest = {} if field.highest is None else {"maximum": float(field.highest)}
    return {"type": "integer" if field.whole else "number", **lowest, **highest}


@shape.register
def _date(field: Date) -> Schema:
    return {"type": "string", "pattern": _YEAR_OR_DAY} if field.year_only else _DAY


@shape.register
def _choice(field: Choice) -> Schema:
    return _options(field.options)


@shape.register
def _choices(field: Choices) -> Schema:
    return {"type": "array", "uniqueItems": True, "items": _options(field.options)}


def _options(options: Mapping[str, str]) -> Schema:
    return {"oneOf": [{"const": code, "title": label} for code, label in options.items()]}


@shape.register
def _yes_no(_field: YesNo) -> Schema:
    return {"type": "boolean"}


@shape.register
def _address(field: AddressField) -> Schema:
    unit: Schema = {"type": "string", "pattern": "^([0-9]{3}|[0-9]{5})?$"}
    needed = () if field.abroad else ("unit",)
    words: Schema = {"type": "string"}
    return _parts(needed, unit=unit, street=words, country=words)


@shape.register
def _table(field: Table) -> Schema:
    rows = {"minItems": field.least, "maxItems": field.most}
    return {"type": "array", "items": _record(field.columns), **rows}


@shape.register
def _file(field: FileField) -> Schema:
    return _parts(
        ("sha256", "size", "media_type"),
        sha256={"type": "string", "pattern": "^[0-9a-f]{64}$"},
        size={"type": "integer", "minimum": 1, "maximum": field.most_bytes},
        media_type={"enum": list(field.types)},
        name={"type": "string"},
    )


def _parts(required: tuple[str, ...], **properties: Schema) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": list(required),
    }
