"""The JSON Schema of a definition, made from the very tables that the loader reads by.

Editors complete and check by it; a line `# yaml-language-server: $schema=…` at the top of a file
names it. What only lint can tell (a state that nobody reaches) is not in it.
"""

import copy
from collections.abc import Mapping

from engine.definitions.heading import PROCEDURE, WORKFLOW
from engine.definitions.readers import TEXT, Field
from engine.definitions.records import schema


def json_schema() -> dict[str, object]:
    """The schema of both kinds of file: workflows and procedures."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Quy trình và thủ tục hành chính",
        "oneOf": [_of("workflow", WORKFLOW), _of("procedure", PROCEDURE)],
    }


def _of(kind: str, fields: Mapping[str, Field]) -> dict[str, object]:
    """A file of that kind; what it extends may bring any key, and `null` takes one away."""
    heading = {
        kind: Field(TEXT, required=True, says="Mã, trùng với tên tệp"),
        "extends": Field(TEXT, says="Quy trình mẫu được kế thừa"),
    }
    own = {key: Field(field.reader, says=field.says) for key, field in fields.items()}
    whole = copy.deepcopy(dict(schema({**heading, **own})))
    properties = whole["properties"]
    if isinstance(properties, dict):
        for key in ("states", "actions"):
            properties[key] = _overlaid(properties[key])
    return whole


def _overlaid(table: Mapping[str, object]) -> dict[str, object]:
    """A table of records laid over an inherited one: nothing in it is required, all may be null."""
    entry = table["additionalProperties"]
    if not isinstance(entry, dict):
        raise TypeError(type(entry).__name__)
    part = {key: value for key, value in entry.items() if key != "required"}
    part["properties"] = {
        key: {"anyOf": [{"type": "null"}, value]} for key, value in part["properties"].items()
    }
    return {**table, "additionalProperties": {"anyOf": [{"type": "null"}, part]}}
