"""Heads give work to others: a stand-in during leave, all of a colleague's work."""

import re

import pytest
from httpx2 import Response

from engine.desk import Outcome, Wish
from engine.desk.originals import Item, Offer
from engine.store.read import reading
from engine.store.staff import delegations
from tests.api.web.visitor import Visitor
from tests.engine.desk.town import COUNTER, HEAD, reception

OFFICER, COLLEAGUE, UNIT_HEAD = "dn-sxd-07", "dn-sxd-08", "dn-sxd-06"


@pytest.fixture
def given(visitor: Visitor) -> list[Outcome]:
    """Two dossiers that lie with one officer."""
    desk = visitor.house.desk
    found = [desk.receive(reception(), COUNTER) for _ in range(2)]
    for one in found:
        desk.take(one.ref, Wish("forward"), COUNTER)
        desk.assign(one.ref, OFFICER, HEAD)
    return found


def _delegate(visitor: Visitor, **typed: str) -> Response:
    today = visitor.house.today.isoformat()
    data = {
        "form": "d",
        "absent": OFFICER,
        "substitute": COLLEAGUE,
        "first": today,
        "last": today,
        "reason": "on_leave",
        "key": "d",
    }
    return visitor.post("/nhan-su/thay", data | typed, page="/nhan-su")


def test_a_head_sees_what_is_open_with_whom(visitor: Visitor, given: list[Outcome]) -> None:
    page = visitor.signed_in(UNIT_HEAD).get("/nhan-su").text

    row = re.search(rf"{OFFICER}</span>.*?Hồ sơ đang giữ\"><a[^>]*>(\d+)<", page, re.DOTALL)
    assert row
    assert int(row[1]) == len(given)


def test_somebody_stands_in_and_the_stand_in_is_revoked(
    visitor: Visitor, given: list[Outcome]
) -> None:
    visitor.signed_in(UNIT_HEAD)
    assert _delegate(visitor).status_code == 303
    page = visitor.get("/nhan-su").text
    assert "làm thay" in page
    found = re.search(r'name="id" value="(\w+)"', page)
    assert found
    colleague = visitor.house.actor(COLLEAGUE)
    assert "propose" in {one.id for one in visitor.house.desk.possible(given[0].ref, colleague)}

    visitor.post("/nhan-su/huy", {"id": found[1], "key": "x"}, page="/nhan-su")

    with reading(visitor.house.engine) as snapshot:
        assert [one.revoked_at is not None for one in delegations(snapshot)] == [True]


def test_a_refused_delegation_keeps_what_was_typed(visitor: Visitor) -> None:
    visitor.signed_in(UNIT_HEAD)

    answer = _delegate(visitor, last="2020-01-01")

    assert answer.status_code == 422
    assert 'value="2020-01-01"' in answer.text
    assert f'value="{COLLEAGUE}" selected' in answer.text


def test_all_work_of_a_colleague_goes_to_another(visitor: Visitor, given: list[Outcome]) -> None:
    visitor.signed_in(UNIT_HEAD)
    data = {"form": "r", "staff": OFFICER, "to": COLLEAGUE, "reason": "staff_absent", "key": "r"}

    page = visitor.post("/nhan-su/chuyen", data, page="/nhan-su").text

    assert all(one.code in page for one in given)
    for one in given:
        seen = visitor.house.desk.seeing.open(one.ref, HEAD)
        assert seen.line.officer == COLLEAGUE


def test_an_officer_has_no_such_page(visitor: Visitor) -> None:
    visitor.signed_in(OFFICER)

    assert visitor.get("/nhan-su").status_code == 403
    assert "/nhan-su" not in visitor.get("/viec").text


def test_originals_of_who_cannot_sign_go_on_by_the_head(
    visitor: Visitor, given: list[Outcome]
) -> None:
    desk, ref = visitor.house.desk, given[0].ref
    offered = desk.originals.offer(Offer(ref.agency, (Item(ref, 1),), OFFICER), COUNTER)
    desk.originals.confirm(offered.list, visitor.house.actor(OFFICER))
    visitor.signed_in(UNIT_HEAD)
    where = f"/nhan-su/ban-chinh/{OFFICER}"
    assert where in visitor.get("/nhan-su").text
    item = {"item": f"{ref.agency}:{ref.id.hex}:1", "key": "o"}

    nobody = visitor.post(where, {**item, "to": "", "reason": "staff_left"}, page=where)
    done = visitor.post(where, {**item, "to": COLLEAGUE, "reason": "staff_left"}, page=where)

    assert (nobody.status_code, done.status_code) == (422, 303)
    assert "Chọn ít nhất một người nhận việc." in nobody.text
    assert visitor.get(where).text.count('name="item"') == 0  # a list offers it now
    page = visitor.get(f"/ho-so/{ref.agency}/{ref.id.hex}").text
    assert "giao thay" in page


def test_whoever_heads_nobody_hands_on_nothing(visitor: Visitor, given: list[Outcome]) -> None:
    assert given

    assert visitor.signed_in(OFFICER).get(f"/nhan-su/ban-chinh/{COLLEAGUE}").status_code == 403


def test_what_nobody_was_given_is_dealt_to_officers_in_turn(
    visitor: Visitor, given: list[Outcome]
) -> None:
    desk = visitor.house.desk
    fresh = [desk.receive(reception(), COUNTER) for _ in range(2)]
    for one in fresh:
        desk.take(one.ref, Wish("forward"), COUNTER)
    page = visitor.signed_in(UNIT_HEAD).get("/nhan-su/viec").text
    boxes = re.findall(r'name="chon" value="([^"]+)"', page)
    assert len(boxes) == len(fresh)
    wish = {"chon": boxes, "to": [OFFICER, COLLEAGUE], "batch": "7" * 32}

    done = visitor.post("/nhan-su/viec", wish, page="/nhan-su/viec")

    assert "2/2" in visitor.get(done.headers["location"]).text
    assert "Không có hồ sơ nào ở đây." in visitor.get("/nhan-su/viec").text
    lying = visitor.get(f"/nhan-su/viec?nguoi={OFFICER}").text
    assert lying.count('name="chon"') == len(given) + 1


def test_nobody_below_is_chosen_and_the_boxes_stay_ticked(
    visitor: Visitor, given: list[Outcome]
) -> None:
    where = f"/nhan-su/viec?nguoi={OFFICER}"
    boxes = re.findall(r'name="chon" value="([^"]+)"', visitor.signed_in(UNIT_HEAD).get(where).text)
    assert len(boxes) == len(given)

    answer = visitor.post("/nhan-su/viec", {"chon": boxes, "nguoi": OFFICER}, page=where)

    assert answer.status_code == 422
    assert answer.text.count(" checked>") == len(given)


def test_an_officer_deals_no_work(visitor: Visitor, given: list[Outcome]) -> None:
    assert given

    assert visitor.signed_in(OFFICER).get("/nhan-su/viec").status_code == 403
