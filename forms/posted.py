"""A posted page is flat (`heirs.0.name=…`); a form is nested. Works without JavaScript."""

import re
from collections.abc import Iterable, Mapping

_INDEX = re.compile(r"[0-9]{1,4}")

_Tree = dict[str, object]


def nest(posted: Iterable[tuple[str, str]]) -> dict[str, object]:
    """`a.b` becomes a part, `a.0.b` a row, a name that comes twice a list.

    A name that cannot be placed (both `a` and `a.b` were posted) is kept whole, so that the
    reader complains of it instead of losing it.
    """
    tree: _Tree = {}
    for name, value in posted:
        branch, leaf = _branch(tree, name)
        _hang(branch, leaf, value)
    return {key: _with_rows(part) for key, part in tree.items()}


def _branch(tree: _Tree, name: str) -> tuple[_Tree, str]:
    *parents, leaf = name.split(".")
    branch = tree
    for parent in parents:
        below = branch.setdefault(parent, {})
        if not isinstance(below, dict):
            return tree, name
        branch = below
    return (tree, name) if isinstance(branch.get(leaf), dict) else (branch, leaf)


def _hang(branch: _Tree, leaf: str, value: str) -> None:
    before = branch.get(leaf)
    if before is None:
        branch[leaf] = value
    else:
        branch[leaf] = [*before, value] if isinstance(before, list) else [before, value]


def _with_rows(part: object) -> object:
    if not isinstance(part, Mapping):
        return part
    below = {key: _with_rows(one) for key, one in part.items()}
    if below and all(_INDEX.fullmatch(key) for key in below):
        return [below[key] for key in sorted(below, key=int)]
    return below
