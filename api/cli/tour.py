"""`motcua tour`: one round through the demo province, printed."""

from api import clock
from api.cli.demo import desk_of, fill_province, how_many, prepared
from api.cli.output import write, write_sheet
from api.cli.telling import Dossier
from api.demo.tour import Guide, tour
from engine.store.files import Files


def command() -> int:
    """Dựng tỉnh mẫu nếu chưa có, rồi đi một vòng: ba kênh, báo cáo, kiểm tra nhật ký."""
    with prepared() as found:
        if not how_many(found):
            fill_province(found)
        write(f"Tỉnh mẫu: {how_many(found)} hồ sơ ở {found.engine.url!r}.")
        guide = Guide(
            text=write,
            tell=lambda entries, line: Dossier(found.published, entries, line, clock.now()).page(),
            sheet=write_sheet,
        )
        return 1 if tour(desk_of(found), Files(found.files), guide) else 0
