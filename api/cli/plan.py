"""`motcua plan`: what the files would change, without changing it."""

from typing import Annotated

import typer

from api import changes, clock
from api.cli import differences
from api.cli.output import AsJson, write_json, write_lines
from api.database import opened
from api.settings import Settings
from engine.store.read import reading

REFUSED, CHANGES = 1, 3  # 2 is a command that was typed wrongly

ExitCode = Annotated[
    bool,
    typer.Option("--exit-code", help="Thoát với mã 3 nếu có gì đổi, cho máy hỏi (như git diff)."),
]


def command(*, exit_code: ExitCode = False, as_json: AsJson = False) -> int:
    """Xem danh mục sẽ đổi những gì so với bản đang áp dụng; không ghi gì (dry run).

    Thoát với mã 1 nếu có điều khiến apply bị từ chối.
    """
    settings = Settings.read()
    texts = changes.wanted(settings.catalogue)
    with opened(settings) as engine, reading(engine) as snapshot:
        plan = changes.plan(snapshot, texts, clock.now())
    if as_json:
        write_json(differences.as_json(plan))
    else:
        write_lines(differences.page(plan, applied=False))
    if plan.obstacles:
        return REFUSED
    return CHANGES if exit_code and not plan.changes_nothing else 0
