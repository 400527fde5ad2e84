"""The attachments of a backup: copied by the rows that name them, each looked at by its hash."""

import gzip
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select

from engine.ledger import DossierRef
from engine.store.files import Files
from engine.store.ledgers import Reading
from engine.tables.papers import attachment

_BATCH = 1_000
_LAST = datetime.max.replace(tzinfo=UTC)


class Paper(NamedTuple):
    """A file that a row names; `size` in bytes."""

    ref: DossierRef
    sha256: bytes
    size: int

    @property
    def name(self) -> str:
        return f"{self.ref.agency}/{self.ref.id.hex}/{self.sha256.hex()}"


def papers(reading: Reading) -> Iterator[Paper]:
    """The files that the rows of the snapshot name."""
    row = attachment.c
    wanted = select(row.agency_id, row.dossier_id, row.sha256, row.size)
    for one in reading.execute(wanted.execution_options(yield_per=_BATCH)):
        yield Paper(DossierRef(one.agency_id, one.dossier_id), one.sha256, one.size)


def named_in_lines(path: Path) -> Iterator[Paper]:
    """The same, by the lines of the table of attachments in a backup."""
    with gzip.open(path, "rb") as lines:
        names = [name for name, _ in json.loads(next(lines))["columns"]]
        for line in lines:
            row = dict(zip(names, json.loads(line), strict=True))
            ref = DossierRef(row["agency_id"], UUID(row["dossier_id"]))
            yield Paper(ref, bytes.fromhex(row["sha256"]), row["size"])


def copy_papers(
    named: Iterable[Paper], source: Files, target: Files, told: Callable[[int], object]
) -> list[Paper]:
    """Copy what is not there yet; those that cannot be copied: gone, or not what they were."""
    lost = []
    for one in named:
        if target.fault(one.ref, one.sha256, one.size) is not None and not _copied(
            one, source, target
        ):
            lost.append(one)
        told(1)
    return lost


def _copied(one: Paper, source: Files, target: Files) -> bool:
    if source.fault(one.ref, one.sha256, one.size) is not None:
        return False
    try:
        with source.open(one.ref, one.sha256) as content:
            return target.keep(one.ref, content).sha256 == one.sha256
    except FileNotFoundError:  # erased between the two looks
        return False


def drop_others(reading: Reading, target: Files) -> None:
    """Remove from a backup the files that no row of its snapshot names: erased in between."""
    for ref in list(target.held()):
        mine = (attachment.c.agency_id == ref.agency, attachment.c.dossier_id == ref.id)
        named = set(reading.execute(select(attachment.c.sha256).where(*mine)).scalars())
        if named != set(target.of(ref)):
            target.sweep(ref, named.__contains__, _LAST)


def count_papers(reading: Reading) -> tuple[int, int]:
    """How many files the rows name, and how many bytes they have."""
    wanted = select(func.count(), func.coalesce(func.sum(attachment.c.size), 0))
    number, size = reading.execute(wanted).one()
    return int(number), int(size)
