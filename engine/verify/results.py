"""Results: each came into being with an entry, and where it is now follows from those after it."""

from collections.abc import Iterator, Sequence

from engine.catalogue import Catalogue
from engine.fold import fold
from engine.ledger import Entry, Kind, standing
from engine.store.checks import Stored
from engine.store.results import UNMADE, columns
from engine.timeline import Timeline
from engine.verify.compare import differences
from engine.verify.disagreement import Disagreement, Note

Columns = dict[str, object]


def results(
    stored: Stored, catalogue: Catalogue, entries: Sequence[Entry], line: Timeline, note: Note
) -> Iterator[Disagreement]:
    """Each result that stands or was taken back is there once, and says what the ledger says."""
    expected = {one.no: (one.placed, columns(line, one)) for one in line.results}
    for entry in entries:
        if entry.kind is Kind.UNDONE:
            expected |= _unmade(catalogue, entries, int(str(entry.facts["undoes"])))
    found = stored.of("result")
    yield from differences("result", "kết quả số", expected, found, lambda row: row["no"], note)


def _unmade(
    catalogue: Catalogue, entries: Sequence[Entry], undone: int
) -> dict[int, tuple[int, Columns]]:
    """The results that an entry made which was taken back: as they were then, and unmade."""
    if entries[undone - 1].kind is not Kind.MOVED:
        return {}
    then = fold(catalogue, standing(entries[:undone]))
    made = (one for one in then.results if one.placed == undone and one.ready_at == one.placed_at)
    return {one.no: (undone, columns(then, one) | UNMADE) for one in made}
