"""`motcua db`: bring the database up to this release, and see whether it is."""

import typer

from api import database
from api.cli.output import AsJson, write, write_json
from api.settings import Settings

app = typer.Typer()


@app.command()
def upgrade(*, as_json: AsJson = False) -> None:
    """Tạo hoặc nâng cấp bảng lên phiên bản này; chạy lại không đổi gì (migrate)."""
    before, after = database.upgrade(Settings.read())
    if as_json:
        write_json({"before": before, "after": after})
    elif before == after:
        write(f"Cơ sở dữ liệu đã ở phiên bản {after}.")
    else:
        write(f"Đã nâng cấp cơ sở dữ liệu: {before or 'trống'} → {after}.")


@app.command()
def check(*, as_json: AsJson = False) -> None:
    """Kiểm tra bảng có đúng như phiên bản này cần (schema check)."""
    found = database.check(Settings.read())
    if as_json:
        write_json({"revision": found, "ok": True})
    else:
        write(f"Cơ sở dữ liệu đúng phiên bản {found}.")
