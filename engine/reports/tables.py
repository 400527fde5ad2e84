"""The sheets as officers read them."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from zoneinfo import ZoneInfo

from engine.clock import Against, Verdict
from engine.reports.format import Label, Table, day, minute, number, share, working_time
from engine.reports.grouping import By
from engine.reports.ii06 import FormSheet
from engine.reports.judging import Judging
from engine.reports.online_share import Numerator, OnlineShare, Population
from engine.reports.periods import Period
from engine.reports.stays import Stay, StaysSheet
from engine.reports.timeliness import Question, Row, TimelinessSheet
from engine.timeline import ByClock

PARTIAL_AND_FULL = date(2022, 8, 15)

BY_HEADINGS: Mapping[By, str] = MappingProxyType(
    {
        By.AGENCY: "Cơ quan",
        By.COMPETENT_AGENCY: "Cơ quan giải quyết",
        By.RECEIVED_AT: "Nơi tiếp nhận",
        By.PROCEDURE: "Thủ tục",
        By.FIELD: "Lĩnh vực",
        By.CHANNEL: "Kênh tiếp nhận",
        By.LEVEL: "Mức độ",
        By.TIER: "Cấp",
    }
)

KEY_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "online": "Trực tuyến",
        "postal": "Bưu chính công ích",
        "direct": "Trực tiếp",
        "province": "Cấp tỉnh",
        "district": "Cấp huyện",
        "commune": "Cấp xã",
        **{str(level): f"Mức độ {level}" for level in range(1, 5)},
    }
)

# What the levels of NĐ 43/2011 are called since NĐ 42/2022.
LEVEL_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "1": "Cung cấp thông tin (mức 1)",
        "2": "Cung cấp thông tin (mức 2)",
        "3": "Một phần",
        "4": "Toàn trình",
    }
)

VERDICT_LABELS: Mapping[Verdict | None, str] = MappingProxyType(
    {Verdict.EARLY: "trước hạn", Verdict.ON_TIME: "đúng hạn", Verdict.LATE: "quá hạn", None: "–"}
)

_TOTAL = "Tổng số"
_TIMELINESS_HEADINGS = (
    "Kỳ trước chuyển sang",
    "Tiếp nhận",
    "Trực tuyến",
    "BCCI",
    "Trực tiếp",
    "Đã giải quyết",
    "Trước hạn",
    "Đúng hạn",
    "Quá hạn",
    "Không đủ điều kiện",
    "Đang giải quyết",
    "Còn trong hạn",
    "Đang quá hạn",
    "Tạm dừng",
    "Dừng giải quyết",
    "Rút hồ sơ",
    "Tỷ lệ đúng hạn",
)
_FORM_HEADINGS = (
    "Lĩnh vực, công việc (2)",
    "Tiếp nhận: tổng số (3)",
    "Trực tuyến (4)",
    "Trực tiếp, BCCI (5)",
    "Từ kỳ trước (6)",
    "Đã giải quyết: tổng số (7)",
    "Trước hạn (8)",
    "Đúng hạn (9)",
    "Quá hạn (10)",
    "Đang giải quyết: tổng số (11)",
    "Trong hạn (12)",
    "Quá hạn (13)",
)


def key_label(key: str) -> str:
    """The words for a channel, a tier or a level; any other key as it is."""
    return KEY_LABELS.get(key, key)


def timeliness_table(sheet: TimelinessSheet, label: Label = key_label) -> Table:
    """`label` gives the words for a key: for agencies and procedures the catalogue knows them."""
    question = sheet.question
    words = LEVEL_WORDS if question.by is By.LEVEL and _is_renamed(question.period.last) else {}
    rows = tuple(_timeliness_row(row, words.get(row.key) or label(row.key)) for row in sheet.rows)
    return Table(
        title=f"Tình hình giải quyết hồ sơ {span_of(question.period)}",
        headings=(BY_HEADINGS[question.by], *_TIMELINESS_HEADINGS),
        rows=(*rows, _timeliness_row(sheet.total, _TOTAL)),
        notes=_timeliness_notes(sheet),
    )


def _timeliness_row(row: Row, name: str) -> tuple[str, ...]:
    counts = (row.carried_over, row.received, row.online, row.postal, row.direct)
    resolved = (row.resolved, row.early, row.on_time, row.late, row.declined)
    pending = (row.pending, row.in_time, row.overdue, row.waiting)
    cells = (*counts, *resolved, *pending, row.stopped, row.withdrawn)
    return (name, *(number(cell) for cell in cells), share(row.on_time_rate))


def _timeliness_notes(sheet: TimelinessSheet) -> tuple[str, ...]:
    total = sheet.total
    kept = number(total.early + total.on_time)
    rate = f"{kept}/{number(total.resolved)} = {share(total.on_time_rate)}"
    notes = (
        f"Giải quyết trước hạn và đúng hạn: {rate}.",
        judging_words(sheet.question.judging),
        *_unfinished(sheet.question),
    )
    if not sheet.question.judging.qd766:
        return notes
    return (*notes, f"Chỉ số 2.1 theo QĐ 766/QĐ-TTg: {share(total.index_2_1)}.")


def _unfinished(question: Question) -> tuple[str, ...]:
    """A period that still runs is judged at its last day: what is overdue then may not be yet."""
    last, known = question.period.last, question.known_at
    if known is None or known.date() > last:
        return ()
    return (f"Kỳ chưa kết thúc: hồ sơ đang giải quyết được xét vào cuối ngày {day(last)}.",)


def judging_words(judging: Judging) -> str:
    """How the verdict was given, as a sentence for the foot of a sheet."""
    if judging.qd766:
        return "Xét đúng hạn theo cách chấm điểm của QĐ 766/QĐ-TTg."
    by = "ngày" if judging.by is ByClock.DATE else "giờ, phút"
    against = "đang có hiệu lực" if judging.against is Against.CURRENT else "đầu tiên"
    return f"Xét đúng hạn theo {by}, so với ngày hẹn {against}."


def ii06_table(sheet: FormSheet, label: Label = key_label) -> Table:
    rows = (*((label(row.key), row.numbers) for row in sheet.rows), (_TOTAL, sheet.total.numbers))
    return Table(
        title=f"Biểu số II.06 – Tình hình, kết quả giải quyết TTHC "
        f"{span_of(sheet.source.question.period)}",
        headings=("STT (1)", *_FORM_HEADINGS),
        rows=tuple(
            (str(place) if name is not _TOTAL else "", name, *(number(n) for n in numbers))
            for place, (name, numbers) in enumerate(rows, start=1)
        ),
        notes=("Đơn vị tính: Số hồ sơ TTHC.", "3 = 4+5+6; 7 = 8+9+10; 11 = 12+13; 3 = 7+11."),
        text_columns=2,
    )


def stays_table(sheet: StaysSheet, zone: ZoneInfo, label: Label = key_label) -> Table:
    """`label` gives the words for agencies, units and officers; moments are shown in `zone`."""
    return Table(
        title=f"Thời gian ở từng bước {span_of(sheet.period)}",
        headings=(
            "Mã hồ sơ",
            "Bước",
            "Cơ quan",
            "Đơn vị",
            "Người xử lý",
            "Vào",
            "Ra",
            "Được dùng",
            "Đã dùng",
            "Kết luận",
        ),
        rows=tuple(_stay_row(stay, zone, label) for stay in sheet.rows),
        text_columns=7,
    )


def _stay_row(stay: Stay, zone: ZoneInfo, label: Label) -> tuple[str, ...]:
    left = None if stay.left is None else stay.left.astimezone(zone)
    return (
        stay.code,
        stay.label,
        label(stay.agency),
        label(stay.unit) if stay.unit else "",
        label(stay.officer) if stay.officer else "",
        minute(stay.entered.astimezone(zone)),
        minute(left),
        working_time(stay.budget),
        working_time(stay.spent),
        VERDICT_LABELS[stay.verdict],
    )


def online_share_table(sheet: OnlineShare) -> Table:
    """The lines of an office's yearly report; results by post are rounded to one decimal there."""
    wide = sheet.numerator is Numerator.ONLINE_POSTAL
    counted = "trực tuyến + BCCI" if wide else "trực tuyến"
    used = f"{sheet.level34_procedures_with_online}/{sheet.level34_procedures}"
    levels = level_words(sheet.period.last)
    lines = (
        ("Tổng số hồ sơ tiếp nhận", number(sheet.received), ""),
        ("  Tiếp nhận trực tuyến", number(sheet.online), ""),
        *_filed_by(sheet),
        ("  Tiếp nhận qua dịch vụ BCCI", number(sheet.postal), share(sheet.postal_in_share)),
        ("  Tiếp nhận trực tiếp", number(sheet.direct), ""),
        (f"Tỷ lệ hồ sơ trực tuyến ({counted})", "", share(sheet.level34_share)),
        (f"Thủ tục {levels} phát sinh hồ sơ trực tuyến", used, ""),
        (
            "Trả kết quả qua dịch vụ BCCI",
            number(sheet.postal_out),
            share(sheet.postal_out_share, 1),
        ),
        ("Tiếp nhận và trả kết quả qua dịch vụ BCCI", number(sheet.postal_acts), ""),
    )
    only = f"thủ tục {levels}" if sheet.population is Population.LEVEL34 else "mọi thủ tục"
    return Table(
        title=f"Hồ sơ trực tuyến và qua bưu chính {span_of(sheet.period)}",
        headings=("Chỉ tiêu", "Số lượng", "Tỷ lệ"),
        rows=lines,
        notes=(f"Tính trên hồ sơ của {only}; tỷ lệ so với tổng số hồ sơ tiếp nhận.",),
    )


_FILED_BY: Mapping[str, str] = MappingProxyType(
    {
        "self": "    Tự nộp",
        "at_counter": "    Được hỗ trợ tại quầy",
        "agent": "    Qua đại lý",
        "post": "    Qua nhân viên bưu chính",
    }
)


def _filed_by(sheet: OnlineShare) -> Iterator[tuple[str, str, str]]:
    """Who filed what came online, where the record tells it."""
    for who, words in _FILED_BY.items():
        if who in sheet.assisted:
            yield words, number(sheet.assisted[who]), ""


def level_words(day: date) -> str:
    """What services of levels 3 and 4 are called on that day (NĐ 42/2022, recalled: 15/8/2022)."""
    return "một phần, toàn trình" if _is_renamed(day) else "mức độ 3, 4"


def _is_renamed(day: date) -> bool:
    return day >= PARTIAL_AND_FULL


def span_of(period: Period) -> str:
    """The period by its name, with its days unless these are its name."""
    dates = f"từ {day(period.first)} đến {day(period.last)}"
    return dates if period.name == dates else f"{period.name} ({dates})"
