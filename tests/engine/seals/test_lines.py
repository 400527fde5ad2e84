import json
from datetime import date
from uuid import UUID

import pytest

from engine.errors import BadInput
from engine.ledger import DossierRef
from engine.seals import Leaf, Seal, Tree, read_lines

DAY = date(2026, 3, 2)
LEAVES = tuple(
    Leaf(DossierRef(agency, UUID(int=number)), number, bytes([number]) * 32)
    for agency, number in (("dn-sxd", 1), ("dn-sxd", 2), ("dn25-26017", 3))
)


def seal_of(leaves: tuple[Leaf, ...]) -> Seal:
    tree = Tree()
    for leaf in leaves:
        tree.add(leaf.content)
    entries = sum(leaf.entries for leaf in leaves)
    return Seal(DAY, "2026-03-02T17:00:00.000000Z", len(leaves), entries, tree.root, b"p" * 32)


def lines_of(leaves: tuple[Leaf, ...], seal: Seal | None = None) -> list[bytes]:
    return [(seal or seal_of(leaves)).to_line(), *(leaf.to_line() for leaf in leaves)]


def test_what_was_written_is_read() -> None:
    seal, leaves = read_lines(lines_of(LEAVES))

    assert seal == seal_of(LEAVES)
    assert tuple(leaves) == LEAVES


def test_a_seal_of_an_empty_record_is_one_line() -> None:
    seal, leaves = read_lines(lines_of(()))

    assert (seal.dossiers, list(leaves)) == (0, [])


@pytest.mark.parametrize("name", ["day", "until", "dossiers", "entries", "root", "previous"])
def test_a_first_line_that_was_changed_is_refused(name: str) -> None:
    data = json.loads(seal_of(LEAVES).to_line())
    other = json.loads(
        Seal(date(2026, 3, 3), "2026-03-03T17:00:00.000000Z", 9, 9, b"r" * 32, b"q" * 32).to_line()
    )

    with pytest.raises(BadInput, match="đã bị sửa") as refused:
        read_lines([json.dumps(data | {name: other[name]}).encode()])
    assert refused.value.code == "seal_unreadable"


@pytest.mark.parametrize(
    "leaves",
    [LEAVES[:2], LEAVES[1:], (LEAVES[1], LEAVES[0], LEAVES[2]), (*LEAVES, LEAVES[2])],
    ids=["cut off", "without the first", "out of order", "one twice"],
)
def test_leaves_that_are_not_those_of_the_first_line_are_refused(leaves: tuple[Leaf, ...]) -> None:
    _, found = read_lines(lines_of(leaves, seal_of(LEAVES)))

    with pytest.raises(BadInput) as refused:
        list(found)
    assert refused.value.code == "seal_unreadable"


@pytest.mark.parametrize("line", [b"", b"[]", b"{}", b"\xff", b'{"format":"motcua-seal-9"}'])
def test_another_file_is_refused(line: bytes) -> None:
    with pytest.raises(BadInput, match="Tệp niêm phong"):
        read_lines([line])


@pytest.mark.parametrize("line", [b"{}", b'{"agency":"a","dossier":"x","entries":1,"head":""}'])
def test_a_line_that_is_no_leaf_is_refused(line: bytes) -> None:
    _, found = read_lines([seal_of(LEAVES).to_line(), line])

    with pytest.raises(BadInput, match="không phải là dòng"):
        list(found)
