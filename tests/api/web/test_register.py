"""The book of the counter and what hangs on it: slips, transit, back entry, mistakes."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # no types
from httpx2 import Response
from sqlalchemy import select

from api import clock
from engine.desk import Outcome
from engine.desk.places import Parcel, Sending
from engine.desk.turning_away import TurnedAway
from engine.ledger import DossierRef
from engine.store.lists import find_by_code
from engine.store.visit_log import LoggedVisit
from engine.tables.people import access
from tests.api.web.visitor import Visitor
from tests.api.web.walking import CLERK, ready, received, state
from tests.engine.desk.town import AGENCY, APPRAISAL, COMMUNE, COUNTER, OWNER, reception, who

OTHER = "1.013225"  # a building permit
BOOK, SLIPS, TRANSIT, LATE = "/so", "/so/phieu", "/so/luan-chuyen", "/so/nhap-bu"


def test_the_book_lists_the_day_and_names_nobody(visitor: Visitor) -> None:
    one = received(visitor)
    page = visitor.signed_in(CLERK).get(BOOK).text

    assert one.code in page
    assert OWNER.name not in page
    with visitor.house.engine.connect() as connection:
        assert connection.execute(select(access)).all() == []


def test_another_day_is_another_page(visitor: Visitor) -> None:
    one = received(visitor)
    today = clock.local(clock.now()).date()
    before = today - timedelta(days=1)
    visitor.signed_in(CLERK)

    assert one.code not in visitor.get(f"{BOOK}?tu={before}&den={before}").text
    assert visitor.get(f"{BOOK}?tu={today}&den={before}").status_code == 422
    assert visitor.get(f"{BOOK}?tu=hom-qua").status_code == 422


def test_the_printed_book_names_people_and_each_is_recorded(visitor: Visitor) -> None:
    codes = [received(visitor).code for _ in range(2)]
    visitor.signed_in(CLERK)

    pdf = visitor.post(f"{BOOK}/in", page=BOOK)

    words = pypdfium2.PdfDocument(BytesIO(pdf.content))[0].get_textpage().get_text_bounded()
    assert all(code in words for code in codes)
    assert OWNER.name in words
    with visitor.house.engine.connect() as connection:
        assert [row.actor for row in connection.execute(select(access))] == [CLERK] * 2


def test_the_leader_and_the_auditor_read_the_book_and_the_officer_does_not(
    visitor: Visitor,
) -> None:
    found = []
    for staff in ("dn-sxd-01", "dn-sxd-07"):
        visitor.client.cookies.clear()
        found.append(visitor.signed_in(staff).get(BOOK).status_code)

    assert found == [200, 403]


def _slip(visitor: Visitor) -> LoggedVisit:
    slip = TurnedAway(AGENCY, "supplement_request", "paper_missing", procedure=APPRAISAL)
    return visitor.house.desk.visit_log.turn_away(slip, COUNTER)


def test_those_who_were_turned_away_stand_in_the_log(visitor: Visitor) -> None:
    given = _slip(visitor)
    page = visitor.signed_in(CLERK).get(SLIPS).text

    assert given.number in page
    assert "Thiếu giấy tờ" in page
    assert visitor.get(f"{SLIPS}?nam=1").status_code == 422


def test_a_slip_is_printed_again_with_a_name_that_is_told_anew(visitor: Visitor) -> None:
    given = _slip(visitor)
    visitor.signed_in(CLERK)
    wanted = {"no": str(given.no), "name": "Trần Thị Bưởi"}
    paper = visitor.post(f"{SLIPS}/in?nam={given.year}", wanted, page=SLIPS)
    words = pypdfium2.PdfDocument(BytesIO(paper.content))[0].get_textpage().get_text_bounded()

    assert given.number in words
    assert "Trần Thị Bưởi" in words
    assert "Trần Thị Bưởi" not in visitor.get(SLIPS).text
    missing = visitor.post(f"{SLIPS}/in?nam={given.year}", {"no": "99"}, page=SLIPS)
    assert missing.status_code == 404


# papers on their way


def _from_the_commune(visitor: Visitor) -> Outcome:
    clerk = who("counter", COMMUNE)
    asked = reception(agency=COMMUNE, competent=AGENCY)
    return visitor.house.desk.receive(asked, clerk)


def test_papers_leave_by_scanning_their_codes(visitor: Visitor) -> None:
    one = _from_the_commune(visitor)
    visitor.signed_in("dn25-26017-03")
    form = {"ma": one.code, "noi_nhan": AGENCY, "gi": "papers", "key": "s"}

    answer = visitor.post(f"{TRANSIT}/gui", form, page=TRANSIT)

    assert answer.headers["location"] == f"{TRANSIT}/{COMMUNE}/2026/1"
    assert one.code in visitor.get(answer.headers["location"]).text
    unknown = visitor.post(f"{TRANSIT}/gui", {**form, "ma": "H99-0", "key": "t"}, page=TRANSIT)
    assert unknown.status_code == 404
    assert "H99-0" in unknown.text


def test_the_other_end_scans_what_came_and_the_rest_stays_open(visitor: Visitor) -> None:
    came, lost = _from_the_commune(visitor), _from_the_commune(visitor)
    parcels = (Parcel(came.ref), Parcel(lost.ref))
    visitor.house.desk.places.send(Sending(COMMUNE, AGENCY, parcels), who("counter", COMMUNE))
    visitor.signed_in(CLERK)
    here = f"{TRANSIT}/{COMMUNE}/2026/1"
    assert here in visitor.get(TRANSIT).text
    foreign = visitor.post(here, {"ma": "H19.01-000000-0000"}, page=here)
    assert foreign.status_code == 422
    assert "không có trong phiếu" in foreign.text

    assert visitor.post(here, {"ma": came.code, "key": "t"}, page=here).status_code == 303

    page = visitor.get(here).text
    assert "Đã ký nhận" in page
    assert "không đến" in page
    assert visitor.post(here, {"muc": "2", "key": "u"}, page=here).status_code == 303
    assert "không đến" not in visitor.get(here).text


def test_a_slip_of_others_is_not_there(visitor: Visitor) -> None:
    one = _from_the_commune(visitor)
    sending = Sending(COMMUNE, AGENCY, (Parcel(one.ref),))
    visitor.house.desk.places.send(sending, who("counter", COMMUNE))
    visitor.signed_in("dn25-26299-03")

    assert visitor.get(f"{TRANSIT}/{COMMUNE}/2026/1").status_code == 404
    assert visitor.get(f"{TRANSIT}/{COMMUNE}/2026/9").status_code == 404


# receipts written by hand


def _entered(visitor: Visitor, **fields: Any) -> Response:  # noqa: ANN401 -- a form
    day = clock.local(clock.now()) - timedelta(days=1)
    form = {
        "do": "sign",
        "so": "BN-17",
        "reason": "power_cut",
        "ngay": f"{day:%Y-%m-%d}",
        "gio": "09:15",
        "hs.procedure": APPRAISAL,
        "hs.name": "Nguyễn Văn Ánh",
        "hs.identity": "075090123456",
        "hs.place": "26008",
        "hs.answer.applicant_kind": "person",
        **fields,
    }
    return visitor.post(LATE, form, page=LATE)


def test_a_paper_receipt_is_entered_as_of_its_day_and_found_by_its_number(
    visitor: Visitor,
) -> None:
    visitor.signed_in(CLERK)
    answer = _entered(visitor)

    assert answer.status_code == 303
    with visitor.house.reading() as snapshot:
        ref = find_by_code(snapshot, "BN-17")
    assert ref is not None
    line = visitor.house.desk.seeing.open(ref, COUNTER).line
    assert f"{clock.local(line.accepted_at or line.opened_at):%H:%M}" == "09:15"


def test_choosing_the_procedure_brings_its_papers_and_keeps_the_rest(visitor: Visitor) -> None:
    visitor.signed_in(CLERK)
    page = _entered(visitor, do="look").text

    assert "Báo cáo nghiên cứu khả thi đầu tư xây dựng" in page
    assert 'value="BN-17"' in page
    assert "Nguyễn Văn Ánh" in page


def test_the_same_paper_receipt_is_entered_once(visitor: Visitor) -> None:
    visitor.signed_in(CLERK)
    _entered(visitor)
    again = _entered(visitor)

    assert again.status_code == 409
    assert "đã được nhập" in again.text


# mistakes


def _right(one: Outcome) -> str:
    return f"/ho-so/{one.ref.agency}/{one.ref.id.hex}/sua-sai"


def test_a_dossier_received_by_mistake_is_voided_with_a_reason(visitor: Visitor) -> None:
    one = received(visitor, paid=False)
    visitor.signed_in(CLERK)
    here = _right(one)
    assert visitor.post(f"{here}/huy", {"note": "gõ nhầm"}, page=here).status_code == 422

    answer = visitor.post(f"{here}/huy", {"reason": "received_by_error"}, page=here)

    assert answer.status_code == 303
    assert "Đã hủy" in visitor.get(BOOK).text


def test_money_that_was_taken_stops_a_voiding_in_words(visitor: Visitor) -> None:
    one = received(visitor)
    visitor.signed_in(CLERK)

    answer = visitor.post(f"{_right(one)}/huy", {"reason": "received_by_error"}, page=_right(one))

    assert answer.status_code == 409
    assert "Đã thu phí, lệ phí" in answer.text


def test_a_wrong_procedure_is_put_right_by_another_dossier(visitor: Visitor) -> None:
    one = received(visitor, paid=False)
    visitor.signed_in(CLERK)
    here = _right(one)
    wanted = {"moi.procedure": OTHER, "reason": "wrong_procedure"}
    looked = visitor.post(f"{here}/doi-thu-tuc", {**wanted, "do": "look"}, page=here).text
    assert 'name="moi.answer.work_kind"' in looked
    assert 'name="moi.application.originals" value="1"' in looked  # the old dossier has it
    assert 'name="moi.drawings.originals" value="0"' in looked
    counts = {"moi.application.originals": "1", "moi.drawings.originals": "2"}
    form = {**wanted, **counts, "do": "sign", "moi.answer.work_kind": "house"}

    answer = visitor.post(f"{here}/doi-thu-tuc", form, page=here)

    assert answer.status_code == 303
    new = DossierRef.read(*answer.headers["location"].split("/")[-2:])
    facts = visitor.house.desk.seeing.open(new, COUNTER).entries[0].facts
    assert facts["papers"] == {"application": [1, 0], "drawings": [2, 0]}
    assert OTHER in visitor.get(answer.headers["location"]).text
    assert "Đã hủy" in visitor.get(BOOK).text


def test_who_withdraws_is_named(visitor: Visitor) -> None:
    one = received(visitor)
    visitor.signed_in(CLERK)
    here = _right(one)
    form = {"action": "withdraw", "reason": "applicant_wish", "party": "1", "key": "w"}

    assert visitor.post(f"{here}/rut", form, page=here).status_code == 303

    assert state(visitor, one) == "withdrawn"
    facts = visitor.house.desk.seeing.open(one.ref, COUNTER).entries[-1].facts
    assert facts["party"] == 1


def test_what_has_a_result_is_not_voided_any_more(visitor: Visitor) -> None:
    one = ready(visitor)
    visitor.signed_in(CLERK)

    answer = visitor.post(f"{_right(one)}/huy", {"reason": "received_by_error"}, page=_right(one))

    assert answer.status_code == 409
    assert "đính chính" in answer.text
