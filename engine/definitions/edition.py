"""The edition of a procedure: SHA-256 over the canonical form of everything that it says.

Comments, key order, white space and how a number is written do not count. A key that a later
release of the language adds, left at its default, does not change the edition either.
"""

import dataclasses
from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256

from engine.actors import Address
from engine.canonical import canonical
from engine.definitions.known import FormText
from engine.procedure import Procedure

FORMAT = "motcua-procedure-1"


def content(procedure: Procedure) -> dict[str, object]:
    """All that the procedure says, as plain values, without what stands at its default."""
    whole = _plain(procedure)
    if not isinstance(whole, dict):
        raise TypeError(type(procedure).__name__)
    return {key: value for key, value in whole.items() if key != "edition"}


def written(procedure: Procedure, forms: Mapping[str, FormText]) -> bytes:
    """What an edition is the digest of: the procedure and the forms that its papers name."""
    named = {paper.form for paper in procedure.papers if paper.form is not None}
    texts = {name: forms[name].text for name in named if name in forms}
    return canonical({"format": FORMAT, "procedure": content(procedure), "forms": texts})


def edition(text: bytes) -> str:
    """The edition whose `written` form this is."""
    return sha256(text).hexdigest()


def _plain(value: object) -> object:
    match value:
        case Address() | StrEnum():
            return str(value)
        case tuple() | list():
            return [_plain(item) for item in value]
        case Mapping():
            return {str(key): _plain(item) for key, item in value.items()}
    if dataclasses.is_dataclass(value):
        return {
            field.name: _plain(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if getattr(value, field.name) != field.default
        }
    return value
