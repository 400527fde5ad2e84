"""Bytes that look random and follow from a seed: ids, keys and notices come out the same again."""

from collections.abc import Iterable
from hashlib import sha256
from random import Random

ID_BYTES = 10  # what the desk asks for, and for nothing else, when it names a dossier
TAIL_BYTES = 6  # of those, the last ones stand in the id as they are


class Entropy:
    """What the desk takes its bytes from; `ids` are those of the dossiers that come first."""

    def __init__(self, dice: Random, ids: Iterable[bytes] = ()) -> None:
        self._dice = dice
        self._ids = iter(tuple(ids))

    def __call__(self, count: int) -> bytes:
        drawn = self._dice.randbytes(count)
        return next(self._ids, drawn) if count == ID_BYTES else drawn


def id_bytes(seed: str) -> bytes:
    """The bytes of a dossier's id, whatever else its seed gives."""
    return sha256(seed.encode()).digest()[:ID_BYTES]


def tail(seed: str) -> str:
    """How the id of that dossier ends, in hex, whenever it was received."""
    return id_bytes(seed)[-TAIL_BYTES:].hex()
