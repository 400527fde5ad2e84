"""Files that no act names: what a crash, a refused act or a broken-off erasure left on disk."""

from datetime import datetime
from functools import partial

from sqlalchemy import Engine

from engine.ledger import DossierRef
from engine.store.checks import is_attached, is_without_files
from engine.store.files import Files
from engine.store.read import reading


def sweep(engine: Engine, files: Files, before: datetime) -> int:
    """Remove the unnamed files written before then; how many that were.

    Leave a day: a file is on disk before the act that names it is made. What an erasure that broke
    off has left is removed whatever its age.
    """
    return sum(_sweep(engine, files, ref, before) for ref in list(files.held()))


def _sweep(engine: Engine, files: Files, ref: DossierRef, before: datetime) -> int:
    with reading(engine) as now:
        left_over = is_without_files(now, ref)
    if left_over:
        swept = sum(1 for _ in files.of(ref))
        files.erase(ref)
        return swept
    return files.sweep(ref, partial(_is_named, engine, ref), before)


def _is_named(engine: Engine, ref: DossierRef, address: bytes) -> bool:
    with reading(engine) as now:
        return is_attached(now, ref, address)


def sweep_waiting(waiting: Files, before: datetime) -> int:
    """Erase what was put aside before then for dossiers that were never saved; how many files."""
    erased = 0
    for folder in list(waiting.held()):
        erased += waiting.sweep(folder, lambda _: False, before)
        if not any(waiting.of(folder)):
            waiting.erase(folder)
    return erased
