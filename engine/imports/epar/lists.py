"""The lists that a form chooses from (`src_file`), where they were given along with it."""

from collections.abc import Mapping

from engine.imports.epar.xml import parse
from engine.imports.imported import Findings, distinct, word

_CHOOSE = frozenset({"", "-1"})  # the value of the line “-- chọn --”


def lists_of(files: Mapping[str, bytes]) -> dict[str, dict[str, str]]:
    """Value → label of every list, by the name of its file in small letters.

    A list is `<root><item name="…" value="…"/></root>`; what cannot be read is no list.
    """
    found = {}
    for name, content in files.items():
        if options := _options(content):
            found[name.rpartition("/")[2].lower()] = options
    return found


def _options(content: bytes) -> dict[str, str]:
    root = parse(content, "root", Findings(""))
    options: dict[str, str] = {}
    for item in root.iter("item") if root is not None else ():
        value, label = (" ".join((item.get(key) or "").split()) for key in ("value", "name"))
        if value not in _CHOOSE and label:
            options[distinct(word(value, "chon"), options)] = label
    return options
