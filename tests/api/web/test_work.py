"""The inbox: what it shows, narrows, counts and keeps for a person."""

import re
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from api import clock
from engine.desk import Outcome, Wish
from engine.desk.draft import APPLICANT
from engine.desk.originals import Item, Offer
from engine.procedure import Channel
from engine.store.paging import After
from engine.store.read import reading
from engine.store.scope import Scope
from engine.store.worklist import Bounds, Narrowed, Urgency, heaps, worklist
from tests.api.web.visitor import Visitor
from tests.api.web.walking import WAY, submitted
from tests.engine.desk.town import COUNTER, LAND, OFFICER, Clock, reception

CLERK, EXAMINER, HEAD = "dn-sxd-03", "dn-sxd-07", "dn-sxd-06"


@pytest.fixture
def three(visitor: Visitor) -> list[Outcome]:
    """Three dossiers that the counter has just received."""
    return [visitor.house.desk.receive(reception(), COUNTER) for _ in range(3)]


def test_the_inbox_shows_what_waits_and_offers_what_fits_many(
    visitor: Visitor, three: list[Outcome]
) -> None:
    page = visitor.signed_in(CLERK).get("/viec").text

    assert all(one.code in page for one in three)
    assert re.findall(r'name="action" value="(\w+)"', page) == ["forward"]
    assert "Còn hạn" in page


def test_the_most_urgent_stands_first(visitor: Visitor) -> None:
    desk = visitor.house.desk
    slow = desk.receive(reception(answers={"applicant_kind": "organisation"}), COUNTER)
    quick = desk.receive(reception(), COUNTER)
    assert slow.due is not None
    assert quick.due is not None
    assert quick.due < slow.due

    page = visitor.signed_in(CLERK).get("/viec").text

    assert re.findall(r'data-open href="[^"]+">([^<]+)<', page) == [quick.code, slow.code]


def test_a_filter_narrows_by_step_procedure_place_and_urgency(
    visitor: Visitor, three: list[Outcome]
) -> None:
    visitor.signed_in(CLERK)
    every = [
        "/viec?buoc=received",
        f"/viec?thu_tuc={reception().procedure}",
        "/viec?noi=dn-sxd",
        "/viec?han=con",
    ]
    none = ["/viec?buoc=signing", f"/viec?thu_tuc={LAND}", "/viec?noi=x", "/viec?han=qua"]

    assert all(three[0].code in visitor.get(path).text for path in every)
    assert all(three[0].code not in visitor.get(path).text for path in none)


def test_what_is_given_to_me_can_be_asked_for_alone(visitor: Visitor, three: list[Outcome]) -> None:
    desk = visitor.house.desk
    for one in three[:2]:
        desk.take(one.ref, Wish("forward"), COUNTER)
    head = visitor.house.actor(HEAD)
    desk.assign(three[0].ref, EXAMINER, head)

    page = visitor.signed_in(EXAMINER).get("/viec?cua_toi=1").text

    assert three[0].code in page
    assert three[1].code not in page


def test_pages_follow_one_another_without_a_gap(visitor: Visitor, three: list[Outcome]) -> None:
    house = visitor.house
    scope = Scope(house.actor(CLERK), house.today)
    with reading(house.engine) as snapshot:
        now = house.desk.office.calendar_of("dn-sxd").opening(house.today)
        limits = Bounds(now, now + timedelta(hours=8))
        seen: list[UUID] = []
        after: After | None = None
        while page := worklist(snapshot, scope, Narrowed(), limits, after=after, limit=1):
            seen.append(page[0].listed.ref.id)
            after = After(page[0].urgent_at, page[0].listed.ref.id)

    assert sorted(seen) == sorted(one.ref.id for one in three)


def test_heaps_count_what_the_list_holds(visitor: Visitor, three: list[Outcome]) -> None:
    house = visitor.house
    scope = Scope(house.actor(CLERK), house.today)
    due = three[0].due
    assert due is not None
    late = Bounds(due + timedelta(days=1), due + timedelta(days=2))
    soon = Bounds(due - timedelta(days=1), due + timedelta(days=1))
    with reading(house.engine) as snapshot:
        found = [heaps(snapshot, scope, bounds)[0] for bounds in (late, soon)]
        narrowed = [
            len(worklist(snapshot, scope, Narrowed(urgency=urgency), late)) for urgency in Urgency
        ]

    assert [(one.count, one.late, one.soon) for one in found] == [(3, 3, 0), (3, 0, 3)]
    assert narrowed == [3, 0, 0, 0]


def test_a_filter_is_kept_under_a_name_and_is_nobody_elses(
    visitor: Visitor, three: list[Outcome]
) -> None:
    assert three
    visitor.signed_in(CLERK)
    visitor.post("/viec/bo-loc", {"name": "Mới nhận", "loc": "buoc=received&sau=x"}, page="/viec")
    mine = visitor.get("/viec").text
    visitor.client.cookies.clear()
    others = visitor.signed_in("dn-sxd-04").get("/viec").text

    assert re.search(r'href="/viec\?buoc=received">.*Mới nhận', mine)
    assert "Mới nhận" not in others


def test_a_filter_without_a_name_is_refused_and_one_can_be_dropped(visitor: Visitor) -> None:
    visitor.signed_in(CLERK)
    refused = visitor.post("/viec/bo-loc", {"name": "", "loc": "han=qua"}, page="/viec")
    assert refused.status_code == 422
    assert "Đặt tên cho bộ lọc" in refused.text

    visitor.post("/viec/bo-loc", {"name": "Trễ", "loc": "han=qua"}, page="/viec")
    assert "Trễ" in visitor.get("/viec").text
    visitor.post("/viec/bo-loc/xoa", {"name": "Trễ"}, page="/viec")
    assert "Trễ" not in visitor.get("/viec").text


def test_the_search_box_stands_on_every_page(visitor: Visitor, three: list[Outcome]) -> None:
    visitor.signed_in(CLERK)
    assert 'action="/tim"' in visitor.get("/viec").text

    found = visitor.get(f"/tim?q={three[0].code}")

    assert found.status_code == 303
    assert three[0].ref.id.hex in found.headers["location"]


def test_in_english_refusals_and_the_story_are_english(visitor: Visitor) -> None:
    one = visitor.house.desk.receive(reception(), COUNTER)
    here = f"/ho-so/{one.agency}/{one.ref.id.hex}"
    visitor.signed_in("dn-sxd-03")
    visitor.post("/ngon-ngu", {"language": "en"})

    page = visitor.get(here).text
    refused = visitor.post(f"{here}/thao-tac", {"action": "sign", "key": "s"}, page=here).text

    assert "Counted from" in page
    assert "The first day" in page or "first day is not counted" in page or "same hour" in page
    assert "You may not “" in refused or "cannot be done while" in refused


def test_what_waits_to_be_fetched_is_overdue_nowhere(visitor: Visitor) -> None:
    desk = replace(visitor.house.desk, clock=Clock())
    old = desk.receive(reception(), COUNTER)
    for by, wish in WAY:
        desk.take(old.ref, wish, by)
    assert old.due is not None
    assert old.due < clock.now()

    page = visitor.signed_in(CLERK).get("/viec").text

    assert re.search(r"Chờ trả \d+ ngày", page)
    assert "Quá hạn" not in page.partition("<table")[2]
    assert "quá hạn</span>" not in page
    assert old.code not in visitor.get("/viec?han=qua").text
    assert old.code in visitor.get("/viec?han=dung").text


def test_what_came_online_shows_the_clock_of_its_acceptance(visitor: Visitor) -> None:
    one = submitted(visitor)

    page = visitor.signed_in(CLERK).get("/viec").text

    assert re.search(r"Tiếp nhận: còn (\d giờ ?)?(\d+ phút)?", page)
    assert one.code not in visitor.get("/viec?han=qua").text
    assert one.code in visitor.get("/viec?han=con").text


def test_what_was_not_accepted_in_time_is_overdue_and_stands_first(
    visitor: Visitor, three: list[Outcome]
) -> None:
    long_ago = clock.now() - timedelta(days=21)
    desk = replace(visitor.house.desk, clock=lambda: long_ago)
    late = desk.receive(reception(channel=Channel.ONLINE, paid=False), APPLICANT)

    page = visitor.signed_in(CLERK).get("/viec").text

    assert "Quá giờ tiếp nhận" in page
    assert re.search(r"1 quá hạn</span>", page)
    assert re.findall(r'data-open href="[^"]+">([^<]+)<', page)[0] == late.code
    assert late.code in visitor.get("/viec?han=qua").text
    assert three[0].code not in visitor.get("/viec?han=qua").text


def test_nothing_runs_once_the_applicant_was_told_what_lacks(visitor: Visitor) -> None:
    long_ago = clock.now() - timedelta(days=21)
    desk = replace(visitor.house.desk, clock=lambda: long_ago)
    late = desk.receive(reception(channel=Channel.ONLINE, paid=False), APPLICANT)
    wish = Wish("ask_first", reason="paper_illegible")
    visitor.house.desk.take(late.ref, wish, COUNTER)

    page = visitor.signed_in(CLERK).get("/viec").text

    assert "Chờ người nộp hoàn thiện" in page
    assert late.code not in visitor.get("/viec?han=qua").text


def test_a_list_of_originals_is_told_to_who_signs_for_it(visitor: Visitor) -> None:
    desk = visitor.house.desk
    one = desk.receive(reception(answers={"applicant_kind": "organisation"}), COUNTER)
    desk.originals.offer(Offer(one.agency, (Item(one.ref, 1),), OFFICER.id), COUNTER)
    told = r'href="/ban-chinh">.* 1 danh sách bản chính chờ ông/bà ký nhận'

    assert not re.search(told, visitor.signed_in(CLERK).get("/viec").text)
    visitor.client.cookies.clear()
    assert re.search(told, visitor.signed_in(EXAMINER).get("/viec").text)


def test_results_are_handed_over_on_their_own_page(visitor: Visitor) -> None:
    desk = visitor.house.desk
    one = desk.receive(reception(), COUNTER)
    for by, wish in WAY:
        desk.take(one.ref, wish, by)

    page = visitor.signed_in(CLERK).get("/viec").text

    assert 'value="hand_over"' not in page
    assert 'href="/tra-ket-qua">trang Trả kết quả' in page
