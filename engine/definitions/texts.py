"""YAML as the catalogue writes it: plain values, each with its line.

Narrower than YAML 1.1 on purpose: `off` and `no` are words, `000` and `15:00` are texts, a number
with a point is an exact Decimal, a key stands once, text is NFC, no tag makes an object, and no
alias makes a short text long.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NoReturn

import yaml

from engine.definitions.defects import Defect, FaultyText, Path, Place

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where the wheel brings it
_DEPTH = 50  # of mappings and lists; the shipped files need ten
_BYTES = 1024 * 1024  # of one text; the longest shipped one has a tenth of that
_WORDS: dict[str, object] = {"": None, "~": None, "null": None, "true": True, "false": False}
_NUMBERS: tuple[tuple[re.Pattern[str], Callable[[str], object]], ...] = (
    (re.compile(r"0|-?[1-9][0-9]*"), int),
    (re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+"), Decimal),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), date.fromisoformat),
)


@dataclass(frozen=True, slots=True)
class Document:
    """One text read: its value, and the line of every value in it."""

    file: str
    value: object
    lines: dict[Path, int] = field(default_factory=dict)

    def place(self, path: Path = ()) -> Place:
        """Where the value stands, or the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return Place(self.file, self.lines.get(path, 1))


@lru_cache(maxsize=1024)  # the product's own files are read again with every tenant's
def parse(text: str, file: str) -> Document:
    """Read one YAML text; DefinitionFault names the file and line of what cannot be read.

    The value belongs to all who read this text: nobody may change it.
    """
    if len(text.encode(errors="replace")) > _BYTES:
        _fail(Place(file), "yaml_size", "Tệp lớn hơn 1 MB.")
    try:
        _check_events(text, Place(file))
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        _fail(Place(file, mark.line + 1 if mark else 1), "yaml", f"YAML sai: {error.problem}.")
    except yaml.YAMLError as error:
        _fail(Place(file), "yaml", f"YAML sai: {error}.")
    lines: dict[Path, int] = {}
    if root is None:
        return Document(file, None, lines)
    return Document(file, _value(root, (), Place(file), lines), lines)


def _check_events(text: str, around: Place) -> None:
    """Refuse, before anything is built of it, a text that could grow or nest without bound."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        place = Place(around.file, (event.start_mark.line if event.start_mark else 0) + 1)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            _fail(place, "yaml_alias", "Không dùng neo (&) và bí danh (*) của YAML.")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEPTH:
                _fail(place, "yaml_depth", "Các khóa lồng nhau quá sâu.")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _value(node: yaml.Node, path: Path, around: Place, lines: dict[Path, int]) -> object:
    place = Place(around.file, node.start_mark.line + 1)
    lines.setdefault(path, place.line)
    if not node.tag.startswith("tag:yaml.org,2002:") or "python" in node.tag:
        _fail(place, "yaml_tag", f"Không dùng thẻ YAML “{node.tag}”.")
    match node:
        case yaml.MappingNode():
            return _mapping(node, path, place, lines)
        case yaml.SequenceNode():
            return [_value(n, (*path, i), place, lines) for i, n in enumerate(node.value)]
        case yaml.ScalarNode():
            return _scalar(node, place)
    raise TypeError(type(node).__name__)


def _mapping(
    node: yaml.MappingNode, path: Path, place: Place, lines: dict[Path, int]
) -> dict[str, object]:
    result: dict[str, object] = {}
    for key_node, value_node in node.value:
        here = Place(place.file, key_node.start_mark.line + 1)
        if not isinstance(key_node, yaml.ScalarNode):
            _fail(here, "yaml_key", "Khóa phải là một từ.")
        key = unicodedata.normalize("NFC", key_node.value)
        if key in result:
            _fail(here, "duplicate_key", f"Khóa “{key}” viết hai lần.")
        lines[(*path, key)] = here.line
        result[key] = _value(value_node, (*path, key), here, lines)
    return result


def _scalar(node: yaml.ScalarNode, place: Place) -> object:
    text = unicodedata.normalize("NFC", node.value)
    if node.style:
        return text
    if text in _WORDS:
        return _WORDS[text]
    for pattern, make in _NUMBERS:
        if pattern.fullmatch(text):
            try:
                return make(text)
            except ValueError:
                _fail(place, "no_such_day", f"Không có ngày {text}.")
    return text


def _fail(place: Place, code: str, message: str) -> NoReturn:
    raise FaultyText([Defect(place, code, message, "Sửa lại dòng này.")]) from None
