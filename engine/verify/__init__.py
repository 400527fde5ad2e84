"""The record held against itself: everything is folded again and compared with what is stored.

Found: a changed, missing, reordered or inserted entry; a ledger cut off at its end; a row that no
longer says what its ledger says; a missing dossier; a changed or missing file. Not found: a
record that was written anew as a whole, counters included. That takes a seal kept outside
(`engine.verify.sealed`).
"""

from collections.abc import Callable, Iterator

from sqlalchemy import Engine

from engine.catalogue import Catalogue
from engine.store.files import Files
from engine.verify.disagreement import Disagreement
from engine.verify.dossiers import Verification
from engine.verify.parts import PAGE, perform, plan
from engine.verify.together import Checker, Opening, in_turn, together

__all__ = ["Disagreement", "Opening", "Verification", "verify", "verify_together"]

Progress = Callable[[int, int], None]


def _quiet(done: int, total: int) -> None:
    del done, total


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

    Memory does not grow with the record, and acts made meanwhile disturb nothing. `progress` hears
    how many dossiers of how many were looked at.
    """
    work = Verification(engine, catalogue, files, pepper)
    parts = plan(engine, agency)
    total, done = sum(part.dossiers for part in parts), 0

    def looked_at() -> None:
        nonlocal done
        done += 1
        progress(done, max(done, total))

    for part in parts:
        yield from perform(work, part, looked_at)


def verify_together(
    work: Verification,
    opening: Opening,
    workers: int,
    *,
    agency: str | None = None,
    progress: Progress = _quiet,
    page: int = PAGE,
) -> Iterator[Disagreement]:
    """The same disagreements in the same order, by as many processes as there are `workers`.

    `opening` makes in another process what `work` is in this one; a record of a few pages
    is checked here. `progress` hears of each part that is done.
    """
    parts = plan(work.engine, agency, page)
    total, done = sum(part.dossiers for part in parts), 0
    busy = min(workers, total // page)  # a process takes as long to start as a page to check
    here = Checker(opening, work)
    checked = together(opening, parts, busy) if busy > 1 else in_turn(here, parts)
    for part, found in checked:
        done += part.dossiers
        progress(done, total)
        yield from found
