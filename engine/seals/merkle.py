"""The Merkle tree of RFC 6962 (RFC 9162 section 2.1) over leaves that come one by one.

A leaf is hashed after the byte 00, a node after the byte 01, so that neither passes for the other;
the node that is left over at the end of a level moves up as it is and is never doubled. A tree
without leaves is the hash of nothing.
"""

from collections.abc import Sequence
from hashlib import sha256

_LEAF, _NODE = b"\0", b"\1"


def leaf_hash(content: bytes) -> bytes:
    return sha256(_LEAF + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(_NODE + left + right).digest()


class Tree:
    """A tree that grows to the right; it keeps one hash for each of its levels."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []  # roots of the full subtrees, the largest first

    def add(self, content: bytes) -> None:
        """One leaf more, after all that are there."""
        node = leaf_hash(content)
        full = self.size
        while full & 1:
            node = node_hash(self._peaks.pop(), node)
            full >>= 1
        self._peaks.append(node)
        self.size += 1

    @property
    def root(self) -> bytes:
        """The digest of all leaves so far."""
        if not self._peaks:
            return sha256(b"").digest()
        *others, root = self._peaks
        for peak in reversed(others):
            root = node_hash(peak, root)
        return root


def audit_path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """What must be known beside leaf `index` to compute the root; `leaves` are leaf hashes."""
    path: list[bytes] = []
    level = list(leaves)
    while len(level) > 1:
        if (sibling := index ^ 1) < len(level):
            path.append(level[sibling])
        pairs = zip(level[::2], level[1::2], strict=False)
        left_over = level[-1:] if len(level) % 2 else []
        level = [node_hash(left, right) for left, right in pairs] + left_over
        index //= 2
    return path


def root_of_path(content: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that a leaf and its path lead to; None for a path that is too short or too long."""
    node, steps, last = leaf_hash(content), iter(path), size - 1
    while last > 0:
        if index ^ 1 <= last:
            sibling = next(steps, None)
            if sibling is None:
                return None
            node = node_hash(sibling, node) if index & 1 else node_hash(node, sibling)
        index, last = index // 2, last // 2
    return node if next(steps, None) is None else None
