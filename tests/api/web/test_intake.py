"""The counter's intake over the desk, as a browser without scripts walks through it."""

import re
from io import BytesIO

import pytest
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]  # no types
from sqlalchemy import text

from tests.api.web.at_intake import (
    CARD,
    CLERK,
    COMMUNE_CLERK,
    COPIES,
    HERE,
    OFFICER,
    WHOLE,
    count,
    send,
)
from tests.api.web.visitor import Visitor


@pytest.fixture
def clerk(visitor: Visitor) -> Visitor:
    return visitor.signed_in(CLERK)


def test_a_dossier_is_received_and_its_code_is_shown(clerk: Visitor) -> None:
    answer = send(clerk)

    assert answer.status_code == 303
    page = clerk.get(answer.headers["location"]).text
    assert re.search(r'class="code">[\w.-]+<', page)
    assert "75.000 đ" in page
    assert "Nguyễn Văn Ánh" not in page


@pytest.mark.parametrize(
    "words", ["báo cáo nghiên cứu khả thi", "BAO CAO nghien cuu", "1.009972", "xay dung kha thi"]
)
def test_a_procedure_is_found_by_any_words(clerk: Visitor, words: str) -> None:
    assert 'href="/tiep-nhan/1.009972' in clerk.get(f"/tiep-nhan?q={words}").text


def test_what_is_received_here_stands_first(clerk: Visitor) -> None:
    before = clerk.get("/tiep-nhan").text
    send(clerk)
    after = clerk.get("/tiep-nhan").text

    assert "hồ sơ trong 60 ngày" not in before
    assert re.findall(r'href="(/tiep-nhan/[\d.]+)', after)[0] == HERE
    assert re.findall(r"(\d+) hồ sơ trong 60 ngày", after) == ["1"]


def test_the_words_as_typed_stand_before_what_is_frequent(visitor: Visitor) -> None:
    clerk = visitor.signed_in(COMMUNE_CLERK)
    words = "cap ban sao"
    first, *others = _found(clerk, words)
    named = "2.000635"
    assert named in {first, *others}
    fields = {"o.request": "1", "p.0.name": "Trần Thị Bích", "do": "save", "despite": "x"}
    clerk.post(COPIES, fields)

    assert _found(clerk, "chung thuc ban sao")[0] == "2.000815"
    assert _found(clerk, words)[0] == first


def _found(clerk: Visitor, words: str) -> list[str]:
    page = clerk.get(f"/tiep-nhan?q={words}").text
    return re.findall(r'href="/tiep-nhan/([\d.]+)[^"]*" data-open', page)


def test_what_comes_next_is_the_fee_or_its_receipt(clerk: Visitor) -> None:
    paid = clerk.get(send(clerk).headers["location"]).text
    owed = clerk.get(send(clerk, key="k2", paid="").headers["location"]).text

    assert 'href="/phi/bien-lai?' in paid
    assert 'href="/phi/ho-so/' not in paid
    assert 'href="/phi/ho-so/' in owed
    assert 'href="/phi/bien-lai?' not in owed


def test_who_has_no_counter_receives_nothing(visitor: Visitor) -> None:
    assert visitor.signed_in(OFFICER).get("/tiep-nhan").status_code == 403


def test_a_second_click_and_a_lost_reply_make_one_dossier(clerk: Visitor) -> None:
    first, second = send(clerk), send(clerk)

    assert first.headers["location"] == second.headers["location"]
    assert count(clerk, "dossier") == 1


def test_enter_alone_saves_nothing(clerk: Visitor) -> None:
    answer = send(clerk, do="check")

    assert answer.status_code == 200
    assert count(clerk, "dossier") == 0
    assert clerk.get(HERE).text.index('value="check"') < clerk.get(HERE).text.index('value="save"')


def test_an_error_stands_at_its_field_and_nothing_typed_is_lost(clerk: Visitor) -> None:
    answer = send(clerk, p__0__name="", o__report="hai", note="Gọi trước khi trả")

    assert answer.status_code == 422
    for name in ("p.0.name", "o.report"):
        assert f'<a href="#{name}">' in answer.text
        assert f'id="{name}-wrong"' in answer.text
    assert 'value="075090123456"' in answer.text
    assert 'value="Gọi trước khi trả"' in answer.text
    assert 'name="key" value="k1"' in answer.text
    assert count(clerk, "dossier") == 0


def test_a_refusal_of_the_desk_stands_at_its_field(clerk: Visitor) -> None:
    answer = send(clerk, place="")

    assert answer.status_code == 422
    assert 'id="place-wrong"' in answer.text


def test_the_promise_and_its_arithmetic_are_there_before_saving(clerk: Visitor) -> None:
    ahead = clerk.post(f"{HERE}/xem-truoc", WHOLE).text
    saved = clerk.get(send(clerk).headers["location"]).text
    promised = re.search(r"class=\"big number\">([\d: /]+)<", ahead)

    assert promised
    assert promised[1] in saved
    assert "20 ngày làm việc" in ahead
    assert "75.000 đ" in ahead
    other = clerk.post(f"{HERE}/xem-truoc", {**WHOLE, "a.applicant_kind": "organisation"}).text
    assert "30 ngày làm việc" in other


def test_what_lacks_is_said_before_saving(clerk: Visitor) -> None:
    some = {name: value for name, value in WHOLE.items() if name != "o.report"}
    ahead = clerk.post(f"{HERE}/xem-truoc", some).text

    assert "Thiếu giấy tờ" in ahead
    assert "Báo cáo nghiên cứu khả thi đầu tư xây dựng" in ahead


def test_a_card_fills_the_applicant(clerk: Visitor) -> None:
    page = clerk.post(HERE, {"p.0.card": CARD, "do": "check"}).text

    for said in ("Trần Thị Bích", "075190009999", "12 Lê Lợi, Biên Hòa"):
        assert f'value="{said}"' in page
    wrong = clerk.post(HERE, {"p.0.card": "12345|xyz", "do": "check"})
    assert wrong.status_code == 422
    assert 'id="p.0.card-wrong"' in wrong.text


def test_doubtful_numbers_warn_and_never_block(clerk: Visitor) -> None:
    odd = {"p__0__identity": "999090123456", "p__0__phone": "12"}
    page = clerk.post(
        f"{HERE}/nguoi/0", {**WHOLE, "p.0.identity": "999090123456", "p.0.phone": "12"}
    )

    assert "Mã tỉnh trong số định danh không có" in page.text
    assert "Không phải số điện thoại" in page.text
    assert send(clerk, **odd).status_code == 303


def test_a_likely_duplicate_is_pointed_out(clerk: Visitor) -> None:
    before = clerk.post(f"{HERE}/nguoi/0", WHOLE).text
    send(clerk)
    after = clerk.post(f"{HERE}/nguoi/0", WHOLE).text

    assert "Có thể trùng" not in before
    assert "Có thể trùng" in after
    assert send(clerk, key="k2").status_code == 303  # pointed out, not forbidden


def test_earlier_data_are_shown_only_after_the_access_is_recorded(clerk: Visitor) -> None:
    send(clerk)
    number = {"p.0.identity": "075090123456"}
    offered = clerk.post(HERE, {**number, "do": "check"}).text
    assert "Điền theo hồ sơ gần nhất" in offered
    assert "Nguyễn Văn Ánh" not in offered
    seen = count(clerk, "access")

    filled = clerk.post(HERE, {**number, "do": "known.0"}).text

    assert 'value="Nguyễn Văn Ánh"' in filled
    assert count(clerk, "access") == seen + 1


def test_nobody_is_known_to_a_counter_elsewhere(clerk: Visitor) -> None:
    send(clerk)
    clerk.client.cookies.clear()
    elsewhere = clerk.signed_in(COMMUNE_CLERK)

    page = elsewhere.post(f"{COPIES}/nguoi/0", {"p.0.identity": "075090123456"}).text

    assert "Người này đã có" not in page


def test_owner_submitter_and_authorised_person_are_told_apart(clerk: Visitor) -> None:
    people = {
        "p.1.role": "owner",
        "p.1.name": "Công ty TNHH Gạch Ngói",
        "p.1.kind": "organisation",
        "p.2.role": "authorised",
        "p.2.name": "Lê Thị Ủy",
        "p.2.document": "GUQ 12 ngày 01/11/2026",
        "p.2.scope": ["submit", "collect"],
    }
    answer = clerk.post(HERE, {**WHOLE, **people})
    assert answer.status_code == 303
    with clerk.house.engine.connect() as connection:
        rows = connection.execute(text("SELECT role, kind FROM party ORDER BY no")).all()

    assert [tuple(row) for row in rows] == [
        ("owner", "person"),
        ("owner", "organisation"),
        ("authorised", "person"),
    ]
    unscoped = {k: v for k, v in people.items() if k != "p.2.scope"}
    refused = clerk.post(HERE, {**WHOLE, **unscoped, "key": "k2"})
    assert 'id="p.2.scope-wrong"' in refused.text


def test_another_row_for_a_person_costs_nothing_that_was_typed(clerk: Visitor) -> None:
    page = send(clerk, do="person").text

    assert 'name="p.1.name"' in page
    assert 'value="Nguyễn Văn Ánh"' in page


def test_certified_copies_are_counted_by_themselves_and_stand_on_the_receipt(
    clerk: Visitor,
) -> None:
    place = send(clerk, **{"c.report": "", "t.report": "2"}).headers["location"]
    printed = re.search(r'action="(/ho-so/[^"]+/in/receipt)"', clerk.get(place).text)
    assert printed
    sheet = PdfDocument(BytesIO(clerk.post(printed[1]).content))[0]
    words = sheet.get_textpage().get_text_bounded()

    with clerk.house.engine.connect() as connection:
        rows = connection.execute(text("SELECT copies, certified FROM paper ORDER BY paper"))
        assert rows.all() == [(0, 0), (0, 2)]
    assert "Bản chứng thực" in words or "chứng thực" in words
