"""`motcua verify`: the record held against itself."""

from typing import Annotated

import typer

from api.cli.output import AsJson, progress, write, write_json, write_lines
from api.cli.system import system
from engine.store.files import Files
from engine.verify import verify


def command(
    agency: Annotated[str | None, typer.Option(help="Chỉ hồ sơ của cơ quan này.")] = None,
    *,
    as_json: AsJson = False,
) -> int:
    """Tính lại mọi hồ sơ từ nhật ký, so với sổ; thoát với mã 1 nếu có chỗ không khớp."""
    with system() as found:
        if agency is not None:
            found.office.organisation.agency(agency)
        pepper = found.settings.pepper()
        with progress("Kiểm tra hồ sơ") as tell:
            wrong = list(
                verify(
                    found.engine,
                    found.office.catalogue,
                    Files(found.files),
                    pepper,
                    agency=agency,
                    progress=tell,
                )
            )
    if as_json:
        write_json([one.to_json() for one in wrong])
    else:
        write_lines([f"SAI  [{one.what}] {one.message}" for one in wrong])
        write(f"{len(wrong)} chỗ không khớp." if wrong else "Mọi hồ sơ đều khớp.")
    return 1 if wrong else 0
