"""`motcua restore`: an installation out of a backup, of the same database or of the other."""

from pathlib import Path
from typing import Annotated

import typer

from api.backups import restore
from api.cli.output import AsJson, progress, write, write_json, write_lines
from api.settings import Settings


def command(
    folder: Annotated[Path, typer.Argument(help="Thư mục của bản sao lưu.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Phục hồi vào cơ sở dữ liệu trống và thư mục dữ liệu trống; lỗi thì vẫn trống như trước.

    Bản sao lưu của SQLite phục hồi được vào PostgreSQL và ngược lại.
    """
    with progress("Phục hồi") as tell:
        done = restore(Settings.read(), folder, tell)
    made = done.manifest
    if as_json:
        write_json({"folder": str(folder), "revision_now": done.revision, **made.to_json()})
        return
    write(
        f"Đã phục hồi {made.rows('dossier')} hồ sơ, {made.rows('entry')} dòng nhật ký, "
        f"{made.files} tệp từ bản sao lưu lúc {made.made_at}."
    )
    write_lines([f"MẤT  tệp đính kèm {name} (đã mất khi sao lưu)" for name in made.missing])
    write("Kiểm tra ngay bằng: motcua verify. Xóa lại dữ liệu của hồ sơ đã xóa sau lúc sao lưu.")
