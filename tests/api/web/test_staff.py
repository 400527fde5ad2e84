"""Heads give work to others: a stand-in during leave, all of a colleague's work."""

import re

import pytest
from httpx2 import Response

from engine.desk import Outcome, Wish
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

    row = re.search(rf"{OFFICER}</span>.*?Hồ sơ đang giữ\">(\d+)<", page, re.DOTALL)
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
