"""The texts of the catalogue: each must still say what its edition is the digest of."""

from collections.abc import Iterable, Iterator

from engine.store.editions import Stored
from engine.verify.disagreement import Disagreement


def editions(texts: Iterable[Stored]) -> Iterator[Disagreement]:
    """The stored texts that were changed after they were applied; they belong to no agency."""
    for one in texts:
        if not one.intact:
            yield Disagreement("edition_changed", one.complaint, agency="")
