"""`motcua import epar`: the definitions of E-PAR as a tenant's folder."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.imported import (
    AtTier,
    Force,
    Identifier,
    Name,
    Out,
    Province,
    answer,
    bring_in,
    contents,
)
from api.cli.output import AsJson
from api.sheets import why
from engine.errors import NotFound
from engine.imports.epar import read
from engine.imports.office import Home
from engine.procedure import Tier

_SYSTEM = "E-PAR"

Directory = Annotated[
    Path, typer.Argument(metavar="DIR", help="Thư mục có các tệp _workflow.xml, _form_struct.xml.")
]
Agency = Annotated[str, typer.Option(help="Mã cơ quan áp dụng các quy trình này.")]


def command(  # noqa: PLR0913 -- one argument an option
    directory: Directory,
    *,
    out: Out,
    agency: Agency = "epar",
    name: Name = "Cơ quan nhập từ E-PAR (mẫu)",
    tier: AtTier = Tier.DISTRICT,
    province: Province = "00",
    identifier: Identifier = "Y98",
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Đưa quy trình và mẫu đơn E-PAR thành tệp của motcua; lỗi của tệp nguồn được nêu tên."""
    files = contents(_files(directory))
    found, needs = read(files, tier)
    home = Home(agency, name, tier, province, identifier)
    folder = bring_in(found, needs, home, _SYSTEM, out, force=force)
    answer(found, folder, out, as_json=as_json)


def _files(directory: Path) -> dict[str, Path]:
    """Every XML file of the directory and of those in it: E-PAR keeps one folder a procedure."""
    try:
        next(directory.iterdir(), None)
    except OSError as error:
        raise NotFound(
            f"Không đọc được thư mục {directory}: {why(error)}. Kiểm tra đường dẫn.",
            code="no_such_folder",
        ) from error
    paths = sorted(path for path in directory.rglob("*") if path.suffix.lower() == ".xml")
    if not paths:
        raise NotFound(
            f"Thư mục {directory} không có tệp _workflow.xml nào. Kiểm tra đường dẫn.",
            code="no_definitions",
        )
    return {path.relative_to(directory).as_posix(): path for path in paths if path.is_file()}
