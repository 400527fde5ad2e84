"""`motcua backup`: the whole installation into a folder, while people work."""

from pathlib import Path
from typing import Annotated

import typer

from api import clock
from api.backups import back_up
from api.cli.output import AsJson, progress, write, write_json, write_lines
from api.settings import Settings


def command(
    folder: Annotated[Path, typer.Argument(help="Thư mục mới để chứa bản sao lưu.")],
    *,
    as_json: AsJson = False,
) -> int:
    """Sao lưu cơ sở dữ liệu và mọi tệp đính kèm; cả hai loại cơ sở dữ liệu đều phục hồi được.

    Mã 1 nếu có tệp đính kèm đã mất từ trước. Bản sao lưu có dữ liệu cá nhân: giữ như dữ liệu gốc.
    """
    with progress("Sao lưu") as tell:
        made = back_up(Settings.read(), folder, clock.now(), tell)
    if as_json:
        write_json({"folder": str(folder), **made.to_json()})
        return 1 if made.missing else 0
    write(
        f"Đã sao lưu vào {folder}: {made.rows('dossier')} hồ sơ, {made.rows('entry')} dòng nhật "
        f"ký, {made.files} tệp ({made.bytes} byte)."
    )
    if made.native is None:
        write("Không kèm bản của pg_dump (không có công cụ phù hợp); phục hồi không cần đến nó.")
    write_lines([f"MẤT  tệp đính kèm {name}" for name in made.missing])
    return 1 if made.missing else 0
