"""The record held against itself: everything is folded again and compared with what is stored.

Found: a changed, missing, reordered or inserted entry; a ledger cut off at its end; a row that no
longer says what its ledger says; a missing dossier; a changed or missing file. Not found: a
record that was written anew as a whole, counters included. That takes a seal published outside.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Engine

from engine.catalogue import Catalogue
from engine.errors import Refusal
from engine.ledger import DossierRef, Entry
from engine.store.checks import Stored, agencies, count_dossiers, is_attached, stored
from engine.store.editions import every
from engine.store.files import Files
from engine.store.projection import projection
from engine.store.read import reading
from engine.timeline import Timeline
from engine.verify import attachments, people, sides, transit
from engine.verify.disagreement import Disagreement, Note, noting
from engine.verify.editions import editions
from engine.verify.external import references
from engine.verify.fees import fees
from engine.verify.ledger import head_of, projection_of, read_entries, timeline_of
from engine.verify.originals import originals
from engine.verify.outages import outages
from engine.verify.paper_receipts import paper_receipts
from engine.verify.receipts import books
from engine.verify.results import results
from engine.verify.serials import serials
from engine.verify.staff import staff
from engine.verify.visit_log import visit_log

__all__ = ["Disagreement", "Verification", "verify"]

Progress = Callable[[int, int], None]


def _quiet(done: int, total: int) -> None:
    del done, total


@dataclass(frozen=True, slots=True)
class Verification:
    """What is held against what. `pepper` keys the digests by which people are found."""

    engine: Engine
    catalogue: Catalogue
    files: Files
    pepper: bytes

    def dossier(self, one: Stored) -> Iterator[Disagreement]:
        """What disagrees about one dossier, in order; after a broken ledger nothing else counts."""
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
        yield from sides.codes(one, entries, note)
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


def verify(
    engine: Engine,
    catalogue: Catalogue,
    files: Files,
    pepper: bytes,
    *,
    agency: str | None = None,
    progress: Progress = _quiet,
) -> Iterator[Disagreement]:
    """Every disagreement of the record (of one agency), the first one first; none when all is well.

    Reads one snapshot; memory does not grow with the record. `progress` hears how many dossiers
    of how many were looked at.
    """
    work = Verification(engine, catalogue, files, pepper)
    with reading(engine) as snapshot:
        yield from editions(every(snapshot))
        total, done = count_dossiers(snapshot, agency), 0
        for owner in [agency] if agency else agencies(snapshot):
            for one in stored(snapshot, owner):
                yield from _safely(work, one)
                done += 1
                progress(done, total)
            yield from serials(snapshot, owner)
            yield from books(snapshot, owner)
            yield from visit_log(snapshot, owner)
            yield from transit.slips(snapshot, owner)
        yield from outages(snapshot, agency)
        yield from staff(snapshot, agency)


def _safely(work: Verification, one: Stored) -> Iterator[Disagreement]:
    """Values that no verb could have written are a disagreement, not the end of the check."""
    try:
        yield from work.dossier(one)
    except (Refusal, LookupError, ValueError, TypeError, AttributeError) as broken:
        clause = f"có giá trị không đọc được ({type(broken).__name__})"
        yield noting(one.ref, _code(one))("unreadable", None, clause)


def _code(one: Stored) -> str | None:
    """The receipt code, from wherever it still stands; a restricted dossier is named by its id."""
    if any(row["restricted"] for row in one.of("dossier")):
        return None
    for table in ("dossier", "code"):
        for row in one.of(table):
            return str(row["code"])
    entries = one.of("entry")
    return str(entries[0]["facts"].get("code")) if entries else None
