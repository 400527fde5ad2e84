"""What the QR of a receipt opens, and what it does not."""

import logging
import re

import pytest

from engine.desk import Wish
from engine.desk.requests import Extension
from engine.procedure import Channel
from tests.api.web.citizen.at_home import PERSONAL, Citizen, with_receipt
from tests.api.web.visitor import Visitor
from tests.api.web.walking import ready, received
from tests.engine.desk.town import AGENCY, COUNTER, HEAD, OFFICER

UNKNOWN = "0" * 32


@pytest.fixture
def citizen(visitor: Visitor) -> Citizen:
    return with_receipt(visitor, received(visitor))


def test_the_page_of_a_receipt_tells_where_it_is_and_why_that_date(citizen: Citizen) -> None:
    answer = citizen.visitor.get(citizen.here)
    page = answer.text

    assert citizen.outcome.code in page
    assert "Bắt đầu tính từ" in page
    assert page.index('aria-current="step"') < page.index("Đã trả kết quả")
    assert "<script" not in page
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-robots-tag"] == "noindex"


def test_a_request_is_told_to_whoever_has_the_receipt_and_nobody_is_named(citizen: Citizen) -> None:
    desk, ref = citizen.visitor.house.desk, citizen.outcome.ref
    desk.take(ref, Wish("forward"), COUNTER)
    note = "Ông Ánh nộp lại bản vẽ."
    desk.take(ref, Wish("ask_more", reason="paper_missing", note=note), OFFICER)

    page = citizen.page()

    said = ("Thời gian đang tạm dừng", "Thiếu giấy tờ", "Hạn bổ sung", "đến hết ngày")
    assert [one for one in said if one not in page] == []
    assert [one for one in (*PERSONAL, OFFICER.name, COUNTER.name) if one in page] == []


def test_an_apology_stands_beside_the_first_promise(citizen: Citizen) -> None:
    house, ref, due = citizen.visitor.house, citizen.outcome.ref, citizen.outcome.due
    assert due is not None
    calendar = house.system.office.calendar_of(AGENCY)
    later = calendar.nth_day_after(calendar.local_day(due), 5)
    house.desk.take(ref, Wish("forward"), COUNTER)
    house.desk.extend(ref, Extension(later, "complex_case"), HEAD)

    page = citizen.page()

    said = ("Cơ quan xin lỗi", "Hồ sơ phức tạp", f"{due:%d/%m/%Y}", f"{later:%d/%m/%Y}")
    assert [one for one in said if one not in page] == []


def test_a_receipt_printed_again_opens_and_the_lost_one_says_so(citizen: Citizen) -> None:
    fresh = with_receipt(citizen.visitor, citizen.outcome)

    lost = citizen.visitor.get(citizen.here)

    assert lost.status_code == 410
    assert "in lại" in lost.text
    assert citizen.outcome.code not in lost.text
    assert citizen.visitor.get(fresh.here).status_code == 200


def test_a_token_of_nobodys_is_answered_like_a_wrong_code_and_slowed(visitor: Visitor) -> None:
    wrong = visitor.post("/tra-cuu", page="/tra-cuu")
    token = visitor.get(f"/t/{UNKNOWN}")
    assert token.status_code == wrong.status_code == 404
    assert _without_place(token.text) == _without_place(wrong.text)

    seen = [visitor.get(f"/t/{n:032x}").status_code for n in range(60)]

    assert seen == [404] * 58 + [429] * 2


def _without_place(page: str) -> str:
    changing = r'name="_csrf" value="[0-9a-f]+"|name="tiep" value="[^"]*"| aria-current="page"'
    return re.sub(changing, "", page)


def test_a_ready_result_says_where_and_when_to_fetch_it(visitor: Visitor) -> None:
    page = with_receipt(visitor, ready(visitor)).page()

    said = ("Nhận kết quả", "07:30–11:30", "giấy tờ tùy thân", "Sở Xây dựng")
    assert [one for one in said if one not in page] == []


def test_what_is_owed_is_told_and_a_result_that_leaves_online_is_not_fetched(
    visitor: Visitor,
) -> None:
    page = with_receipt(visitor, ready(visitor, return_by=Channel.ONLINE, paid=False)).page()

    assert "75.000 đ" in page
    assert "Nộp phí trước đã" in page
    assert "07:30–11:30" not in page


def test_neither_token_nor_code_is_in_any_log(
    citizen: Citizen, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    citizen.page()
    citizen.proves("0000")
    citizen.visitor.post("/tra-cuu", {"ma": citizen.outcome.code}, page="/tra-cuu")
    ours = [one for one in caplog.records if not one.name.startswith(("httpx", "httpcore"))]

    said = " ".join(one.getMessage() for one in ours)

    secrets = (citizen.issued.token, citizen.issued.secret, citizen.outcome.code)
    assert [one for one in secrets if one in said] == []


def test_the_page_speaks_english_too(citizen: Citizen) -> None:
    citizen.visitor.client.cookies.set("motcua_language", "en")

    page = citizen.page()

    assert "What you can do" in page
    assert "Why this date?" in page
    assert "Việc bạn" not in page
