"""What a stored text is named by: the digest of what it says, computed from the text alone.

So whoever holds a text can tell whether it is still the one that its edition names. Comments and
the order of keys do not count.
"""

import json
from datetime import date
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256

from engine.canonical import canonical, decimal_text
from engine.definitions.edition import edition
from engine.definitions.texts import parse
from engine.errors import DefinitionFault

PROCEDURE, CALENDAR = "procedure", "calendars"  # kept as canonical JSON; the rest as YAML


@lru_cache(maxsize=4096)  # the same texts are looked at again by each command and each reload
def name_of(kind: str, code: str, content: str) -> str | None:
    """The edition that this text is; None for a text that cannot be read."""
    try:
        if kind in (PROCEDURE, CALENDAR):
            return edition(canonical(json.loads(content)))
        return name_of_value(kind, code, parse(content, code).value)
    except (DefinitionFault, ValueError, TypeError, RecursionError):
        return None


def name_of_value(kind: str, code: str, value: object) -> str:
    """The edition of a file that is neither a procedure nor a calendar."""
    return sha256(f"{kind}/{code}: {one_line(value, in_order=False)}".encode()).hexdigest()


def one_line(value: object, *, in_order: bool = True) -> str:
    """A value in YAML's one-line form: `parse` reads the same value, days and decimals too.

    Keys stand in their own order, or sorted.
    """
    match value:
        case dict():
            items = value.items() if in_order else sorted(value.items())
            parts = (f"{_quoted(key)}: {one_line(part, in_order=in_order)}" for key, part in items)
            return "{" + ", ".join(parts) + "}"
        case list():
            return "[" + ", ".join(one_line(item, in_order=in_order) for item in value) + "]"
        case str():
            return _quoted(value)
        case date():
            return value.isoformat()
        case Decimal():
            whole = decimal_text(value)
            return whole if "." in whole else f"{whole}.0"
    return json.dumps(value)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
