"""`motcua erase`: the personal data of one dossier, gone from every table and file."""

from typing import Annotated

import typer

from api.cli.dossier import dossier_named
from api.cli.output import AsJson, write, write_json, write_lines
from api.system import system
from engine.erasure import Eraser
from engine.store.files import Files


def command(
    code: Annotated[str, typer.Argument(help="Mã hồ sơ hoặc id.")],
    by: Annotated[str, typer.Option("--by", help="Mã người thực hiện (lãnh đạo, quản trị).")],
    reason: Annotated[str, typer.Option(help="Mã lý do trong reasons.yaml.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Xóa dữ liệu cá nhân của một hồ sơ; nhật ký, ngày hẹn và số liệu giữ nguyên."""
    with system() as found:
        person = found.person(by)
        ref = dossier_named(found, code)
        done = Eraser(found.engine, found.office, Files(found.files)).erase(ref, person, reason)
    if as_json:
        children = [{"agency": one.agency, "dossier": one.id.hex} for one in done.children]
        write_json({"code": done.code, "again": done.again, "children": children})
        return
    again = " (trước đây đã xóa)" if done.again else ""
    write(f"Đã xóa dữ liệu cá nhân của hồ sơ {done.code}{again}.")
    write_lines([f"  Còn hồ sơ liên thông {one.id.hex} ở {one.agency}" for one in done.children])
