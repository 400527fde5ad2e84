"""The place of an address, typed by its name as well as by its code."""

import re
from collections.abc import Iterable

from api.web.pages.intake_typed import Typed
from engine.store.finding import search_key

_UNIT = re.compile(r"a\..+\.unit")
_OFFERED = re.compile(r".*\(([0-9]{5})\)")  # as the list of the page writes it
Places = Iterable[tuple[str, str]]  # code and name


def with_codes(typed: Typed, places: Places) -> Typed:
    """The same with a code wherever a place is named that only one commune may be."""
    known = tuple(places)
    units = {name: typed.one(name) for name in typed.texts if _UNIT.fullmatch(name)}
    return typed.filled({name: _code(text, known) for name, text in units.items() if text})


def _code(text: str, places: tuple[tuple[str, str], ...]) -> str:
    """The code of what was typed; the text itself where no single place is meant."""
    if offered := _OFFERED.fullmatch(text):
        return offered[1]
    wanted = search_key(text)
    whole = [code for code, name in places if search_key(name) == wanted]
    bare = [code for code, name in places if _bare(search_key(name)) == _bare(wanted)]
    found = whole or bare
    return found[0] if len(found) == 1 else text


def _bare(key: str) -> str:
    """The name alone: whether it is a commune or a ward is seldom typed."""
    return re.sub(r"^(xa|phuong|dac khu|thi tran) ", "", key)
