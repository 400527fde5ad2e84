"""Reading one mapping of a parsed file key by key; what nobody reads is refused by `finish`."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import TypeVar

from engine.errors import DefinitionFault
from engine.procedure import Source

Kind = TypeVar("Kind", bound=StrEnum)

CONFIDENCE = frozenset({"verified", "recalled", "inferred", "assumption"})


class Fields:
    """A mapping with its place (`where`: file and path inside it), for messages people can act on.

    Every reader raises `DefinitionFault` that names the place and the key.
    """

    def __init__(self, data: object, where: str) -> None:
        if not isinstance(data, dict):
            raise DefinitionFault(f"{where}: phải là một nhóm “khóa: giá trị”.", where=where)
        self.where = where
        self._data = {str(key): value for key, value in data.items()}
        self._unread = set(self._data)

    def __contains__(self, key: str) -> bool:
        return key in self._data

    def fault(self, key: str, complaint: str) -> DefinitionFault:
        """The refusal to raise for `key`; `complaint` is a Vietnamese clause."""
        return DefinitionFault(f"{self.where}: “{key}” {complaint}.", where=self.where, key=key)

    def take(self, key: str) -> object:
        """The raw value, None when absent; from now on the key counts as read."""
        self._unread.discard(key)
        return self._data.get(key)

    def text(self, key: str, default: str | None = None) -> str:
        """A text. A bare number is refused: `006` would silently become 6."""
        value = self.take(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or not value.strip():
            raise self.fault(key, "phải có, là một chuỗi chữ (số thì đặt trong dấu nháy)")
        return value

    def optional(self, key: str) -> str | None:
        """A text, or None where the key is absent."""
        return None if self.take(key) is None else self.text(key)

    def texts(self, key: str) -> tuple[str, ...]:
        """One text or a list of them; empty when absent."""
        value = self.take(key)
        listed = value if isinstance(value, list) else [] if value is None else [value]
        if not all(isinstance(item, str) and item for item in listed):
            raise self.fault(key, "phải là chuỗi chữ hoặc danh sách chuỗi chữ (số đặt trong nháy)")
        return tuple(listed)

    def pairs(self, key: str) -> dict[str, str]:
        """A mapping of texts; empty when absent."""
        if key not in self._data:
            return {}
        inner = Fields(self.take(key), f"{self.where}.{key}")
        return {name: inner.text(name) for name in inner._data}

    def day(self, key: str, default: date) -> date:
        value = self.take(key)
        if value is None:
            return default
        if type(value) is not date:
            raise self.fault(key, "phải là một ngày dạng 2025-07-01")
        return value

    def number(self, key: str) -> int:
        """A whole number above zero."""
        value = self.take(key)
        if type(value) is not int or value < 1:
            raise self.fault(key, "phải là số nguyên dương")
        return value

    def choice(self, key: str, kinds: type[Kind]) -> Kind:
        """One of the values of an enumeration."""
        value = self.text(key)
        try:
            return kinds(value)
        except ValueError:
            known = ", ".join(str(kind) for kind in kinds)
            raise self.fault(key, f"là “{value}”, phải là một trong: {known}") from None

    def flag(self, key: str) -> bool:
        """True or false; false when absent."""
        value = self.take(key)
        if value not in (None, True, False):
            raise self.fault(key, "phải là true hoặc false")
        return bool(value)

    def parts(self, key: str) -> Iterator["Fields"]:
        """The mappings of a list, each with its place; none when absent."""
        value = self.take(key)
        if value is not None and not isinstance(value, list):
            raise self.fault(key, "phải là một danh sách")
        for index, item in enumerate(value or []):
            yield Fields(item, f"{self.where}.{key}[{index}]")

    def sources(self) -> tuple[Source, ...]:
        """Where the content comes from; at least one line, each with a known confidence."""
        return tuple(_source(line) for line in self.parts("source"))

    def finish(self) -> None:
        """Refuse the keys that nobody asked for: a misspelt key would otherwise do nothing."""
        if self._unread:
            key = min(self._unread)
            raise DefinitionFault(
                f"{self.where}: không hiểu khóa “{key}”. Xin kiểm tra chính tả.",
                code="unknown_key",
                where=self.where,
                key=key,
            )


def _source(line: Fields) -> Source:
    source = Source(line.text("law"), line.text("confidence"), line.optional("note"))
    if source.confidence not in CONFIDENCE:
        raise line.fault("confidence", f"phải là một trong: {', '.join(sorted(CONFIDENCE))}")
    line.finish()
    return source
