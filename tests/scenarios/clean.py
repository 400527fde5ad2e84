"""The record after a scenario: nothing of it may disagree with the ledger."""

from pathlib import Path
from tempfile import gettempdir

from engine.store.files import Files
from engine.verify import verify
from tests.engine.desk.town import PEPPER, Town, office

NOWHERE = Path(gettempdir(), "motcua-no-files")  # scenarios without attachments keep none


def assert_clean(town: Town, files: Files | None = None) -> None:
    """The whole record verifies: entries, rows, serials, and files if there are some."""
    kept = files or Files(NOWHERE)
    found = list(verify(town.engine, office().catalogue, kept, PEPPER))
    assert [one.message for one in found] == []
