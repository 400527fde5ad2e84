"""`motcua export catalogue`: the catalogue in force as files of a tenant's folder."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.output import AsJson, write, write_json
from api.database import opened
from api.settings import Settings
from api.tenant import texts_in_force
from engine.store.read import reading
from workflows.brought_in import Folder, lay_down
from workflows.exported import exported

Directory = Annotated[Path, typer.Argument(metavar="DIR", help="Thư mục nhận các tệp.")]
Force = Annotated[bool, typer.Option("--force", help="Ghi đè tệp đã có mà khác.")]


def catalogue(directory: Directory, *, force: Force = False, as_json: AsJson = False) -> None:
    """Danh mục đang áp dụng, thành các tệp: áp dụng lại thì không có gì đổi."""
    with opened(Settings.read()) as engine, reading(engine) as snapshot:
        texts = texts_in_force(snapshot)
    files = exported(texts)
    lay_down(Folder(files), directory, force=force)
    if as_json:
        write_json({"directory": str(directory), "files": list(files)})
        return
    write(f"Đã ghi {len(files)} tệp vào {directory}.")
    write(f"Xem: MOTCUA_CATALOGUE={directory} motcua plan")
