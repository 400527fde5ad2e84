"""`motcua run`: a demo province and a tour through it, on whatever database is set."""

from collections.abc import Sequence

from api import clock
from api.cli.demo import desk_of, fill_province, how_many, prepared
from api.cli.output import write, write_sheet
from api.cli.system import System
from api.cli.telling import Dossier
from api.demo.tour import Guide, tour
from engine.ledger import Entry
from engine.store.files import Files
from engine.timeline import Timeline


def command() -> int:
    """Dựng tỉnh mẫu nếu chưa có, rồi đi một vòng: ba kênh, từ tiếp nhận đến báo cáo."""
    with prepared() as found:
        if not how_many(found):
            fill_province(found)
        write(f"Tỉnh mẫu có {how_many(found)} hồ sơ ở {found.engine.url!r}.")
        wrong = tour(desk_of(found), Files(found.files), _guide(found))
    return 1 if wrong else 0


def _guide(found: System) -> Guide:
    def tell(entries: Sequence[Entry], line: Timeline) -> list[str]:
        return Dossier(found.published, entries, line, clock.now()).page()

    return Guide(write, tell, write_sheet)
