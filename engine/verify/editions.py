"""The texts of the catalogue: each must still say what its edition is the digest of."""

from collections.abc import Iterator

from sqlalchemy import Connection

from engine.store.editions import every
from engine.verify.disagreement import Disagreement


def editions(connection: Connection) -> Iterator[Disagreement]:
    """The stored texts that were changed after they were applied; they belong to no agency."""
    for one in every(connection):
        if not one.intact:
            yield Disagreement("edition_changed", one.complaint, agency="")
