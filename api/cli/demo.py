"""`motcua demo`: dossiers to look at, made by the desk's own verbs in a database without any."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import typer

from api import changes, database
from api.cli.output import progress, write, write_sheet
from api.demo import an_giang
from api.demo.page import page
from api.demo.province import build_province
from api.settings import Settings
from api.system import System, system
from engine.desk import Desk
from engine.errors import Conflict
from engine.store.checks import count_dossiers
from engine.store.connect import hurried
from engine.store.read import reading
from workflows.kept import Kept

app = typer.Typer()


@app.command()
def province() -> None:
    """Một tỉnh như Đồng Nai: hồ sơ năm 2015 và hồ sơ đang giải quyết hiện nay."""
    with fresh() as found:
        fill_province(found)
        write(f"Đã dựng {how_many(found)} hồ sơ. Xem: motcua report timeliness --period “năm 2015”")


@app.command("an-giang-2021")
def an_giang_2021() -> None:
    """Số liệu công bố của Sở Xây dựng An Giang năm 2021, dựng lại từ từng hồ sơ."""
    with fresh(an_giang.texts()) as found:
        with progress("Dựng hồ sơ") as tell, hurried(found.engine):
            an_giang.build_an_giang(desk_of(found), found.office, progress=tell)
        write_sheet(page(an_giang.reports(found.engine, found.office)))


@contextmanager
def fresh(texts: Sequence[Kept] | None = None) -> Iterator[System]:
    """The system with a catalogue in force and no dossier; refused if it holds one already."""
    with prepared(texts) as found:
        if how_many(found):
            raise Conflict(
                "Cơ sở dữ liệu đã có hồ sơ; dữ liệu mẫu chỉ dựng vào nơi trống. "
                "Đặt MOTCUA_DATA_DIR hoặc MOTCUA_DATABASE_URL khác.",
                code="not_empty",
            )
        yield found


@contextmanager
def prepared(
    texts: Sequence[Kept] | None = None, settings: Settings | None = None
) -> Iterator[System]:
    """The system, migrated; without dossiers, `texts` (None: those of the files) are applied."""
    settings = settings or Settings.read()
    database.upgrade(settings)
    with database.opened(settings) as engine:
        with reading(engine) as snapshot:
            empty = not count_dossiers(snapshot, None)
        if empty:
            wanted = changes.wanted(settings.catalogue) if texts is None else texts
            changes.apply(engine, wanted)
    with system(settings) as found:
        yield found


def desk_of(found: System) -> Desk:
    """The verbs of the office over this system."""
    return Desk(found.engine, found.office, found.pepper())


def fill_province(found: System) -> None:
    with progress("Dựng tỉnh mẫu") as tell, hurried(found.engine):
        build_province(desk_of(found), progress=tell)


def how_many(found: System) -> int:
    """The dossiers that the database holds."""
    with reading(found.engine) as snapshot:
        return count_dossiers(snapshot, None)
