"""`motcua apply`: the files become what is in force, in one transaction."""

from api import changes
from api.cli import differences
from api.cli.output import AsJson, write_json, write_lines
from api.database import opened
from api.settings import Settings


def command(*, as_json: AsJson = False) -> None:
    """Áp dụng danh mục từ các tệp. Có lỗi thì không đổi gì; hồ sơ đang đi giữ quy trình cũ."""
    settings = Settings.read()
    texts = changes.wanted(settings.catalogue)
    with opened(settings) as engine:
        done = changes.apply(engine, texts)
    if as_json:
        write_json(differences.as_json(done))
    else:
        write_lines(differences.page(done, applied=True))
