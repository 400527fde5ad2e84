"""The tree of RFC 6962: its published examples, and that each leaf can be shown to be in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.seals import Tree, audit_path, leaf_hash, root_of_path
from engine.seals.merkle import node_hash

# The examples that implementations of Certificate Transparency hold themselves against.
INPUTS = tuple(
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
)
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


def tree_of(leaves: list[bytes]) -> Tree:
    tree = Tree()
    for leaf in leaves:
        tree.add(leaf)
    return tree


@pytest.mark.parametrize("size", range(1, 9))
def test_the_root_is_the_published_one(size: int) -> None:
    assert tree_of(list(INPUTS[:size])).root.hex() == ROOTS[size - 1]


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert Tree().root.hex().startswith("e3b0c44298fc1c149afbf4c8996fb924")


def test_a_leaf_left_over_moves_up_and_is_not_doubled() -> None:
    one, two, three = (leaf_hash(content) for content in (b"1", b"2", b"3"))

    assert tree_of([b"1", b"2", b"3"]).root == node_hash(node_hash(one, two), three)
    assert tree_of([b"1", b"2", b"3"]).root != tree_of([b"1", b"2", b"3", b"3"]).root


def test_a_node_does_not_pass_for_a_leaf() -> None:
    one, two = leaf_hash(b"1"), leaf_hash(b"2")

    assert tree_of([one + two]).root != tree_of([b"1", b"2"]).root


@given(st.lists(st.binary(max_size=4), min_size=1, max_size=40), st.data())
def test_every_leaf_is_shown_by_its_path_and_no_other_is(
    leaves: list[bytes], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    path = audit_path([leaf_hash(leaf) for leaf in leaves], index)
    root = tree_of(leaves).root

    assert root_of_path(leaves[index], index, len(leaves), path) == root
    assert root_of_path(leaves[index] + b"!", index, len(leaves), path) != root
    assert root_of_path(leaves[index], index, len(leaves), [*path, root]) is None
    if path:
        assert root_of_path(leaves[index], index, len(leaves), path[:-1]) is None
