"""Records with the post, both ways, on the pages."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # no types
from sqlalchemy import select

from api import clock
from api.clock import local
from engine.desk import PaperCount, Wish
from engine.ledger import DossierRef
from engine.procedure import Channel
from engine.tables.office import handover_record
from engine.tables.people import access
from tests.api.web.visitor import Visitor
from tests.api.web.walking import CLERK, ready, received, state
from tests.engine.desk.town import COUNTER, OFFICER, OWNER

IN, OUT = "/buu-chinh/nhan", "/buu-chinh"
ITEM, OTHER = "EA1VN", "EA2VN"
FILLED = {
    f"{ITEM}.loai": "du",
    f"{ITEM}.procedure": "1.009972",
    f"{ITEM}.name": "Nguyễn Văn Ánh",
    f"{ITEM}.identity_kind": "citizen",
    f"{ITEM}.identity": "075090123456",
    f"{ITEM}.place": "26008",
    f"{ITEM}.answer.applicant_kind": "person",
}
SIGNED = {"do": "sign", "so": "05/BBGN", "nguoi_giao": "Lê Bưu Tá", "key": "k1"}


def _sign(visitor: Visitor, **fields: Any) -> Any:  # noqa: ANN401 -- an answer
    return visitor.post(IN, {**FILLED, **SIGNED, "ma": [ITEM], **fields}, page=IN)


def test_scanning_adds_items_and_keeps_what_was_typed(visitor: Visitor) -> None:
    visitor.signed_in(CLERK)
    first = visitor.post(IN, {"do": "add", "quet": f"{ITEM.lower()} {OTHER}"}, page=IN).text
    assert f'value="{ITEM}"' in first
    assert f'value="{OTHER}"' in first

    typed = {**FILLED, "do": "add", "quet": "EA3VN", "ma": [ITEM, OTHER]}
    again = visitor.post(IN, typed, page=IN).text

    assert "Nguyễn Văn Ánh" in again
    assert "Báo cáo nghiên cứu khả thi" in again  # its list of papers came with the procedure
    assert again.count('name="ma"') == 3


def test_an_item_is_scanned_once(visitor: Visitor) -> None:
    visitor.signed_in(CLERK)
    answer = visitor.post(IN, {"do": "add", "quet": ITEM, "ma": [ITEM]}, page=IN)

    assert answer.status_code == 422
    assert "đã có trong biên bản" in answer.text
    assert answer.text.count('name="ma"') == 1


def test_one_signature_makes_dossiers_of_the_complete_items(visitor: Visitor) -> None:
    visitor.signed_in(CLERK)
    turned = {"ma": [ITEM, OTHER], f"{OTHER}.loai": "thieu", f"{OTHER}.ly_do": "paper_missing"}
    answer = _sign(visitor, **turned)

    assert answer.status_code == 303
    page = visitor.get(answer.headers["location"]).text
    assert "H19.01-" in page
    assert "Thiếu giấy tờ" in page
    assert "Lê Bưu Tá" in page


def test_a_second_click_signs_nothing_twice(visitor: Visitor) -> None:
    visitor.signed_in(CLERK)
    moment = {"ngay": f"{local(clock.now()):%d/%m/%Y}", "gio": "00:00"}
    answers = [_sign(visitor, **moment) for _ in range(2)]

    assert [one.status_code for one in answers] == [303, 303]
    with visitor.house.engine.connect() as connection:
        assert len(connection.execute(select(handover_record)).all()) == 1


def test_a_refusal_names_the_item_and_loses_nothing(visitor: Visitor) -> None:
    visitor.signed_in(CLERK)
    answer = _sign(visitor, **{f"{ITEM}.name": "", "nguoi_giao": "Lê Bưu Tá"})

    assert answer.status_code == 422
    assert f"Bưu gửi {ITEM}" in answer.text
    assert "item wrong" in answer.text
    assert "075090123456" in answer.text
    assert 'value="Lê Bưu Tá"' in answer.text


def test_a_record_without_its_number_is_told_so(visitor: Visitor) -> None:
    visitor.signed_in(CLERK)
    page = _sign(visitor, so="").text

    assert "Biên bản chưa ghi số" in page
    assert "chưa ghi mã" not in page


def test_an_item_turned_back_needs_a_reason(visitor: Visitor) -> None:
    visitor.signed_in(CLERK)
    answer = _sign(visitor, **{f"{ITEM}.loai": "thieu"})

    assert answer.status_code == 422
    assert "Chọn lý do trả lại" in answer.text


def _code_field(ref: DossierRef) -> str:
    return f"ma.{ref.agency}:{ref.id.hex}"


def test_results_leave_by_a_record_whose_paper_names_the_receivers(visitor: Visitor) -> None:
    owner = replace(OWNER, address="12 Cách Mạng Tháng Tám")
    one = ready(visitor, return_by=Channel.POSTAL, parties=(owner,))
    two = ready(visitor, return_by=Channel.POSTAL)
    visitor.signed_in(CLERK)
    form = {_code_field(one.ref): "rr1vn", "so": "09/BBGN", "nguoi_nhan": "Lê Bưu Tá"}

    answer = visitor.post(f"{OUT}/gui", form, page=OUT)

    assert answer.status_code == 303
    assert [state(visitor, each) for each in (one, two)] == ["returned", "ready"]
    place = answer.headers["location"]
    assert "RR1VN" in visitor.get(place).text
    pdf = visitor.post(place.replace("bien-ban?", "bien-ban/in?"), page=OUT)
    words = pypdfium2.PdfDocument(BytesIO(pdf.content))[0].get_textpage().get_text_bounded()
    assert "RR1VN" in words
    assert OWNER.name in words
    assert "Cách Mạng Tháng Tám" in words


def test_printing_a_record_is_an_access_to_each_dossier_of_it(visitor: Visitor) -> None:
    one = ready(visitor, return_by=Channel.POSTAL)
    visitor.signed_in(CLERK)
    form = {_code_field(one.ref): "RR1VN", "so": "09/BBGN", "nguoi_nhan": "Lê Bưu Tá"}
    place = visitor.post(f"{OUT}/gui", form, page=OUT).headers["location"]
    visitor.get(place)
    with visitor.house.engine.connect() as connection:
        assert connection.execute(select(access)).all() == []

    visitor.post(place.replace("bien-ban?", "bien-ban/in?"), page=OUT)

    with visitor.house.engine.connect() as connection:
        rows = connection.execute(select(access)).all()
    assert [(row.dossier_id, row.actor) for row in rows] == [(one.ref.id, CLERK)]


def test_one_result_that_cannot_leave_keeps_back_the_whole_list(visitor: Visitor) -> None:
    owing = ready(visitor, return_by=Channel.POSTAL, paid=False)
    paid = ready(visitor, return_by=Channel.POSTAL)
    visitor.signed_in(CLERK)
    codes = {_code_field(one.ref): f"RR{no}VN" for no, one in enumerate((paid, owing))}

    answer = visitor.post(f"{OUT}/gui", {**codes, "so": "09/BBGN", "nguoi_nhan": "Lê"}, page=OUT)

    assert answer.status_code == 409
    assert owing.code in answer.text
    assert "RR0VN" in answer.text  # what was typed stays
    assert [state(visitor, each) for each in (paid, owing)] == ["ready", "ready"]


def test_what_the_post_brings_back_waits_at_the_counter_again(visitor: Visitor) -> None:
    one = ready(visitor, return_by=Channel.POSTAL)
    visitor.signed_in(CLERK)
    form = {_code_field(one.ref): "RR1VN", "so": "09/BBGN", "nguoi_nhan": "Lê"}
    visitor.post(f"{OUT}/gui", form, page=OUT)
    named = f"{one.ref.agency}:{one.ref.id.hex}"

    back = {"hs": named, "ly_do": "receiver_absent"}
    assert visitor.post(f"{OUT}/quay-lai", back, page=OUT).status_code == 303

    assert "Bưu chính đã trả lại" in visitor.get(OUT).text
    again = {_code_field(one.ref): "RR2VN", "so": "10/BBGN", "nguoi_nhan": "Lê"}
    assert visitor.post(f"{OUT}/gui", again, page=OUT).status_code == 303


def test_the_pages_of_the_post_are_the_counters_alone(visitor: Visitor) -> None:
    visitor.signed_in("dn-sxd-07")

    assert [visitor.get(path).status_code for path in (IN, OUT)] == [403, 403]
    visitor.client.cookies.clear()
    assert visitor.signed_in("dn-buu-dien-01").get(OUT).status_code == 200


def test_an_item_completes_a_dossier_that_waits_for_papers(visitor: Visitor) -> None:
    waiting = received(visitor, papers={"application": PaperCount(1)})
    for by, wish in ((COUNTER, Wish("forward")), (OFFICER, Wish("ask_more", "paper_missing"))):
        visitor.house.desk.take(waiting.ref, wish, by)
    visitor.signed_in(CLERK)
    item = {f"{ITEM}.loai": "bo_sung", f"{ITEM}.ho_so": waiting.code.lower(), "ma": [ITEM]}

    looked = visitor.post(IN, {**item, "do": "add"}, page=IN).text
    assert "Chờ bổ sung" in looked
    assert f'name="{ITEM}.ho_so.report.originals" value="1"' in looked  # what lacks
    assert OWNER.name not in looked
    answer = visitor.post(IN, {**SIGNED, **item}, page=IN)

    assert answer.status_code == 303
    assert state(visitor, waiting) == "examining"
    assert "Bổ sung" in visitor.get(answer.headers["location"]).text
    again = _sign(visitor, so="06/BBGN", key="k2")
    assert again.status_code == 422
    assert "đã được giao nhận" in again.text


def test_an_item_for_no_known_dossier_is_kept_on_the_page(visitor: Visitor) -> None:
    visitor.signed_in(CLERK)
    item = {f"{ITEM}.loai": "bo_sung", f"{ITEM}.ho_so": "H19.01-261101-9999", "ma": [ITEM]}
    answer = visitor.post(IN, {**SIGNED, **item}, page=IN)

    assert answer.status_code == 404
    assert f"Bưu gửi {ITEM}" in answer.text
    assert 'value="H19.01-261101-9999"' in answer.text
