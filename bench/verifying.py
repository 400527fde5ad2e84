"""The whole record checked: by one process and by two, at two sizes, on SQLite.

A row says the wall time of a dossier of 15 entries, the start of the processes included.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from api import changes
from api.cli.verify import Opening
from api.database import connected
from api.settings import Settings
from api.tenant import office_of
from bench import Row
from bench._many import fill
from engine.desk import Desk
from engine.tables import metadata
from engine.verify import verify_together
from workflows.published import publish

SIZES = (5_000, 20_000)
PEPPER = b"bench" * 8


def measure(sizes: tuple[int, ...] = SIZES) -> Iterator[Row]:
    """Each size by one process, then by two."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            yield from of_size(Path(folder), f"sqlite:///{folder}/bench.sqlite", size)


def of_size(folder: Path, url: str, size: int) -> Iterator[Row]:
    """The same record by one process, then by two."""
    settings = Settings(folder, url, given_pepper=PEPPER)
    with connected(settings) as engine:
        metadata.create_all(engine)
        changes.apply(engine, changes.wanted(()))
        fill(engine, Desk(engine, office_of(publish()), PEPPER), size)
    opening = Opening(settings)
    for workers in (1, 2):
        begun = perf_counter()
        work = opening()
        found = sum(1 for _ in verify_together(work, opening, workers))
        seconds = perf_counter() - begun
        work.engine.dispose()
        told = f"{size / seconds:,.0f}/s, {found} sai"
        yield Row(f"kiểm tra {size:,} hồ sơ", f"{workers} tiến trình", seconds / size * 1e6, told)
