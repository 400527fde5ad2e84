"""The first page, the catalogue and the board: for everybody, and about nobody."""

import re
from datetime import timedelta

import pytest

from api import clock
from api.clock import local
from api.web.figures import FRESH, Board
from engine.desk import Wish
from engine.reports.grouping import By
from engine.reports.known import timelines
from engine.reports.periods import Period
from engine.reports.timeliness import Question, timeliness
from engine.store.ledgers import ledgers
from tests.api.web.citizen.at_home import PERSONAL
from tests.api.web.visitor import Visitor
from tests.api.web.walking import ready, received
from tests.engine.desk.town import ADOPTION, AGENCY, COMMUNE, COUNTER, reception, who


def test_the_first_page_is_the_citizens_until_somebody_signs_in(visitor: Visitor) -> None:
    page = visitor.get("/").text
    doors = ("/tra-cuu", "/thu-tuc", "/bang", "/xac-minh", "/dang-nhap")
    assert [one for one in doors if f'"{one}"' not in page] == []

    visitor.signed_in("dn-sxd-07")

    assert visitor.get("/").headers["location"] == "/viec"


@pytest.mark.parametrize("words", ["xay dung", "Xây DỰNG", "tham dinh bao cao", "1.009972"])
def test_a_procedure_is_found_with_and_without_accents(visitor: Visitor, words: str) -> None:
    page = visitor.client.get("/thu-tuc", params={"q": words}).text

    assert "/thu-tuc/1.009972" in page


def test_the_words_of_everyday_may_lack(visitor: Visitor) -> None:
    page = visitor.get("/thu-tuc?q=lam+giay+khai+sinh").text

    assert "/thu-tuc/1.001193" in page
    assert "Không tìm thấy" in visitor.get("/thu-tuc?q=lam+giay+khong-co").text


def test_what_answers_more_words_stands_first(visitor: Visitor) -> None:
    page = visitor.get("/thu-tuc?q=dang+ky+lai+khai+sinh").text

    assert re.findall(r'href="/thu-tuc/([\d.]+)"', page)[0] == "1.004884"


def test_a_procedure_says_where_it_is_handed_in(visitor: Visitor) -> None:
    where = visitor.get("/thu-tuc/1.009972").text.split("Nơi nộp trực tiếp")[1]
    birth = visitor.get("/thu-tuc/1.001193").text.split("Nơi nộp trực tiếp")[1]

    assert "Sở Xây dựng" in where.split("</dd>")[0]
    assert "phường Tam Hiệp" in birth.split("</dd>")[0]
    assert "Sở Xây dựng" not in birth.split("</dd>")[0]


def test_the_catalogue_narrows_by_field_and_says_when_nothing_fits(visitor: Visitor) -> None:
    page = visitor.get("/thu-tuc?linh_vuc=civil_status").text
    assert "/thu-tuc/1.009972" not in page
    assert "/thu-tuc/1.001193" in page

    assert "Không tìm thấy" in visitor.get("/thu-tuc?q=khong-co-gi-nhu-vay").text


def test_a_procedure_says_what_to_bring_how_long_how_much_and_how_sure_that_is(
    visitor: Visitor,
) -> None:
    page = visitor.get("/thu-tuc/1.009972").text

    said = ("Tờ trình thẩm định", "30 ngày làm việc", "75.000 đ", "Bưu chính công ích", "Giả định")
    assert [one for one in said if one not in page] == []
    assert "chưa được đối chiếu" in page
    assert page.index("Đã tiếp nhận") < page.index("Đang thụ lý") < page.index("Chờ ký")


def test_every_procedure_of_the_catalogue_has_a_page(visitor: Visitor) -> None:
    house = visitor.house
    codes = [one.code for one in house.system.office.catalogue.on(house.today)]

    assert {visitor.get(f"/thu-tuc/{code}").status_code for code in codes} == {200}
    assert visitor.get("/thu-tuc/9.999999").status_code == 404


# the board


def test_the_board_says_what_the_timeliness_report_says(visitor: Visitor) -> None:
    house = visitor.house
    ready(visitor)
    received(visitor)
    gone = received(visitor)
    house.desk.take(gone.ref, Wish("withdraw", reason="applicant_wish"), COUNTER)
    now = clock.now() + timedelta(seconds=1)

    (board,) = Board().figures(house, now).agencies

    today = local(now).date()
    question = Question(Period.between(today.replace(day=1), today), By.AGENCY)
    with house.reading() as snapshot:
        read = (entries for _, entries in ledgers(snapshot))
        (row,) = timeliness(timelines(house.system.office.catalogue, read), question).rows
    assert (board.agency, board.received, board.pending) == (row.key, row.received, row.pending)
    assert (board.resolved, board.rate) == (row.resolved, row.on_time_rate)
    assert (row.received, row.pending, row.resolved) == (3, 1, 1)


def test_the_board_is_reckoned_again_only_after_a_while(visitor: Visitor) -> None:
    board, now = Board(), clock.now()
    first = board.figures(visitor.house, now)
    received(visitor)

    assert board.figures(visitor.house, now + FRESH / 2) is first
    assert board.figures(visitor.house, now + FRESH).agencies[0].received == 1


def test_the_board_gives_the_definition_and_the_moment(visitor: Visitor) -> None:
    received(visitor)

    page = visitor.get("/bang").text

    said = ("Sở Xây dựng tỉnh Đồng Nai", "tính đến", "so theo ngày", "chưa có")
    assert [one for one in said if one not in page] == []


def test_the_screen_shows_codes_and_steps_and_goes_on_by_itself(visitor: Visitor) -> None:
    one, done = received(visitor), ready(visitor)
    clerk = who("counter", COMMUNE)
    asked = reception(ADOPTION, agency=COMMUNE, answers={})
    adopted = visitor.house.desk.receive(asked, clerk)

    answer = visitor.get(f"/bang/man-hinh?co_quan={AGENCY}")

    assert answer.headers["refresh"].endswith(f"co_quan={AGENCY}&trang=1")
    assert answer.text.index(done.code) < answer.text.index(one.code)
    assert [text for text in PERSONAL if text in answer.text] == []
    assert adopted.code not in visitor.get(f"/bang/man-hinh?co_quan={COMMUNE}").text
    assert "refresh" not in visitor.get(f"/bang/man-hinh?co_quan={AGENCY}&dung=1").headers
    assert visitor.get("/bang/man-hinh?co_quan=khong-co").status_code == 404
