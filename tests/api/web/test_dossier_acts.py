"""What the page of a dossier asks for beyond the desk, and what it says once an act was taken."""

import re
from io import BytesIO
from typing import Any

import pytest
from httpx2 import Response
from PIL import Image

from api.people_told import People
from engine.desk import Outcome, Wish
from engine.procedure import Channel
from engine.timeline import PartyLine
from tests.api.web.visitor import Visitor
from tests.engine.desk.town import CLERICAL, COUNTER, HEAD, LEADER, OFFICER, OWNER, reception

CLERK, EXAMINER, STAMPS = "dn-sxd-03", "dn-sxd-07", "dn-sxd-05"
_WAY = (
    (COUNTER, Wish("forward")),
    (OFFICER, Wish("propose", outcome="granted")),
    (HEAD, Wish("agree")),
    (LEADER, Wish("sign")),
    (CLERICAL, Wish("seal", number="12/GP")),
)


def _at(visitor: Visitor, steps: int, **changes: Any) -> Outcome:  # noqa: ANN401
    """A dossier after so many steps of its way."""
    outcome = visitor.house.desk.receive(reception(**changes), COUNTER)
    for by, wish in _WAY[:steps]:
        outcome = visitor.house.desk.take(outcome.ref, wish, by)
    return outcome


def _path(one: Outcome) -> str:
    return f"/ho-so/{one.agency}/{one.dossier}"


def _act(visitor: Visitor, one: Outcome, action: str, **fields: str) -> Response:
    here = _path(one)
    data = {"action": action, "key": f"k-{action}", **fields}
    return visitor.post(f"{here}/thao-tac", data, page=here)


def _state(visitor: Visitor, one: Outcome) -> str:
    return visitor.house.desk.seeing.open(one.ref, LEADER).line.state


def test_a_result_is_fetched_where_one_says_who_fetches_it(visitor: Visitor) -> None:
    one = _at(visitor, 5)
    visitor.signed_in(CLERK)
    page = visitor.get(_path(one)).text
    assert f'href="/tra-ket-qua/{one.agency}/{one.dossier}"' in page
    assert 'value="hand_over"' not in page

    answer = _act(visitor, one, "hand_over")

    assert answer.status_code == 422
    assert "fetched_at_counter" in answer.text
    assert _state(visitor, one) == "ready"


def test_what_goes_by_post_needs_the_code_of_the_item(visitor: Visitor) -> None:
    one = _at(visitor, 5, return_by=Channel.POSTAL)
    visitor.signed_in(CLERK)

    refused = _act(visitor, one, "hand_over")

    assert "carrier_missing" in refused.text
    assert _act(visitor, one, "hand_over", carrier_item="EA123456789VN").status_code == 303
    assert _state(visitor, one) == "returned"


@pytest.mark.parametrize(
    ("steps", "staff", "action", "field", "code"),
    [
        (4, STAMPS, "seal", "number", "number_missing"),
        (1, EXAMINER, "ask_more", "note", "supplement_unsaid"),
    ],
)
def test_what_must_be_said_is_asked_for_in_its_field(
    visitor: Visitor, steps: int, staff: str, action: str, field: str, code: str
) -> None:
    one = _at(visitor, steps)
    before = _state(visitor, one)
    more = {"reason": "paper_missing"} if field == "note" else {}
    page = visitor.signed_in(staff).get(_path(one)).text
    assert re.search(rf'id="a-{action}-{field}"[^>]* required', page)

    answer = _act(visitor, one, action, **more, **{field: "  "})

    assert answer.status_code == 422
    assert code in answer.text
    assert re.search(rf'id="a-{action}-{field}"[^>]*aria-invalid="true"', answer.text)
    assert f'id="a-{action}-{field}-wrong"' in answer.text
    assert _state(visitor, one) == before
    assert _act(visitor, one, action, **more, **{field: "15/GP-SXD"}).status_code == 303


def test_an_act_is_confirmed_in_words_with_who_has_it_now(visitor: Visitor) -> None:
    one = _at(visitor, 4)
    visitor.signed_in(STAMPS)

    page = visitor.get(_act(visitor, one, "seal", number="15/GP").headers["location"]).text

    told = re.search(r'role="status">.*?</div>', page, re.DOTALL)
    assert told
    assert "Cấp số, đóng dấu" in told[0]
    assert "Công chức một cửa" in told[0]


@pytest.mark.parametrize("asked", ["1", "999", "<b>xin</b>"])
def test_an_address_makes_the_page_say_nothing_that_was_not_done(
    visitor: Visitor, asked: str
) -> None:
    one = _at(visitor, 1)
    visitor.signed_in(CLERK)

    page = visitor.get(f"{_path(one)}?xong={asked}").text

    assert 'role="status"' not in page
    assert "xin" not in page


def test_what_withdraws_or_sends_back_is_never_open_by_itself(visitor: Visitor) -> None:
    one = _at(visitor, 1)
    counter = visitor.signed_in(CLERK).get(_path(one)).text
    assert 'value="withdraw"' in counter
    aside = counter[counter.index('id="viec-lam"') :]
    assert "<details open>" not in aside

    visitor.client.cookies.clear()
    officer = visitor.signed_in(EXAMINER).get(_path(one)).text

    aside = officer[officer.index('id="viec-lam"') :]
    assert aside.count("<details open>") == 1
    opened = re.search(r'<details open>.*?name="action" value="(\w+)"', aside, re.DOTALL)
    assert opened
    assert opened[1] == "propose"


def test_the_page_lists_papers_and_answers_and_names_people_in_its_log(visitor: Visitor) -> None:
    one = _at(visitor, 1, presented_by=1)
    page = visitor.signed_in(EXAMINER).get(_path(one)).text

    papers = page[page.index('id="giay-to"') : page.index('id="noi-dung-khai"')]
    log = page[page.index('id="nhat-ky"') :]

    assert "Tờ trình thẩm định" in papers
    assert re.search(r'data-name="Bản chính">1<', papers)
    assert "<dd>Cá nhân</dd>" in page
    assert f"do {OWNER.name} nộp" in log
    assert "người thứ" not in log


def test_the_log_says_that_a_file_was_added_and_which(visitor: Visitor) -> None:
    one = _at(visitor, 1)
    here = _path(one)
    form = {"purpose": "evidence", "key": "f", "_csrf": visitor.signed_in(EXAMINER).token(here)}
    picture = Image.new("RGB", (4, 4))
    kept = BytesIO()
    picture.save(kept, "PNG")
    given = {"files": ("hien-trang.png", kept.getvalue(), "image/png")}
    assert visitor.client.post(f"{here}/tep", data=form, files=given).status_code == 303

    page = visitor.get(here).text

    log = page[page.index('id="nhat-ky"') :]
    assert "Đưa tệp vào hồ sơ" in log
    assert "tệp “hien-trang.png”: giấy tờ chứng minh" in log


@pytest.mark.parametrize(
    ("roles", "called"),
    [
        (("owner",), "chủ hồ sơ"),
        (("owner", "submitter"), "chủ hồ sơ"),
        (("owner", "owner"), "chủ hồ sơ (người thứ 1)"),
    ],
)
def test_without_names_people_are_told_by_what_they_are(
    visitor: Visitor, roles: tuple[str, ...], called: str
) -> None:
    lines = [PartyLine(no, role) for no, role in enumerate(roles, start=1)]

    assert People(visitor.house.system.published, lines).called(1) == called


def test_what_is_to_be_done_stands_before_the_people_and_the_diagram_is_closed(
    visitor: Visitor,
) -> None:
    page = visitor.signed_in(EXAMINER).get(_path(_at(visitor, 1))).text

    assert page.index("Vì sao hẹn ngày này?") < page.index('id="viec-lam"')
    assert page.index('id="viec-lam"') < page.index("Người của hồ sơ")
    assert "<details><summary>Sơ đồ quy trình" in page
