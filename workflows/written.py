"""Values written as the catalogue's YAML: what fits stands in one line, the rest in a block.

`engine.definitions.texts.parse` reads the same values back; the same values give the same bytes.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from engine.canonical import decimal_text

_WIDTH = 180  # of a line, where a value can be broken at all
_PLAIN = re.compile(r"[^\W\d_][\w .()/–-]*|[0-9]+(?:\.[0-9]+)?[hd]")
_RESERVED = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def written(value: dict[str, object], comments: Sequence[str] = ()) -> str:
    """A file: comment lines, then the mapping with its lists of things in blocks."""
    lines = [f"# {line}" for comment in comments for line in comment.splitlines()]
    for key, part in value.items():
        lines.extend(_entry(_text(key), part, "", block=_holds_many(part)))
    return "\n".join(lines) + "\n"


def _holds_many(value: object) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(isinstance(one, dict | list) for one in inner)


def _entry(key: str, value: object, indent: str, *, block: bool = False) -> Iterator[str]:
    line = f"{indent}{key}: {_flow(value)}"
    if isinstance(value, dict | list) and value and (block or len(line) > _WIDTH):
        yield f"{indent}{key}:"
        yield from _block(value, f"{indent}  ")
    else:
        yield line


def _block(value: dict[str, object] | list[object], indent: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _entry(_text(key), part, indent)
        return
    for one in value:
        line = f"{indent}- {_flow(one)}"
        if len(line) <= _WIDTH or not isinstance(one, dict) or not one:
            yield line
            continue
        inner = list(_block(one, f"{indent}  "))
        yield f"{indent}- {inner[0].lstrip()}"
        yield from inner[1:]


def _flow(value: object) -> str:
    match value:
        case dict():
            parts = (f"{_text(str(key))}: {_flow(part)}" for key, part in value.items())
            return "{" + ", ".join(parts) + "}"
        case list():
            return "[" + ", ".join(_flow(one) for one in value) + "]"
        case str():
            return _text(value)
        case Decimal():
            whole = decimal_text(value)
            return whole if value.as_tuple().exponent == 0 or "." in whole else f"{whole}.0"
        case date():
            return value.isoformat()
    return json.dumps(value)


def _text(text: str) -> str:
    """Bare where every reader of YAML takes it for the same text, else in quotes."""
    text = unicodedata.normalize("NFC", text)
    bare = _PLAIN.fullmatch(text) and not text.endswith(" ")
    if bare and text.lower() not in _RESERVED:
        return text
    return "".join(('"', *(_escaped(char) for char in text), '"'))


def _escaped(char: str) -> str:
    """A character inside quotes; what is not printable could be taken for the end of a line."""
    if char in '"\\':
        return f"\\{char}"
    return char if char.isprintable() else f"\\U{ord(char):08x}"
