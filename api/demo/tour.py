"""A walk through the office: dossiers told, two reports, and the record checked.

One dossier by each channel, and one that outlived the agency which received it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from engine.desk import Desk
from engine.fold import fold
from engine.ledger import Entry
from engine.procedure import Channel, Final
from engine.reports.format import Table
from engine.reports.grouping import By
from engine.reports.online_share import online_share
from engine.reports.periods import Period
from engine.reports.tables import online_share_table, timeliness_table
from engine.reports.timeliness import Question, timeliness
from engine.store.files import Files
from engine.store.ledgers import ledgers
from engine.store.read import horizon, reading
from engine.timeline import Cause, Timeline
from engine.verify import verify

_CHANNELS = (
    (Channel.DIRECT, "Nộp trực tiếp"),
    (Channel.ONLINE, "Nộp trực tuyến"),
    (Channel.POSTAL, "Nộp qua bưu chính công ích"),
)
_LONGEST = 14  # entries of a dossier that is told
_THEN = Period("năm 2015", date(2015, 1, 1), date(2015, 12, 31))


@dataclass(frozen=True, slots=True)
class Guide:
    """How the walk is told: `tell` puts a dossier into words, `sheet` prints a table."""

    text: Callable[[str], None]
    tell: Callable[[Sequence[Entry], Timeline], Iterable[str]]
    sheet: Callable[[Table], None]


def tour(desk: Desk, files: Files, guide: Guide) -> int:
    """Tell what the database holds; answers how many disagreements the check has found."""
    for channel, title in _CHANNELS:
        guide.text(f"\n■ {title}\n")
        _show_dossier(desk, partial(_came_by, channel), guide)
    guide.text("\n■ Qua ngày 01/7/2025: cơ quan tiếp nhận đã chấm dứt\n")
    _show_dossier(desk, _changed_hands, guide)
    today = desk.office.calendar_of("").local_day(horizon(desk.engine))
    guide.text("\n■ Báo cáo\n")
    _show_reports(desk, (_last_month(today), _THEN), guide)
    guide.text("\n■ Kiểm tra nhật ký xử lý\n")
    return _check(desk, files, guide)


def _came_by(channel: Channel, line: Timeline) -> bool:
    return line.origin.channel is channel


def _changed_hands(line: Timeline) -> bool:
    """Opened at an agency that ended before the result was there."""
    return len(line.competences) > 1


def _show_dossier(desk: Desk, wanted: Callable[[Timeline], bool], guide: Guide) -> None:
    told = _most_telling(desk, wanted)
    if told is None:
        guide.text("Chưa có hồ sơ nào đã trả kết quả.")
        return
    for line in guide.tell(told, fold(desk.office.catalogue, told)):
        guide.text(line)


def _most_telling(desk: Desk, wanted: Callable[[Timeline], bool]) -> list[Entry] | None:
    """Of the finished dossiers wanted the ledger in which most happened, the latest one."""
    best: list[Entry] | None = None
    most: tuple[object, ...] = ()
    with reading(desk.engine) as snapshot:
        for _, entries in ledgers(snapshot):
            line = fold(desk.office.catalogue, entries)
            if wanted(line) and _is_told(line):
                score = (line.opened_at.year, _events(line), line.opened_at)
                if score > most:
                    best, most = entries, score
    return best


def _is_told(line: Timeline) -> bool:
    """Brought to its end, of no restricted procedure, and short enough to be read at once."""
    open_to_all = not (line.origin.linked or line.procedure.restricted)
    return line.final is Final.COMPLETED and open_to_all and line.length <= _LONGEST


def _events(line: Timeline) -> int:
    """How many kinds of things beside the straight way happened."""
    extended = any(promise.cause is Cause.EXTENSION for promise in line.promises)
    return sum(map(bool, (line.stops, line.items, line.children, extended)))


def _show_reports(desk: Desk, periods: Iterable[Period], guide: Guide) -> None:
    agencies = desk.office.organisation.agencies.values()
    tiers = {agency.id: str(agency.tier) for agency in agencies}
    for period in periods:
        with _lines(desk) as lines:
            guide.sheet(timeliness_table(timeliness(lines, Question(period, By.TIER, tiers=tiers))))
        guide.text("")
        with _lines(desk) as lines:
            offered = desk.office.catalogue.on(period.last)
            guide.sheet(online_share_table(online_share(lines, period, offered)))
        guide.text("")


@contextmanager
def _lines(desk: Desk) -> Iterator[Iterator[Timeline]]:
    with reading(desk.engine) as snapshot:
        yield (fold(desk.office.catalogue, entries) for _, entries in ledgers(snapshot))


def _last_month(today: date) -> Period:
    """The last month that is over."""
    last = today.replace(day=1) - timedelta(days=1)
    return Period(f"tháng {last.month}/{last.year}", last.replace(day=1), last)


def _check(desk: Desk, files: Files, guide: Guide) -> int:
    found = 0
    for one in verify(desk.engine, desk.office.catalogue, files, desk.pepper):
        guide.text(f"SAI  [{one.what}] {one.message}")
        found += 1
    if not found:
        guide.text("Tính lại mọi hồ sơ từ nhật ký: tất cả đều khớp.")
    return found
