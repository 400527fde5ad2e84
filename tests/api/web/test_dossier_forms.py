"""The forms on the page of a dossier: assign, extend, answer, supply; what was typed is kept."""

import re
from datetime import timedelta

import pytest

from engine.desk import Outcome, Wish
from engine.facts import Facts
from engine.ledger import DossierRef
from engine.timeline import Cause, Timeline
from tests.api.web.visitor import Visitor
from tests.engine.desk.town import COUNTER, OFFICER, papers, reception

CLERK, EXAMINER, COLLEAGUE, HEAD, LEADER = (
    "dn-sxd-03",
    "dn-sxd-07",
    "dn-sxd-08",
    "dn-sxd-06",
    "dn-sxd-01",
)


@pytest.fixture
def examined(visitor: Visitor) -> Outcome:
    """A dossier on the officer's table."""
    outcome = visitor.house.desk.receive(reception(), COUNTER)
    return visitor.house.desk.take(outcome.ref, Wish("forward"), COUNTER)


def _path(ref: DossierRef) -> str:
    return f"/ho-so/{ref.agency}/{ref.id.hex}"


def _line(visitor: Visitor, ref: DossierRef) -> Timeline:
    who = visitor.house.actor(LEADER)
    return visitor.house.desk.seeing.open(ref, who).line


def test_the_way_on_stands_first_and_open(visitor: Visitor, examined: Outcome) -> None:
    page = visitor.signed_in(EXAMINER).get(_path(examined.ref)).text

    assert re.findall(r'name="action" value="(\w+)"', page)[0] == "propose"


def test_a_head_gives_the_step_to_somebody(visitor: Visitor, examined: Outcome) -> None:
    here = _path(examined.ref)
    visitor.signed_in(HEAD)

    visitor.post(f"{here}/giao", {"officer": COLLEAGUE, "key": "g"}, page=here)

    assert _line(visitor, examined.ref).officer == COLLEAGUE


def test_an_officer_has_no_form_to_give_or_to_extend(visitor: Visitor, examined: Outcome) -> None:
    page = visitor.signed_in(EXAMINER).get(_path(examined.ref)).text

    assert "/giao" not in page
    assert "/hen-lai" not in page


def test_a_leader_promises_a_later_day_with_a_letter(visitor: Visitor, examined: Outcome) -> None:
    assert examined.due is not None
    later = (examined.due + timedelta(days=7)).date().isoformat()
    here = _path(examined.ref)
    visitor.signed_in(LEADER)

    answer = visitor.post(
        f"{here}/hen-lai", {"to": later, "reason": "complex_case", "key": "h"}, page=here
    )

    assert answer.status_code == 303
    line = _line(visitor, examined.ref)
    assert [one.cause for one in line.promises] == [Cause.RECEIPT, Cause.EXTENSION]
    assert "/in/apology" in visitor.get(here).text


def test_a_refused_extension_keeps_what_was_typed(visitor: Visitor, examined: Outcome) -> None:
    here = _path(examined.ref)
    visitor.signed_in(LEADER)

    answer = visitor.post(
        f"{here}/hen-lai",
        {"to": "2026-01-05", "reason": "workload", "note": "Chờ đo đạc", "key": "h"},
        page=here,
    )

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert 'value="2026-01-05"' in answer.text
    assert "Chờ đo đạc</textarea>" in answer.text
    assert 'value="workload" selected' in answer.text


def test_a_refused_step_keeps_outcome_and_note(visitor: Visitor) -> None:
    given = papers("1.009972")
    given.pop(next(iter(given)))
    ref = visitor.house.desk.receive(reception(papers=given), COUNTER).ref
    visitor.house.desk.take(ref, Wish("forward"), COUNTER)
    here = _path(ref)
    visitor.signed_in(EXAMINER)

    answer = visitor.post(
        f"{here}/thao-tac",
        {"action": "propose", "outcome": "declined", "note": "Thiếu lối thoát", "key": "p"},
        page=here,
    )

    assert answer.status_code == 409
    assert 'value="declined" required checked' in answer.text
    assert "Thiếu lối thoát</textarea>" in answer.text


def test_whoever_is_asked_answers_and_the_officer_reads_it(
    visitor: Visitor, examined: Outcome
) -> None:
    house, ref = visitor.house, examined.ref
    house.desk.take(ref, Wish("consult"), OFFICER)
    item = _line(visitor, ref).items[0]
    people = house.system.office.organisation
    asked = people.holders(item.seat, house.today)[0].id
    visitor.signed_in(asked)
    assert "Chờ cho ý kiến" in visitor.get("/viec").text
    here = _path(ref)

    answer = visitor.post(
        f"{here}/y-kien",
        {"item": item.id, "answer": "disagree", "note": "Lối thoát hiểm hẹp", "key": "y"},
        page=here,
    )

    assert answer.status_code == 303
    assert _line(visitor, ref).items[0].answer == "disagree"
    visitor.client.cookies.clear()
    page = visitor.signed_in(EXAMINER).get(here).text
    assert "Không đồng ý" in page
    assert "Lối thoát hiểm hẹp" in page
    assert f'name="item" value="{item.id}"' not in page


def test_papers_are_handed_in_with_a_supplement(visitor: Visitor, examined: Outcome) -> None:
    ref = examined.ref
    visitor.house.desk.take(ref, Wish("ask_more", reason="paper_missing"), OFFICER)
    visitor.signed_in(CLERK)
    here = _path(ref)
    paper = _line(visitor, ref).procedure.papers[0].id
    assert f'name="originals.{paper}"' in visitor.get(here).text

    visitor.post(
        f"{here}/thao-tac",
        {"action": "supply", f"originals.{paper}": "2", "party": "1", "key": "s"},
        page=here,
    )

    seen = visitor.house.desk.seeing.open(ref, visitor.house.actor(CLERK))
    assert seen.line.state == "examining"
    facts: Facts = seen.entries[-1].facts
    assert facts["papers"][paper][0] == 2


def test_one_takes_back_ones_own_last_act_alone(visitor: Visitor, examined: Outcome) -> None:
    here = _path(examined.ref)
    assert "Hoàn tác" not in visitor.signed_in(EXAMINER).get(here).text
    visitor.client.cookies.clear()
    visitor.signed_in(CLERK)
    assert "Hoàn tác" in visitor.get(here).text

    visitor.post(f"{here}/hoan-tac", {"key": "u"}, page=here)

    assert _line(visitor, examined.ref).state == "received"


def test_the_page_explains_itself(visitor: Visitor, examined: Outcome) -> None:
    page = visitor.signed_in(EXAMINER).get(_path(examined.ref)).text

    for section in (
        "Trong hạn",
        "Vì sao hẹn ngày này?",
        "Sơ đồ quy trình",
        "Nhật ký xử lý",
        "Phí, lệ phí",
    ):
        assert section in page


def test_a_linked_dossier_is_opened_from_its_form(visitor: Visitor, examined: Outcome) -> None:
    here = _path(examined.ref)
    visitor.signed_in(EXAMINER)
    assert 'name="answers.work_kind"' in visitor.get(here).text
    form = {"action": "open_next", "key": "o"}
    refused = visitor.post(f"{here}/thao-tac", form, page=here)
    assert refused.status_code == 422

    answer = visitor.post(f"{here}/thao-tac", {**form, "answers.work_kind": "house"}, page=here)

    assert answer.status_code == 303
    assert len(_line(visitor, examined.ref).children) == 1


def test_what_was_typed_is_not_lost_when_the_step_went_to_somebody_else(
    visitor: Visitor, examined: Outcome
) -> None:
    here, desk = _path(examined.ref), visitor.house.desk
    page = visitor.signed_in(EXAMINER).get(here).text
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    desk.assign(examined.ref, COLLEAGUE, visitor.house.actor(HEAD))
    typed = {"action": "propose", "note": "Đủ điều kiện.", "version": version[1], "key": "p"}

    answer = visitor.post(f"{here}/thao-tac", typed, page=here)

    assert answer.status_code == 409
    assert "Có người khác vừa xử lý hồ sơ này" in answer.text
    assert "Trang này đã là tình trạng mới nhất" in answer.text
    assert re.search(r'id="lost"[^>]*>Đủ điều kiện\.<', answer.text)
