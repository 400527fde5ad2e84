"""The anchor of a day: one digest over where every ledger stood, to be kept outside the record.

Somebody who can write the whole database can write every chain anew, heads and counters included,
and nothing inside will tell. A seal that lies elsewhere (printed in the day's minutes, sent to the
province) tells: it is the root of a Merkle tree over the heads, and whoever has the root of a day
can later be shown that a ledger is still the one that it was. Ids and hashes alone: no personal
data stand in it, and an erased dossier keeps its place.
"""

from engine.seals.lines import read_lines
from engine.seals.merkle import Tree, audit_path, leaf_hash, root_of_path
from engine.seals.seal import FORMAT, Leaf, Seal

__all__ = [
    "FORMAT",
    "Leaf",
    "Seal",
    "Tree",
    "audit_path",
    "leaf_hash",
    "read_lines",
    "root_of_path",
]
