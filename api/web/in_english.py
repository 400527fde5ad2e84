"""Vietnamese texts in English: whole ones, and sentences with places to fill in.

The desk, the definitions and the arithmetic speak Vietnamese; what they say is put into English
where it is shown. A key with `{}` is a sentence: what stands in its places is put into English by
itself, so that a step named in a refusal is named as the buttons name it. Unknown text (a name, a
number) stays as it is.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "english"
PLACE, _BETWEEN = "{}", ", "


@cache
def english() -> Mapping[str, str]:
    """The English of every Vietnamese text and sentence that a page shows."""
    texts: dict[str, str] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        texts |= yaml.safe_load(path.read_text(encoding="utf-8"))
    return texts


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with places: how it is known, and its English with {0} for the first place."""

    known_by: re.Pattern[str]
    english: str

    @classmethod
    def of(cls, vietnamese: str, english: str) -> "Sentence":
        fixed = (re.escape(part) for part in vietnamese.split(PLACE))
        return cls(re.compile("(.*?)".join(fixed), re.DOTALL), english)


@cache
def sentences() -> tuple[Sentence, ...]:
    """The surer ones come first: those that begin with words, those with more words."""
    with_places = [one for one in english() if PLACE in one]
    with_places.sort(key=lambda one: (one.startswith(PLACE), -len(one.replace(PLACE, ""))))
    return tuple(Sentence.of(one, english()[one]) for one in with_places)


@lru_cache(maxsize=4096)
def in_english(text: str) -> str:
    """The same in English, as far as it is known."""
    whole = _whole(text)
    if whole is not None:
        return whole
    for sentence in sentences():
        if found := sentence.known_by.fullmatch(text):
            return sentence.english.format(*map(in_english, found.groups()))
    return _BETWEEN.join(_listed(text)) if _BETWEEN in text else text


def _whole(text: str) -> str | None:
    """Of a text that is known as it stands, or that a sentence begins with a small letter."""
    found = english().get(text)
    if found is None and text[:1].islower():
        found = english().get(text[:1].upper() + text[1:])
        return found and found[:1].lower() + found[1:]
    return found


def _listed(text: str) -> Iterator[str]:
    """The things of a list one by one; the name of a thing may have a comma itself."""
    parts = text.split(_BETWEEN)
    while parts:
        known = (n for n in range(len(parts), 0, -1) if _whole(_BETWEEN.join(parts[:n])))
        taken = next(known, 1)
        one = _BETWEEN.join(parts[:taken])
        yield _whole(one) or one
        del parts[:taken]
