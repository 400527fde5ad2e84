"""Codes of older systems: what the opening entry says of where a dossier comes from."""

from collections.abc import Iterator, Sequence

from engine.facts import Facts
from engine.ledger import Entry
from engine.store.checks import Stored
from engine.verify.compare import Expected, differences
from engine.verify.disagreement import Disagreement, Note
from engine.verify.people import erased_by


def older_codes(stored: Stored, entries: Sequence[Entry], note: Note) -> Iterator[Disagreement]:
    """The code that it bore leads to it, until the dossier is erased."""
    opening: Facts = entries[0].facts
    told = opening.get("imported")
    expected: Expected = {}
    if told is not None and not erased_by(entries):
        expected = {(told["source"], told["case"]): (1, {})}
    found = stored.of("older_code")
    yield from differences(
        "older_code", "mã cũ", expected, found, lambda row: (row["origin"], row["code"]), note
    )
