"""What lacks is told before a dossier is taken in, and what was said once is asked no more."""

import re
from uuid import UUID

import pytest
from httpx2 import Response

from engine.ledger import DossierRef
from tests.api.web.at_intake import CLERK, HERE, WHOLE, count, send
from tests.api.web.visitor import Visitor
from tests.engine.desk.town import COUNTER

NOTHING = {"o.application": "", "o.report": "", "c.report": ""}


@pytest.fixture
def clerk(visitor: Visitor) -> Visitor:
    return visitor.signed_in(CLERK)


def _tick(page: str) -> str:
    found = re.search(r'name="despite" value="([^"]*)"', page)
    assert found
    return found[1]


def _notes(clerk: Visitor, answer: Response) -> dict[tuple[int, str], object]:
    """The notes of the dossier that was just received."""
    where = re.search(r"hs=([\w-]+):(\w+)", answer.headers["location"])
    assert where
    ref = DossierRef(where[1], UUID(where[2]))
    notes = clerk.house.desk.seeing.open(ref, COUNTER).notes
    return {at: said for at, said in notes.items() if at[1] == "note"}


def test_a_dossier_without_its_papers_waits_for_a_deliberate_tick(clerk: Visitor) -> None:
    asked = send(clerk, **NOTHING)

    assert asked.status_code == 422
    assert "Báo cáo nghiên cứu khả thi" in asked.text.split('id="despite"')[0]
    assert 'href="#slips"' in asked.text
    assert count(clerk, "dossier") == 0
    ticked = {"despite": _tick(asked.text), "despite_why": "mất điện"}
    assert "Lý do: mất điện" in str(_notes(clerk, send(clerk, **NOTHING, **ticked)))


def test_the_tick_confirms_no_other_paper_than_it_names(clerk: Visitor) -> None:
    one = _tick(send(clerk, **{"o.report": "", "c.report": ""}).text)

    assert send(clerk, **NOTHING, despite=one).status_code == 422
    assert count(clerk, "dossier") == 0


def test_another_dossier_of_the_visit_is_asked_for_its_papers_too(clerk: Visitor) -> None:
    assert send(clerk, **NOTHING, do="more").status_code == 422


def test_a_whole_dossier_is_asked_nothing_more(clerk: Visitor) -> None:
    assert 'id="despite"' not in clerk.get(HERE).text
    assert _notes(clerk, send(clerk, despite="report")) == {}


def test_the_place_is_marked_and_stands_among_what_lacks(clerk: Visitor) -> None:
    ahead = clerk.post(f"{HERE}/xem-truoc", {**WHOLE, "place": ""}).text

    assert "Nơi có vụ việc" in ahead.split("Còn thiếu")[1]
    assert 'class="tag warn"' in ahead
    assert re.search(r'for="place">[^<]*\*', clerk.get(HERE).text)
    assert "Nơi có vụ việc" not in clerk.post(f"{HERE}/xem-truoc", WHOLE).text


def test_required_answers_left_empty_are_named(clerk: Visitor) -> None:
    ahead = clerk.post(f"{HERE}/xem-truoc", WHOLE).text
    told = ahead.split("Tờ khai còn trống")[1]

    assert "Nội dung đề nghị" in ahead
    assert "Tên người, tổ chức đề nghị" not in told


def test_the_owner_is_not_typed_again_into_the_form(clerk: Visitor) -> None:
    page = send(clerk, do="check").text
    typed = send(clerk, do="check", a__applicant_name="Công ty Ánh Dương").text

    assert re.search(r'name="a.applicant_name" value="Nguyễn Văn Ánh"', page)
    assert re.search(r'name="a.identity.number" value="075090123456"', page)
    assert re.search(r'name="a.phone" value="0913 456 789"', page)
    assert re.search(r'name="a.applicant_name" value="Công ty Ánh Dương"', typed)


@pytest.mark.parametrize("typed", ["26017", "Phường Tam Hiệp (26017)", "tam hiep"])
def test_a_commune_is_named_or_numbered(clerk: Visitor, typed: str) -> None:
    page = send(clerk, **{"a.address.street": "12 Lê Lợi", "a.address.unit": typed})
    assert page.status_code == 303
    assert 'value="Phường Tam Hiệp (26017)"' in clerk.get(HERE).text


def test_a_place_that_nobody_knows_is_asked_again(clerk: Visitor) -> None:
    page = send(clerk, **{"a.address.street": "12 Lê Lợi", "a.address.unit": "Tân gì đó"})

    assert 'id="a.address-wrong"' in page.text


def test_a_name_typed_into_the_box_of_the_card_goes_where_it_belongs(clerk: Visitor) -> None:
    page = clerk.post(HERE, {"p.0.card": "Lê Thị Hoa", "do": "check"})

    assert page.status_code == 200
    assert 'name="p.0.name" value="Lê Thị Hoa"' in page.text
    taken = clerk.post(HERE, {"p.0.card": "Lê Thị Hoa", "p.0.name": "Trần Bích", "do": "check"})
    assert 'name="p.0.name" value="Trần Bích"' in taken.text


def test_what_a_limit_waits_for_is_said_once(clerk: Visitor) -> None:
    ahead = clerk.post(f"{HERE}/xem-truoc", {**WHOLE, "a.applicant_kind": ""}).text
    notes = re.findall(r'class="note warn small">([^<]+)<', ahead)

    assert notes
    assert len(notes) == len(set(notes))
