"""A typed code shows a step and dates; a paper is genuine, replaced, or not in the books."""

import re

from httpx2 import Response
from sqlalchemy import func, select

from engine.tables.people import failed_attempt
from engine.tables.record import entry
from tests.api.web.citizen.at_home import PERSONAL, with_receipt
from tests.api.web.visitor import Visitor
from tests.api.web.walking import ready, received
from tests.engine.desk.town import ADOPTION, COMMUNE, reception, who


def _typed(visitor: Visitor, code: str, where: str = "/tra-cuu") -> Response:
    return visitor.post(where, {"ma": code}, page=where)


def test_a_code_is_found_however_it_is_typed(visitor: Visitor) -> None:
    code = received(visitor).code
    spellings = (code, code.lower(), code.replace("-", " "), code.replace("-", "."), f"  {code} ")

    assert {_typed(visitor, one).status_code for one in spellings} == {200}


def test_a_code_whose_day_never_was_is_told_so(visitor: Visitor) -> None:
    assert "261340" in _typed(visitor, "H19.01-261340-0001").text


def test_the_code_alone_shows_state_and_dates_and_changes_nothing(visitor: Visitor) -> None:
    one = received(visitor)
    entries = select(func.count()).select_from(entry)
    with visitor.house.engine.connect() as connection:
        before = connection.execute(entries).scalar_one()

    page = _typed(visitor, one.code).text

    assert one.due is not None
    assert "Đã tiếp nhận" in page
    assert f"{one.due:%d/%m/%Y}" in page
    hidden = (*PERSONAL, "Thẩm định Báo cáo", "Vì sao hẹn ngày này?", "xac-nhan", "/t/")
    assert [text for text in hidden if text in page.replace("Muốn biết vì sao", "")] == []
    with visitor.house.engine.connect() as connection:
        assert connection.execute(entries).scalar_one() == before


def test_a_restricted_dossier_answers_exactly_like_one_that_is_not(visitor: Visitor) -> None:
    clerk = who("counter", COMMUNE)
    asked = reception(ADOPTION, agency=COMMUNE, answers={})
    code = visitor.house.desk.receive(asked, clerk).code
    unknown = f"{code[:-1]}9"

    restricted, never = _typed(visitor, code), _typed(visitor, unknown)

    assert restricted.status_code == never.status_code == 404
    assert _plain(restricted, code) == _plain(never, unknown)
    verified = [_typed(visitor, one, "/xac-minh") for one in (code, unknown)]
    assert _plain(verified[0], code) == _plain(verified[1], unknown)


def _plain(answer: Response, code: str) -> str:
    """Without what was typed, and what differs from page to page."""
    return re.sub(r'name="_csrf" value="[0-9a-f]+"', "", answer.text).replace(code, "")


def test_what_is_typed_comes_back_as_text(visitor: Visitor) -> None:
    page = _typed(visitor, '"><script>alert(1)</script>').text

    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_look_ups_are_slowed_by_dossier_and_kept_without_the_code(visitor: Visitor) -> None:
    code = received(visitor).code
    form = {"_csrf": visitor.token("/tra-cuu"), "ma": code}

    statuses = [visitor.client.post("/tra-cuu", data=form).status_code for _ in range(21)]

    assert statuses == [200] * 20 + [429]
    with visitor.house.engine.connect() as connection:
        rows = connection.execute(select(failed_attempt)).all()
    assert len(rows) == 21
    assert code.encode() not in b"".join(row.target + row.address for row in rows)


# verifying


def test_a_print_is_genuine_until_another_takes_its_place(visitor: Visitor) -> None:
    one = received(visitor)
    first = with_receipt(visitor, one)
    address = f"https://mot.cua{first.here}"
    genuine = _typed(visitor, address, "/xac-minh").text
    assert "còn giá trị" in genuine
    assert one.code in genuine
    assert first.issued.token not in genuine
    with_receipt(visitor, one)

    replaced = _typed(visitor, address, "/xac-minh").text

    assert "không còn giá trị" in replaced
    assert one.code not in replaced


def test_a_result_is_checked_by_its_number_and_nobody_is_named(visitor: Visitor) -> None:
    one = ready(visitor)

    page = _typed(visitor, "12/GP", "/xac-minh").text

    assert "Có thật, còn giá trị" in page
    assert "Sở Xây dựng tỉnh Đồng Nai" in page
    assert [text for text in (*PERSONAL, one.code) if text in page] == []
    assert _typed(visitor, "13/GP", "/xac-minh").status_code == 404


def test_a_code_is_checked_against_the_books(visitor: Visitor) -> None:
    one = received(visitor)

    page = _typed(visitor, one.code, "/xac-minh").text

    assert "có trong sổ" in page
    assert [text for text in PERSONAL if text in page] == []
