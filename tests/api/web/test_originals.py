"""Original papers on the pages: handed over by lists that both sides scan, given back, filed."""

import re
from datetime import timedelta
from io import BytesIO
from urllib.parse import urlencode

import pypdfium2  # type: ignore[import-untyped]  # no types
import pytest
from sqlalchemy import text

from api import clock
from engine.desk import Outcome, Wish
from engine.fold import fold
from engine.ledger import DossierRef
from engine.store.ledgers import entries_of
from engine.timeline import Original
from tests.api.web.visitor import Visitor
from tests.engine.desk.town import COUNTER, OWNER, reception

CLERK, OFFICER, LEADER, OUTSIDER = "dn-sxd-03", "dn-sxd-07", "dn-sxd-01", "dn-sxd-10"


@pytest.fixture
def received(visitor: Visitor) -> Outcome:
    """A dossier with two originals, on its way to the officer."""
    desk = visitor.house.desk
    made = desk.receive(reception(), COUNTER)
    desk.take(made.ref, Wish("forward"), COUNTER)
    return made


def originals(visitor: Visitor, ref: DossierRef) -> tuple[Original, ...]:
    with visitor.house.reading() as snapshot:
        return fold(visitor.house.system.office.catalogue, entries_of(snapshot, ref)).originals


def custodians(visitor: Visitor, ref: DossierRef) -> list[str]:
    return [one.custodian for one in originals(visitor, ref)]


def box(ref: DossierRef, no: int) -> str:
    return f"{ref.agency}:{ref.id.hex}:{no}"


def swap(visitor: Visitor, staff: str) -> Visitor:
    visitor.client.cookies.clear()
    return visitor.signed_in(staff)


def listed(visitor: Visitor, received: Outcome, **fields: object) -> str:
    """The clerk puts both originals on a list; where it is looked at."""
    wish = {
        "do": "offer",
        "item": [box(received.ref, 1), box(received.ref, 2)],
        "to": OFFICER,
        "kind": "hand_over",
        "key": "o",
        **fields,
    }
    answer = visitor.post("/ban-chinh", wish, page="/ban-chinh")
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def number(visitor: Visitor, where: str) -> str:
    found = re.search(r'name="so" value="([^"]+)"', visitor.get(where).text)
    assert found
    return found[1]


def test_the_counter_sees_what_it_has_and_since_when(visitor: Visitor, received: Outcome) -> None:
    page = visitor.signed_in(CLERK).get("/ban-chinh").text

    assert f"{received.code}:1" in page
    assert page.count('name="item"') == 2
    assert "Ai đang giữ" in page
    assert OWNER.name not in page


@pytest.mark.parametrize(("typed", "ticks"), [("{}", 2), ("{}:2", 1)])
def test_scanning_a_code_ticks_its_boxes_without_scripts(
    visitor: Visitor, received: Outcome, typed: str, ticks: int
) -> None:
    visitor.signed_in(CLERK)
    scan = {"quet": typed.format(received.code.lower()), "do": "scan"}

    page = visitor.post("/ban-chinh", scan, page="/ban-chinh").text

    assert len(re.findall(r'name="item"[^>]* checked', page)) == ticks


def test_a_code_that_is_not_here_is_named_and_the_ticks_stay(
    visitor: Visitor, received: Outcome
) -> None:
    visitor.signed_in(CLERK)
    scan = {"quet": "H19.01-000000-0000", "do": "scan", "item": box(received.ref, 1)}

    answer = visitor.post("/ban-chinh", scan, page="/ban-chinh")

    assert answer.status_code == 404
    assert "H19.01-000000-0000" in answer.text
    assert len(re.findall(r'name="item"[^>]* checked', answer.text)) == 1


def test_a_list_moves_nothing_until_the_officer_has_scanned_and_signed(
    visitor: Visitor, received: Outcome
) -> None:
    visitor.signed_in(CLERK)
    where = listed(visitor, received)
    assert number(visitor, where).startswith("dn-sxd/")
    assert custodians(visitor, received.ref) == [CLERK, CLERK]
    assert "Thu hồi danh mục" in visitor.get(where).text

    swap(visitor, OFFICER)
    assert "danh mục chờ tôi ký nhận" in visitor.get("/ban-chinh").text
    so = number(visitor, where)
    scanned = visitor.post(
        "/ban-chinh/danh-muc", {"so": so, "quet": received.code, "do": "scan"}, page=where
    ).text
    boxes = re.findall(r'name="item" value="([^"]+)"[^>]* checked', scanned)
    assert boxes == [box(received.ref, 1), box(received.ref, 2)]
    sign = {"so": so, "item": boxes, "do": "confirm", "key": "c"}
    assert visitor.post("/ban-chinh/danh-muc", sign, page=where).status_code == 303

    assert custodians(visitor, received.ref) == [OFFICER, OFFICER]
    assert "Đã ký nhận đủ" in visitor.get(where).text


def test_what_is_missing_is_named_before_anything_is_signed(
    visitor: Visitor, received: Outcome
) -> None:
    visitor.signed_in(CLERK)
    where = listed(visitor, received)
    swap(visitor, OFFICER)
    sign = {
        "so": number(visitor, where),
        "item": box(received.ref, 1),
        "do": "confirm",
        "key": "c",
    }

    warned = visitor.post("/ban-chinh/danh-muc", sign, page=where)
    assert warned.status_code == 200
    assert f"{received.code}:2" in warned.text.split('role="alert"')[1].split("</div>")[0]
    assert custodians(visitor, received.ref) == [CLERK, CLERK]
    lacking = re.findall(r'name="lacking" value="([^"]+)"', warned.text)
    signed = visitor.post("/ban-chinh/danh-muc", {**sign, "lacking": lacking}, page=where)

    assert signed.status_code == 303
    assert custodians(visitor, received.ref) == [OFFICER, CLERK]
    assert "Thiếu, còn ở bên giao" in visitor.get(where).text


def test_the_giver_does_not_sign_and_may_call_the_list_back(
    visitor: Visitor, received: Outcome
) -> None:
    visitor.signed_in(CLERK)
    where = listed(visitor, received)
    so = number(visitor, where)
    both = [box(received.ref, 1), box(received.ref, 2)]
    own = {"so": so, "item": both, "do": "confirm", "key": "c"}

    assert visitor.post("/ban-chinh/danh-muc", own, page=where).status_code == 403
    back = {"so": so, "key": "r"}
    assert visitor.post("/ban-chinh/danh-muc/thu-hoi", back, page=where).status_code == 303

    assert "Đã thu hồi" in visitor.get(where).text
    assert visitor.get("/ban-chinh").text.count('name="item"') == 2


def test_the_list_is_printed_with_the_owners_once_the_access_is_recorded(
    visitor: Visitor, received: Outcome
) -> None:
    visitor.signed_in(CLERK)
    where = listed(visitor, received)

    data = {"so": number(visitor, where)}
    answer = visitor.post("/ban-chinh/danh-muc/in", data, page=where)

    assert answer.headers["content-type"] == "application/pdf"
    words = pypdfium2.PdfDocument(BytesIO(answer.content))[0].get_textpage().get_text_bounded()
    for told in (f"{data['so']}", OWNER.name, "Bàn giao bản chính"):
        assert told in words
    with visitor.house.engine.connect() as connection:
        opened = connection.execute(text("SELECT actor, purpose FROM access")).all()
    assert [tuple(row) for row in opened] == [(CLERK, "work")]


def test_a_loan_says_by_when_it_is_due_back(visitor: Visitor, received: Outcome) -> None:
    visitor.signed_in(CLERK)
    due = clock.local(clock.now()).date() + timedelta(days=5)
    where = listed(visitor, received, kind="loan", due_back=due.isoformat())
    assert f"{due:%d/%m/%Y}" in visitor.get(where).text
    swap(visitor, OFFICER)
    both = [box(received.ref, 1), box(received.ref, 2)]
    sign = {"so": number(visitor, where), "item": both, "do": "confirm", "key": "c"}
    visitor.post("/ban-chinh/danh-muc", sign, page=where)

    assert {one.lender for one in originals(visitor, received.ref)} == {CLERK}
    assert "mượn, hạn trả" in visitor.get("/ban-chinh").text
    again = {"do": "offer", "item": both, "to": CLERK, "kind": "hand_over", "key": "b"}
    refused = visitor.post("/ban-chinh", again, page="/ban-chinh")
    assert refused.status_code == 422
    assert len(re.findall(r'name="item"[^>]* checked', refused.text)) == 2
    back = {**again, "kind": "back", "key": "b2"}
    assert visitor.post("/ban-chinh", back, page="/ban-chinh").status_code == 303


def test_an_original_goes_back_to_the_applicant_or_stays_with_the_office(
    visitor: Visitor, received: Outcome
) -> None:
    visitor.signed_in(CLERK)
    here = f"/ban-chinh/ho-so/{received.agency}/{received.ref.id.hex}"

    bare = visitor.post(here, {"no": "2", "do": "file", "key": "f"}, page=here)
    kept = {"no": "2", "do": "file", "reason": "kept_in_file", "key": "f2"}
    assert visitor.post(here, kept, page=here).status_code == 303
    back = {"no": "1", "do": "back", "taker": OWNER.name, "key": "g"}
    assert visitor.post(here, back, page=here).status_code == 303

    assert bare.status_code == 422
    assert re.search(r'value="2" checked', bare.text)
    assert [str(one.state) for one in originals(visitor, received.ref)] == ["returned", "archived"]
    page = visitor.get(here).text
    assert "Đã trả người nộp" in page
    assert OWNER.name not in page


def test_who_has_nothing_to_do_with_it_sees_neither_list_nor_paper(
    visitor: Visitor, received: Outcome
) -> None:
    visitor.signed_in(CLERK)
    where = listed(visitor, received)
    swap(visitor, OUTSIDER)

    assert received.code not in visitor.get("/ban-chinh").text
    for path in (where, f"/ban-chinh/ho-so/{received.agency}/{received.ref.id.hex}"):
        assert visitor.get(path).status_code == 404
    so = f"/ban-chinh/danh-muc?{urlencode({'so': 'dn-sxd/1999/1'})}"
    assert visitor.get(so).status_code == 404


def test_the_leader_sees_who_has_what_and_takes_nothing(
    visitor: Visitor, received: Outcome
) -> None:
    visitor.signed_in(LEADER)

    page = visitor.get(f"/ban-chinh?nguoi={CLERK}").text

    assert f"{received.code}:1" in page
    assert 'name="item"' not in page


def test_a_box_that_names_nothing_is_refused(visitor: Visitor) -> None:
    visitor.signed_in(CLERK)
    wish = {"do": "offer", "item": "nothing", "to": OFFICER, "kind": "hand_over", "key": "k"}

    assert visitor.post("/ban-chinh", wish, page="/ban-chinh").status_code == 422
