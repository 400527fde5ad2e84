"""One dossier held against its ledger: chain, row, side rows, files."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Engine

from engine.catalogue import Catalogue
from engine.errors import Refusal
from engine.ledger import DossierRef, Entry
from engine.store.checks import Stored, is_attached
from engine.store.files import Files
from engine.store.projection import projection
from engine.store.read import reading
from engine.timeline import Timeline
from engine.verify import attachments, people, sides, transit
from engine.verify.disagreement import Disagreement, Note, noting
from engine.verify.external import references
from engine.verify.fees import fees
from engine.verify.ledger import head_of, projection_of, read_entries, timeline_of
from engine.verify.migrations import migrations
from engine.verify.older import older_codes
from engine.verify.originals import originals
from engine.verify.paper_receipts import paper_receipts
from engine.verify.results import results


@dataclass(frozen=True, slots=True)
class Verification:
    """What is held against what. `pepper` keys the digests by which people are found."""

    engine: Engine
    catalogue: Catalogue
    files: Files
    pepper: bytes

    def dossier(self, one: Stored) -> Iterator[Disagreement]:
        """What disagrees about one dossier, in order; after a broken ledger nothing else counts.

        Values that no verb could have written are a disagreement, not the end of the check.
        """
        try:
            yield from self._dossier(one)
        except (Refusal, LookupError, ValueError, TypeError, AttributeError) as broken:
            why = f": {broken.message.rstrip('.')}" if isinstance(broken, Refusal) else ""
            clause = f"có giá trị không đọc được{why}"
            yield noting(one.ref, _code(one))("unreadable", None, clause)

    def _dossier(self, one: Stored) -> Iterator[Disagreement]:
        note = noting(one.ref, _code(one))
        entries = read_entries(one, note)
        if isinstance(entries, Disagreement):
            yield entries
            return
        ends = next(head_of(one, entries, note), None)
        if ends is not None:
            yield ends
            return
        line = timeline_of(self.catalogue, entries, note)
        if isinstance(line, Disagreement):
            yield line
            return
        yield from self._beside(one, entries, line, note)

    def _beside(
        self, one: Stored, entries: list[Entry], line: Timeline, note: Note
    ) -> Iterator[Disagreement]:
        opening = self.catalogue.procedure(str(entries[0].facts["edition"]))
        row = projection(one.ref, line, entries[-1].hash, restricted=opening.restricted)
        yield from projection_of(one, line, row, note)
        yield from migrations(self.catalogue, entries, note)
        yield from sides.codes(one, entries, note)
        yield from older_codes(one, entries, note)
        yield from paper_receipts(one, note)
        yield from people.seals(one, entries, note)
        yield from people.parties(one, self.pepper, note)
        yield from sides.papers(one, entries, note)
        yield from fees(one, entries, line, note)
        yield from sides.work_items(one, entries, note)
        yield from transit.items(one, entries, note)
        yield from results(one, self.catalogue, entries, line, note)
        yield from originals(one, entries, line, note)
        yield from references(one, entries, note)
        yield from attachments.rows(one, entries, note)
        yield from attachments.contents(one, self.files, self._still_named(one.ref), note)
        if line.erased:
            yield from attachments.left_over(one, self.files, note)

    def _still_named(self, ref: DossierRef) -> Callable[[bytes], bool]:
        def ask(address: bytes) -> bool:
            with reading(self.engine) as now:
                return is_attached(now, ref, address)

        return ask


def _code(one: Stored) -> str | None:
    """The receipt code, from wherever it still stands; a restricted dossier is named by its id."""
    if any(row["restricted"] for row in one.of("dossier")):
        return None
    for table in ("dossier", "code"):
        for row in one.of(table):
            return str(row["code"])
    opening = next((row["facts"] for row in one.of("entry")), None)
    return str(opening["code"]) if isinstance(opening, dict) and "code" in opening else None
