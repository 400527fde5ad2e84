"""One way to write a value as bytes, so that equal values always have equal digests.

UTF-8, NFC, sorted keys, no white space, moments in UTC with microseconds, decimals without
trailing zeros. The form is the same on every database and machine; it changes only together
with the format version of whatever hashes it.
"""

import json
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import UUID


def moment_text(moment: datetime) -> str:
    """An instant as `2026-11-22T08:00:00.000000Z`; the order of texts is the order of time."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read_moment(text: str) -> datetime:
    """The instant that `moment_text` wrote."""
    return datetime.fromisoformat(text)


def decimal_text(number: Decimal) -> str:
    return format(number.normalize(), "f")


def _plain(value: object) -> object:
    match value:
        case datetime():
            return moment_text(value)
        case date() | time():
            return value.isoformat()
        case Decimal():
            return decimal_text(value)
        case UUID():
            return value.hex
        case set() | frozenset():
            return sorted(value)
        case Mapping():
            return dict(value)
    raise TypeError(f"no canonical form for {type(value).__name__}")


def canonical(value: object) -> bytes:
    """The canonical bytes of a JSON-like value; anything else is a programming error."""
    return _text(value, sort_keys=True).encode()


def in_order(value: object) -> str:
    """The same text with the keys as they stand: for what is shown in the order of its file.

    `canonical(json.loads(in_order(value)))` is `canonical(value)`.
    """
    return _text(value, sort_keys=False)


def _text(value: object, *, sort_keys: bool) -> str:
    text = json.dumps(
        value, sort_keys=sort_keys, ensure_ascii=False, separators=(",", ":"), default=_plain
    )
    return unicodedata.normalize("NFC", text)
