"""`motcua verify`: the record held against itself, and against an earlier seal."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from api.cli.output import AsJson, progress, write, write_json, write_lines
from api.database import connect, opened
from api.sealing import opened_seal
from api.settings import Settings
from api.system import System, system
from api.tenant import applied
from engine.errors import RecordBroken
from engine.store.editions import every
from engine.store.files import Files
from engine.store.read import reading
from engine.verify import Disagreement, Verification, verify_together
from engine.verify.editions import editions
from engine.verify.sealed import against_seal


@dataclass(frozen=True, slots=True)
class Opening:
    """What another process needs to check parts of the same record."""

    settings: Settings

    def __call__(self) -> Verification:
        engine = connect(self.settings)
        with reading(engine) as snapshot:
            catalogue = applied(snapshot).catalogue
        files = Files(self.settings.data / "files")
        return Verification(engine, catalogue, files, self.settings.pepper())


def command(
    agency: Annotated[str | None, typer.Option(help="Chỉ hồ sơ của cơ quan này.")] = None,
    *,
    seal: Annotated[
        Path | None, typer.Option("--seal", help="So thêm với niêm phong của một ngày trước đây.")
    ] = None,
    workers: Annotated[
        int, typer.Option("--workers", min=0, help="Số tiến trình; 0: bằng số bộ xử lý của máy.")
    ] = 0,
    as_json: AsJson = False,
) -> int:
    """Tính lại mọi hồ sơ từ nhật ký, so với sổ; thoát với mã 1 nếu có chỗ không khớp."""
    try:
        wrong = list(_disagreements(agency, seal, workers or _processors()))
    except RecordBroken as broken:
        if broken.code != "edition_changed":
            raise
        wrong = _changed_texts()
    if as_json:
        write_json([one.to_json() for one in wrong])
    else:
        write_lines([f"SAI  [{one.what}] {one.message}" for one in wrong])
        write(f"{len(wrong)} chỗ không khớp." if wrong else "Mọi hồ sơ đều khớp.")
    return 1 if wrong else 0


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _disagreements(agency: str | None, seal: Path | None, workers: int) -> Iterator[Disagreement]:
    with system() as found:
        if agency is not None:
            found.office.organisation.agency(agency)
        if seal is not None:
            yield from _against(found, seal, agency)
        work = Verification(
            found.engine, found.office.catalogue, Files(found.files), found.pepper()
        )
        with progress("Kiểm tra hồ sơ") as tell:
            yield from verify_together(
                work, Opening(found.settings), workers, agency=agency, progress=tell
            )


def _against(found: System, path: Path, agency: str | None) -> Iterator[Disagreement]:
    with opened_seal(path) as (seal, leaves):
        yield from against_seal(found.engine, seal, leaves, agency)


def _changed_texts() -> list[Disagreement]:
    """Dossiers cannot be judged by a catalogue that was changed behind our back."""
    with opened(Settings.read()) as engine, reading(engine) as snapshot:
        return list(editions(every(snapshot)))
