"""`motcua import digit`: BusinessService workflows of DIGIT as a tenant's folder."""

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
from engine.imports.digit import read
from engine.imports.office import Home
from engine.procedure import Tier

_SYSTEM = "DIGIT"

FilesGiven = Annotated[
    list[Path], typer.Argument(metavar="FILE", help="Tệp JSON có BusinessServices.")
]
Agency = Annotated[str, typer.Option(help="Mã cơ quan áp dụng các quy trình này.")]


def command(  # noqa: PLR0913 -- one argument an option
    files: FilesGiven,
    *,
    out: Out,
    agency: Agency = "digit",
    name: Name = "Cơ quan nhập từ DIGIT (mẫu)",
    tier: AtTier = Tier.COMMUNE,
    province: Province = "00",
    identifier: Identifier = "Y97",
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Đưa quy trình BusinessService của DIGIT thành tệp của motcua; lỗi được nêu tên."""
    found, needs = read(contents({path.name: path for path in files}), tier)
    home = Home(agency, name, tier, province, identifier)
    folder = bring_in(found, needs, home, _SYSTEM, out, force=force)
    answer(found, folder, out, as_json=as_json)
