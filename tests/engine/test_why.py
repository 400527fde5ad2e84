"""The lines that answer “Vì sao hẹn ngày này?” retell exactly what was computed."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from engine.counting import PAIRS, Promise, after_stop, due
from engine.procedure import Counting, Limit, OnReturn, Unit
from engine.why import Kind, Line, explain, explain_extension, explain_stop
from engine.working_calendar import WorkingCalendar

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
SPRING: dict[str, Any] = {
    "status": "official",
    "source": "test",
    "confidence": "assumption",
    "closed": {date(2015, 4, 28): "Giỗ Tổ", date(2015, 4, 29): "Nghỉ hoán đổi"},
    "open": {date(2015, 4, 25): {"name": "Làm bù", "as": "wednesday"}},
}
CALENDAR = WorkingCalendar.from_mapping(
    {
        "zone": "Asia/Ho_Chi_Minh",
        "counting": {"monday..friday": ["07:30-11:30", "13:30-17:00"]},
        "years": {2015: SPRING},
    },
    "spring",
)
FIVE = Limit(Unit.WORKING_DAYS, Counting.END_OF_DAY, Decimal(5))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def texts(lines: tuple[Line, ...], *kinds: Kind) -> list[str]:
    return [line.text for line in lines if not kinds or line.kind in kinds]


def test_each_day_is_told_with_its_reason() -> None:
    assert texts(explain(CALENDAR, FIVE, at("2015-04-23 09:00"))) == [
        "Bắt đầu tính từ 09:00 thứ Năm 23/04/2015.",
        "Thời hạn 5 ngày làm việc; ngày đầu không tính, ngày cuối đến hết giờ.",
        "Ngày 1: thứ Sáu 24/04/2015.",
        "Ngày 2: thứ Bảy 25/04/2015 (Làm bù).",
        "Không tính Chủ nhật 26/04/2015 (nghỉ cuối tuần).",
        "Ngày 3: thứ Hai 27/04/2015.",
        "Không tính thứ Ba 28/04/2015 – thứ Tư 29/04/2015 (Giỗ Tổ – Nghỉ hoán đổi).",
        "Ngày 4–5: thứ Năm 30/04/2015 – thứ Sáu 01/05/2015.",
        "Hẹn trả kết quả: 17:00 thứ Sáu 01/05/2015.",
    ]


def test_the_short_form_gathers_ordinary_days_and_weekends() -> None:
    lines = explain(CALENDAR, FIVE, at("2015-04-23 09:00"), short=True)
    assert texts(lines, Kind.COUNTED, Kind.SKIPPED) == [
        (
            "5 ngày làm việc: thứ Sáu 24/04/2015 – thứ Sáu 01/05/2015, "
            "không tính 1 ngày nghỉ cuối tuần."
        ),
        "Trong đó thứ Bảy 25/04/2015 (Làm bù).",
        "Không tính thứ Ba 28/04/2015 – thứ Tư 29/04/2015 (Giỗ Tổ – Nghỉ hoán đổi).",
    ]


def test_the_short_way_begins_and_ends_with_days_that_count() -> None:
    after_a_friday = explain(CALENDAR, FIVE, at("2015-03-06 09:00"), short=True)
    assert texts(after_a_friday, Kind.COUNTED, Kind.SKIPPED) == [
        "5 ngày làm việc: thứ Hai 09/03/2015 – thứ Sáu 13/03/2015."
    ]
    before_a_feast = explain(CALENDAR, FIVE, at("2015-04-27 09:00"), short=True)
    assert texts(before_a_feast, Kind.COUNTED, Kind.SKIPPED)[0].startswith(
        "5 ngày làm việc: thứ Năm 30/04/2015"
    )


def test_a_receipt_after_hours_says_from_when_it_counts() -> None:
    lines = explain(CALENDAR, FIVE, at("2015-03-06 18:00"))
    moved = "Ngoài giờ làm việc: tính như 07:30 thứ Hai 09/03/2015."
    assert texts(lines, Kind.MOVED) == [moved]


def test_hours_are_told_day_by_day() -> None:
    hours = Limit(Unit.WORKING_HOURS, Counting.SAME_MOMENT, Decimal("12.5"))
    assert texts(explain(CALENDAR, hours, at("2015-04-24 15:42")), Kind.COUNTED, Kind.SKIPPED) == [
        "Đếm thứ Sáu 24/04/2015: 1 giờ 18 phút.",
        "Đếm thứ Bảy 25/04/2015: 7 giờ 30 phút (Làm bù).",
        "Không tính Chủ nhật 26/04/2015 (nghỉ cuối tuần).",
        "Đếm thứ Hai 27/04/2015: 3 giờ 42 phút.",
    ]


def test_an_end_on_a_day_off_says_why_it_moved() -> None:
    limit = Limit(Unit.CALENDAR_DAYS, Counting.END_OF_DAY, Decimal(5))
    assert texts(explain(CALENDAR, limit, at("2015-04-24 10:00"))) == [
        "Bắt đầu tính từ 10:00 thứ Sáu 24/04/2015.",
        "Thời hạn 5 ngày, kể cả ngày nghỉ; ngày đầu không tính.",
        "Ngày 1–5: thứ Bảy 25/04/2015 – thứ Tư 29/04/2015.",
        (
            "Hạn cuối thứ Tư 29/04/2015 là ngày nghỉ (Nghỉ hoán đổi): "
            "chuyển sang ngày làm việc kế tiếp."
        ),
        "Hẹn trả kết quả: 17:00 thứ Năm 30/04/2015.",
    ]


def test_a_stop_tells_what_remained() -> None:
    current = due(CALENDAR, FIVE, at("2015-03-09 10:00"))
    assert current is not None
    lines = explain_stop(
        CALENDAR,
        FIVE,
        OnReturn.RESUME,
        stopped_at=at("2015-03-11 10:00"),
        returned_at=at("2015-03-18 10:00"),
        current=current,
    )
    assert texts(lines, Kind.STOP, Kind.RULE, Kind.DUE) == [
        "Tạm dừng tính thời gian từ 10:00 thứ Tư 11/03/2015.",
        "Thời hạn còn lại khi tạm dừng: 3 ngày làm việc.",
        "Hẹn trả kết quả: 17:00 thứ Hai 23/03/2015.",
    ]


def test_a_promise_that_stays_after_a_stop_says_so() -> None:
    extended = Promise(at("2015-03-27 17:00"), at("2015-03-27 17:00"))
    lines = explain_stop(
        CALENDAR,
        FIVE,
        OnReturn.RESTART,
        stopped_at=at("2015-03-11 10:00"),
        returned_at=at("2015-03-12 10:00"),
        current=extended,
    )
    kept = "Không sớm hơn ngày đã hẹn: giữ nguyên ngày hẹn."
    assert texts(lines, Kind.MOVED) == [kept]


def test_an_extension_tells_how_many_days_it_adds() -> None:
    before = Promise(at("2015-03-16 17:00"), at("2015-03-16 17:00"))
    after = Promise(at("2015-03-20 17:00"), at("2015-03-20 17:00"))
    assert texts(explain_extension(CALENDAR, before, after)) == [
        "Đã hẹn trả kết quả lúc 17:00 thứ Hai 16/03/2015.",
        "Cơ quan xin lỗi và hẹn lại: thêm 4 ngày làm việc.",
        "Hẹn trả kết quả: 17:00 thứ Sáu 20/03/2015.",
    ]


@pytest.mark.parametrize("pair", sorted(PAIRS))
@pytest.mark.parametrize("short", [True, False])
def test_every_pair_explains_its_promise(pair: tuple[Unit, Counting], short: bool) -> None:  # noqa: FBT001
    unit, counting = pair
    limit = Limit(unit, counting, Decimal(7), time(15) if unit is Unit.SAME_DAY else None)
    start = at("2015-04-17 16:00")
    lines = explain(CALENDAR, limit, start, short=short)
    promise = due(CALENDAR, limit, start)
    if promise is None:
        assert texts(lines) == ["Thủ tục không có thời hạn. Không hẹn ngày."]
        return
    local = CALENDAR.local(promise.due)
    assert f"{local:%H:%M}" in lines[-1].text
    assert f"{local:%d/%m/%Y}" in lines[-1].text
    assert {Kind.START, Kind.RULE, Kind.COUNTED, Kind.DUE} <= {line.kind for line in lines}


@pytest.mark.parametrize("pair", sorted(PAIRS))
@pytest.mark.parametrize("on_return", OnReturn)
def test_every_pair_explains_its_stop(pair: tuple[Unit, Counting], on_return: OnReturn) -> None:
    limit = Limit(*pair, Decimal(3))
    current = due(CALENDAR, limit, at("2015-03-09 10:00")) or Promise(
        at("2015-03-16 17:00"), at("2015-03-16 17:00")
    )
    stop = {"stopped_at": at("2015-03-09 11:00"), "returned_at": at("2015-03-23 11:00")}
    promise = after_stop(CALENDAR, limit, on_return, **stop, current=current)
    lines = explain_stop(CALENDAR, limit, on_return, **stop, current=current)
    assert f"{CALENDAR.local(promise.due):%d/%m/%Y}" in lines[-1].text
