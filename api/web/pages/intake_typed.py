"""What the clerk typed, by the names of the inputs: kept whole, so that nothing is typed twice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Self

from api.web.asking import Form
from api.web.csrf import FIELD

_OURS = frozenset({FIELD, "do"})
MOST_PEOPLE = 20


@dataclass(frozen=True, slots=True)
class Typed:
    """Texts by name; a name may come several times. Files are not among them."""

    texts: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, form: Form) -> Self:
        items = form.data.multi_items()
        return cls.read((name, text) for name, text in items if isinstance(text, str))

    @classmethod
    def read(cls, items: Iterable[tuple[str, str]]) -> Self:
        texts: dict[str, tuple[str, ...]] = {}
        for name, text in items:
            if name not in _OURS:
                texts[name] = (*texts.get(name, ()), text.strip())
        return cls(texts)

    def one(self, name: str, default: str = "") -> str:
        return self.texts.get(name, (default,))[-1]

    def all(self, name: str) -> tuple[str, ...]:
        return self.texts.get(name, ())

    def below(self, prefix: str) -> list[tuple[str, str]]:
        """What stands under the prefix, without it, each as often as it came."""
        return [
            (name.removeprefix(prefix), text)
            for name, some in self.texts.items()
            if name.startswith(prefix)
            for text in some
        ]

    def items(self) -> list[tuple[str, str]]:
        return self.below("")

    def has(self, prefix: str) -> bool:
        """Whether anything was typed under the prefix."""
        return any(text for _, text in self.below(prefix))

    def filled(self, values: Mapping[str, str]) -> Self:
        """The same with these texts in place of what stood there."""
        return replace(self, texts={**self.texts, **{n: (text,) for n, text in values.items()}})

    def kept(self, *prefixes: str) -> Self:
        """Only what stands under these prefixes."""
        kept = {name: some for name, some in self.texts.items() if name.startswith(prefixes)}
        return replace(self, texts=kept)

    @property
    def people(self) -> range:
        """The numbers of the people's rows: those typed into, and as many as were asked for."""
        numbers = [int(name.split(".")[0]) for name, _ in self.below("p.") if name[:1].isdigit()]
        asked = self.one("people")
        wanted = int(asked) if asked.isdecimal() and len(asked) < 4 else 1  # noqa: PLR2004 -- digits
        return range(min(max([*(n + 1 for n in numbers), wanted, 1]), MOST_PEOPLE))

    def rows(self, table: str) -> range:
        """The rows of a table that the page shows: what was typed and an empty one."""
        here = f"a.{table}."
        numbers = [
            int(name.split(".")[0])
            for name, text in self.below(here)
            if text and name.split(".")[0].isdecimal()
        ]
        return range(max(numbers, default=-1) + 2)
