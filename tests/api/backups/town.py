"""A small town with attachments, and installations to back up and to restore into."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from api.settings import Settings
from engine.erasure import Eraser
from engine.fold import fold
from engine.ledger import DossierRef
from engine.reports.periods import Period
from engine.reports.timeliness import Question, TimelinessSheet, timeliness
from engine.store.files import Files
from engine.store.ledgers import ledgers
from engine.store.read import reading
from engine.tables import metadata
from tests.engine.record.life import (
    MONDAY,
    PEPPER,
    attached,
    desk_of,
    examined,
    minutes,
    office,
    returned,
    who,
)


def settle(engine: Engine, files: Files) -> list[DossierRef]:
    """A dossier that is over, one under way and one erased; the first two with attachments."""
    desk = desk_of(engine)
    over, under_way, erased = returned(desk), examined(desk), examined(desk)
    for ref in (over, under_way, erased):
        attached(desk, files, ref, b"%PDF-1.7\n" + ref.id.bytes)
    Eraser(engine, office(), files, minutes()).erase(erased, who("leader"), "retention_over")
    return [over, under_way, erased]


def installation(folder: Path, url: str, pepper: bytes | None = PEPPER) -> Settings:
    return Settings(folder, url, given_pepper=pepper)


def files_of(settings: Settings) -> Files:
    return Files(settings.data / "files")


def content_of(engine: Engine) -> Mapping[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with engine.connect() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
        }


def figures(engine: Engine) -> TimelinessSheet:
    """What the report of the month says."""
    month = Period.between(MONDAY.date().replace(day=1), MONDAY.date().replace(day=31))
    with reading(engine) as snapshot:
        lines = [fold(office().catalogue, entries) for _, entries in ledgers(snapshot)]
    return timeliness(lines, Question(month))


class Killed(Exception):
    """Stands for a process that ends in the middle of its work."""


def quiet(done: int, total: int | None) -> None:
    del done, total
