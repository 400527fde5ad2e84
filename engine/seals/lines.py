"""Reading the lines of a seal: the first one, then the leaves in their order."""

import json
from collections.abc import Iterable, Iterator, Mapping

from engine.seals.merkle import Tree
from engine.seals.seal import Leaf, Seal, unreadable


def read_lines(lines: Iterable[bytes]) -> tuple[Seal, Iterator[Leaf]]:
    """The seal and its leaves; BadInput (`seal_unreadable`) for what was changed since.

    The leaves are read as they are asked for; that they are all there and lead to the root is
    known when the last one was.
    """
    rest = iter(lines)
    seal = Seal.read(_object(next(rest, b"")))
    return seal, _leaves(seal, rest)


def _leaves(seal: Seal, lines: Iterator[bytes]) -> Iterator[Leaf]:
    tree, entries, before = Tree(), 0, ("", -1)
    for line in lines:
        leaf = Leaf.read(_object(line))
        if leaf.place <= before:
            raise unreadable("các dòng không đúng thứ tự")
        tree.add(leaf.content)
        entries, before = entries + leaf.entries, leaf.place
        yield leaf
    if (tree.root, tree.size, entries) != (seal.root, seal.dossiers, seal.entries):
        raise unreadable("các dòng không khớp gốc ở dòng đầu")


def _object(line: bytes) -> Mapping[str, object]:
    try:
        data = json.loads(line)
    except ValueError as error:
        raise unreadable("không đọc được") from error
    if not isinstance(data, dict):
        raise unreadable("không đọc được")
    return data
