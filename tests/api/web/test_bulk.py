"""One wish over many dossiers: each its own act, and a summary that does nothing twice."""

import re
from typing import Any

import pytest
from httpx2 import Response

from engine.desk import Outcome, Wish
from engine.ledger import DossierRef
from tests.api.web.visitor import Visitor
from tests.api.web.walking import state
from tests.engine.desk.town import COUNTER, HEAD, LEADER, OFFICER, reception

CLERK, STAMPS = "dn-sxd-03", "dn-sxd-05"


@pytest.fixture
def three(visitor: Visitor) -> list[Outcome]:
    return [visitor.house.desk.receive(reception(), COUNTER) for _ in range(3)]


def _boxes(page: str) -> list[str]:
    return re.findall(r'name="chon" value="([^"]+)"', page)


def _over(visitor: Visitor, action: str, boxes: list[str], **fields: Any) -> Response:  # noqa: ANN401
    found = re.search(r'name="batch" value="(\w+)"', visitor.get("/viec").text)
    data = {"action": action, "chon": boxes, "batch": found[1] if found else "", **fields}
    return visitor.post("/viec/hang-loat", data, page="/viec")


def _to_the_stamp(visitor: Visitor, ref: DossierRef) -> None:
    desk = visitor.house.desk
    for action, by, outcome in (
        ("forward", COUNTER, None),
        ("propose", OFFICER, "granted"),
        ("agree", HEAD, None),
        ("sign", LEADER, None),
    ):
        desk.take(ref, Wish(action, outcome=outcome), by)


def test_what_was_ticked_goes_and_what_was_not_stays(
    visitor: Visitor, three: list[Outcome]
) -> None:
    boxes = _boxes(visitor.signed_in(CLERK).get("/viec").text)
    assert len(boxes) == len(three)

    answer = _over(visitor, "forward", boxes[:2])

    assert answer.status_code == 303
    summary = visitor.get(answer.headers["location"]).text
    assert "2/2" in summary
    assert _boxes(visitor.get("/viec").text) == boxes[2:]


def test_a_refused_one_stops_none_of_the_others_and_says_why(
    visitor: Visitor, three: list[Outcome]
) -> None:
    boxes = _boxes(visitor.signed_in(CLERK).get("/viec").text)
    visitor.house.desk.take(three[0].ref, Wish("forward"), COUNTER)

    answer = _over(visitor, "forward", boxes)

    summary = visitor.get(answer.headers["location"]).text
    assert "2/3" in summary
    assert "Có người khác vừa xử lý hồ sơ này" in summary
    assert three[0].code in summary


def test_the_same_request_again_doubles_nothing(visitor: Visitor, three: list[Outcome]) -> None:
    boxes = _boxes(visitor.signed_in(CLERK).get("/viec").text)
    answers = [_over(visitor, "forward", boxes, batch="5" * 32) for _ in range(2)]

    assert answers[0].headers["location"] == answers[1].headers["location"]
    page = visitor.get(f"/ho-so/{three[0].ref.agency}/{three[0].ref.id.hex}").text
    assert page.count("Chuyển bộ phận chuyên môn") == 1


def test_numbers_are_counted_up_and_a_refused_one_uses_none(
    visitor: Visitor, three: list[Outcome]
) -> None:
    for one in three:
        _to_the_stamp(visitor, one.ref)
    boxes = _boxes(visitor.signed_in(STAMPS).get("/viec").text)
    visitor.house.desk.take(three[0].ref, Wish("seal", number="7/X"), visitor.house.actor(STAMPS))

    answer = _over(visitor, "seal", boxes, **{"seal.first": "009/GP-SXD"})

    summary = visitor.get(answer.headers["location"]).text
    assert "009/GP-SXD" in summary
    assert "010/GP-SXD" in summary
    assert "011/GP-SXD" not in summary


def test_a_number_typed_in_a_row_goes_before_the_series(
    visitor: Visitor, three: list[Outcome]
) -> None:
    for one in three:
        _to_the_stamp(visitor, one.ref)
    boxes = _boxes(visitor.signed_in(STAMPS).get("/viec").text)
    typed = f"so/{boxes[1].rpartition('/')[0]}"

    answer = _over(visitor, "seal", boxes, **{"seal.first": "1/A", typed: "88/B"})

    summary = visitor.get(answer.headers["location"]).text
    assert re.findall(r">(\d+/[AB])<", summary) == ["1/A", "88/B", "2/A"]


def test_nothing_ticked_is_refused_and_keeps_what_was_typed(
    visitor: Visitor, three: list[Outcome]
) -> None:
    for one in three:
        _to_the_stamp(visitor, one.ref)
    visitor.signed_in(STAMPS)

    answer = _over(visitor, "seal", [], **{"seal.first": "55/GP"})

    assert answer.status_code == 422
    assert "Chưa chọn hồ sơ nào" in answer.text
    assert 'value="55/GP"' in answer.text


def test_numbers_are_asked_for_at_their_field(visitor: Visitor, three: list[Outcome]) -> None:
    for one in three:
        _to_the_stamp(visitor, one.ref)
    boxes = _boxes(visitor.signed_in(STAMPS).get("/viec").text)

    answer = _over(visitor, "seal", boxes, **{"seal.first": ""})

    assert answer.status_code == 422
    assert re.search(r'name="seal.first"[^>]+aria-invalid="true"', answer.text)
    assert 'class="complaint"' in answer.text
    assert answer.text.count(" checked>") == len(three)
    assert _boxes(visitor.get("/viec").text) == boxes


def test_what_leads_on_stands_before_what_goes_back(visitor: Visitor, three: list[Outcome]) -> None:
    for one in three:
        for action, by, outcome in (
            ("forward", COUNTER, None),
            ("propose", OFFICER, "granted"),
            ("agree", HEAD, None),
        ):
            visitor.house.desk.take(one.ref, Wish(action, outcome=outcome), by)

    page = visitor.signed_in("dn-sxd-01").get("/viec").text

    assert re.findall(r'name="action" value="(\w+)"', page) == ["sign", "send_back"]


def test_results_are_not_handed_over_many_at_once(visitor: Visitor, three: list[Outcome]) -> None:
    for one in three:
        _to_the_stamp(visitor, one.ref)
        visitor.house.desk.take(one.ref, Wish("seal", number="7/X"), visitor.house.actor(STAMPS))
    boxes = _boxes(visitor.signed_in("dn-sxd-03").get("/viec").text)

    answer = visitor.post(
        "/viec/hang-loat",
        {"action": "hand_over", "chon": [f"{one.agency}/{one.dossier}/6" for one in three]},
        page="/viec",
    )

    assert boxes == []
    assert answer.status_code == 422
    assert "trang Trả kết quả" in answer.text
    assert state(visitor, three[0]) == "ready"


def test_a_summary_is_shown_to_nobody_else(visitor: Visitor, three: list[Outcome]) -> None:
    assert three
    boxes = _boxes(visitor.signed_in(CLERK).get("/viec").text)
    where = _over(visitor, "forward", boxes).headers["location"]
    visitor.client.cookies.clear()

    assert visitor.signed_in(STAMPS).get(where).status_code == 404


def test_a_strangers_dossier_is_refused_in_the_words_of_one_that_is_not_there(
    visitor: Visitor, three: list[Outcome]
) -> None:
    boxes = _boxes(visitor.signed_in(CLERK).get("/viec").text)
    visitor.client.cookies.clear()
    visitor.signed_in("dn-sxd-10")

    answer = visitor.post(
        "/viec/hang-loat", {"action": "forward", "chon": boxes[:1], "batch": "6" * 32}
    )

    summary = visitor.get(answer.headers["location"]).text
    assert "Không có hồ sơ này" in summary
    assert three[0].code not in summary
