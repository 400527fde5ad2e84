"""`motcua serve`: the pages and the API, on one address."""

from typing import Annotated

import typer
import uvicorn

from api.cli.output import write
from api.cli.serving import serve
from api.database import opened
from api.settings import Settings
from api.signin.production import refuse_defaults


def command(
    *,
    host: Annotated[str, typer.Option(help="Địa chỉ nghe.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Cổng nghe.", min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="Số tiến trình.", min=1, max=64)] = 1,
) -> None:
    """Mở trang làm việc cho cán bộ, và /api/v1 cho các hệ thống khác."""
    settings = Settings.read()
    with opened(settings) as engine:
        refuse_defaults(engine, settings)
    if workers == 1:
        serve(settings, host, port)
    else:
        write(f"Mở http://{host}:{port} bằng trình duyệt (Ctrl+C để dừng).")
        uvicorn.run("api.serving:app", host=host, port=port, workers=workers, access_log=False)
