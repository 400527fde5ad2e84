"""`motcua run`: the demo province, served on this machine for whoever wants to try it."""

from dataclasses import replace
from typing import Annotated

import typer

from api.cli.demo import fill_province, how_many, prepared
from api.cli.output import write
from api.cli.serving import serve
from api.settings import Settings
from api.signin.passwords import DEMO


def command(
    *, port: Annotated[int, typer.Option(help="Cổng nghe.", min=1, max=65535)] = 8000
) -> None:
    """Dựng tỉnh mẫu nếu chưa có rồi mở trang làm việc trên máy này."""
    with prepared() as found:
        if not how_many(found):
            fill_province(found)
        write(f"Tỉnh mẫu: {how_many(found)} hồ sơ ở {found.engine.url!r}.")
    write(
        "Trang đầu là của người dân; cán bộ vào http://127.0.0.1:"
        f"{port}/dang-nhap bằng dn-sxd-03 (một cửa), dn-sxd-07 (thụ lý)…; mật khẩu {DEMO}."
    )
    serve(replace(Settings.read(), demo=True, https=False), "127.0.0.1", port)
