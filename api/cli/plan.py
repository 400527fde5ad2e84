"""`motcua plan`: what the files would change, without changing it."""

from api import changes, clock
from api.cli import differences
from api.cli.output import AsJson, write_json, write_lines
from api.database import opened
from api.settings import Settings
from engine.store.read import reading


def command(*, as_json: AsJson = False) -> None:
    """Xem danh mục sẽ đổi những gì so với bản đang áp dụng; không ghi gì (dry run)."""
    settings = Settings.read()
    texts = changes.wanted(settings.catalogue)
    with opened(settings) as engine, reading(engine) as snapshot:
        plan = changes.plan(snapshot, texts, clock.now())
    if as_json:
        write_json(differences.as_json(plan))
    else:
        write_lines(differences.page(plan, applied=False))
