"""Numbers of paper receipts: each belongs to the dossier whose opening has sealed it."""

from collections.abc import Iterator

from engine.store.checks import Stored
from engine.verify.compare import Expected, differences
from engine.verify.disagreement import Disagreement, Note

PAPER_NUMBER = "paper_number"  # the slot of the private record


def paper_receipts(stored: Stored, note: Note) -> Iterator[Disagreement]:
    """The row by which a paper number is found follows from the private record."""
    expected: Expected = {
        row["content"]: (row["seq"], {})
        for row in stored.of("private_record")
        if row["slot"] == PAPER_NUMBER
    }
    found = stored.of("paper_receipt")
    label = "biên nhận giấy số"
    yield from differences("paper_receipt", label, expected, found, lambda row: row["number"], note)
