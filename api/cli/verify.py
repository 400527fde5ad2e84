"""`motcua verify`: the record held against itself."""

from typing import Annotated

import typer

from api.cli.output import AsJson, progress, write, write_json, write_lines
from api.database import opened
from api.settings import Settings
from api.system import system
from engine.errors import RecordBroken
from engine.store.editions import every
from engine.store.files import Files
from engine.store.read import reading
from engine.verify import Disagreement, verify
from engine.verify.editions import editions


def command(
    agency: Annotated[str | None, typer.Option(help="Chỉ hồ sơ của cơ quan này.")] = None,
    *,
    as_json: AsJson = False,
) -> int:
    """Tính lại mọi hồ sơ từ nhật ký, so với sổ; thoát với mã 1 nếu có chỗ không khớp."""
    try:
        wrong = _disagreements(agency)
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


def _disagreements(agency: str | None) -> list[Disagreement]:
    with system() as found:
        if agency is not None:
            found.office.organisation.agency(agency)
        pepper = found.pepper()
        with progress("Kiểm tra hồ sơ") as tell:
            return list(
                verify(
                    found.engine,
                    found.office.catalogue,
                    Files(found.files),
                    pepper,
                    agency=agency,
                    progress=tell,
                )
            )


def _changed_texts() -> list[Disagreement]:
    """Dossiers cannot be judged by a catalogue that was changed behind our back."""
    with opened(Settings.read()) as engine, reading(engine) as snapshot:
        return list(editions(every(snapshot)))
