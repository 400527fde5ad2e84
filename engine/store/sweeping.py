"""Files that no act came to name: what a crash or a refused act left on disk."""

from datetime import datetime
from functools import partial

from sqlalchemy import Engine

from engine.ledger import DossierRef
from engine.store.checks import is_attached
from engine.store.files import Files
from engine.store.read import reading


def sweep(engine: Engine, files: Files, before: datetime) -> int:
    """Remove the unnamed files written before then; how many that were.

    Leave a day: a file is on disk before the act that names it is made.
    """
    return sum(
        files.sweep(ref, partial(_is_named, engine, ref), before) for ref in list(files.held())
    )


def _is_named(engine: Engine, ref: DossierRef, address: bytes) -> bool:
    with reading(engine) as now:
        return is_attached(now, ref, address)
