"""Money on the pages: taken under one receipt, printed, struck out, given back, counted."""

import re
from datetime import date
from io import BytesIO
from urllib.parse import urlencode

import pypdfium2  # type: ignore[import-untyped]  # no types
import pytest

from api import clock
from engine.desk import Outcome
from engine.fold import fold
from engine.ledger import DossierRef
from engine.store.ledgers import entries_of
from engine.timeline import FeeLine
from tests.api.web.visitor import Visitor
from tests.engine.desk.town import COUNTER, OWNER, reception

CLERK, LEADER = "dn-sxd-03", "dn-sxd-01"
OUTSIDER = "dn-sxd-10"
FIRST = {"cua": "dn-sxd", "ky_hieu": "BL-26E", "so": "1"}
RECEIPT = f"/phi/bien-lai?{urlencode(FIRST)}"


def today() -> date:
    return clock.local(clock.now()).date()


@pytest.fixture
def owing(visitor: Visitor) -> Outcome:
    """A dossier whose fee nobody has paid yet."""
    return visitor.house.desk.receive(reception(paid=False), COUNTER)


def fees(visitor: Visitor, ref: DossierRef) -> tuple[FeeLine, ...]:
    with visitor.house.reading() as snapshot:
        return fold(visitor.house.system.office.catalogue, entries_of(snapshot, ref)).fees


def box(ref: DossierRef, no: int = 1) -> str:
    return f"{ref.agency}:{ref.id.hex}:{no}"


def collect(visitor: Visitor, *made: Outcome, key: str = "k") -> str:
    data = {"line": [box(one.ref) for one in made], "method": "cash", "key": key}
    data["co"] = [one.code for one in made]
    answer = visitor.post("/phi/thu", data)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_a_scanned_code_brings_the_fees_and_another_one_joins_it(
    visitor: Visitor, owing: Outcome
) -> None:
    other = visitor.house.desk.receive(reception(paid=False), COUNTER)
    visitor.signed_in(CLERK)

    page = visitor.get(f"/phi?co={owing.code}&ma={other.code.lower()}").text

    assert page.count('name="line"') == 2
    assert "150.000 đ" in page
    assert 'data-key="F9"' in page
    assert OWNER.name not in page


def test_a_code_that_is_not_there_leaves_the_others_on_the_page(
    visitor: Visitor, owing: Outcome
) -> None:
    visitor.signed_in(CLERK)

    answer = visitor.get(f"/phi?co={owing.code}&ma=H19.01-000000-0000")

    assert answer.status_code == 404
    assert 'role="alert"' in answer.text
    assert 'value="H19.01-000000-0000"' in answer.text
    assert answer.text.count('name="line"') == 1


def test_two_dossiers_are_paid_under_one_receipt_which_a_second_click_does_not_double(
    visitor: Visitor, owing: Outcome
) -> None:
    other = visitor.house.desk.receive(reception(paid=False), COUNTER)
    visitor.signed_in(CLERK)

    there = [collect(visitor, owing, other) for _ in range(2)]

    assert there == [RECEIPT, RECEIPT]
    page = visitor.get(RECEIPT).text
    assert "150.000 đ" in page
    assert owing.code in page
    assert other.code in page
    assert {fee.receipt.number for fee in fees(visitor, owing.ref) if fee.receipt} == {1}


def test_what_was_ticked_stays_when_the_money_is_refused(visitor: Visitor, owing: Outcome) -> None:
    visitor.signed_in(CLERK)
    data = {"line": box(owing.ref), "co": owing.code, "method": "shells", "key": "k"}

    answer = visitor.post("/phi/thu", data)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert re.search(rf'value="{box(owing.ref)}"[^>]* checked', answer.text)


def test_the_receipt_is_printed_in_all_its_copies_with_the_payers_name(
    visitor: Visitor, owing: Outcome
) -> None:
    visitor.signed_in(CLERK)
    collect(visitor, owing)

    answer = visitor.post("/phi/bien-lai/in", dict(FIRST), page=RECEIPT)

    assert answer.headers["content-type"] == "application/pdf"
    pdf = pypdfium2.PdfDocument(BytesIO(answer.content))
    pages = [page.get_textpage().get_text_bounded() for page in pdf]
    assert len(pages) == 3
    for words in (pages[0], pages[1]):
        for told in ("0000001", "BL-26E", OWNER.name, "75.000", owing.code):
            assert told in words


def test_a_receipt_is_struck_out_and_another_takes_its_place(
    visitor: Visitor, owing: Outcome
) -> None:
    visitor.signed_in(CLERK)
    collect(visitor, owing)
    wish = {**FIRST, "reason": "receipt_mistyped", "method": "card", "key": "v"}

    assert visitor.post("/phi/bien-lai/huy", wish, page=RECEIPT).status_code == 303

    page = visitor.get(RECEIPT).text
    assert "Đã hủy" in page
    assert "BL-26E/2" in page
    (fee,) = fees(visitor, owing.ref)
    assert (fee.method, fee.receipt and fee.receipt.number) == ("card", 2)
    refused = visitor.post("/phi/bien-lai/in", dict(FIRST))
    assert refused.status_code == 409


def test_a_fee_is_lowered_on_evidence_and_without_it_the_form_says_so(
    visitor: Visitor, owing: Outcome
) -> None:
    visitor.signed_in(CLERK)
    here = f"/phi/ho-so/{owing.agency}/{owing.ref.id.hex}"
    wish = {"line": "1", "ground": "hộ nghèo", "key": "r"}

    bare = visitor.post(f"{here}/giam", wish, page=here)
    proved = {**wish, "document": "12/GCN ngày 05/01/2026", "key": "r2"}
    done = visitor.post(f"{here}/giam", proved, page=here)

    assert bare.status_code == 422
    assert "phải có giấy tờ chứng minh" in bare.text
    assert re.search(r'value="hộ nghèo"[^>]* checked', bare.text)
    assert done.status_code == 303
    assert [fee.amount for fee in fees(visitor, owing.ref)] == [0]
    assert "12/GCN" not in visitor.get(here).text


def test_an_officer_assesses_a_fee_outside_of_the_tariff(visitor: Visitor, owing: Outcome) -> None:
    visitor.signed_in(CLERK)
    here = f"/phi/ho-so/{owing.agency}/{owing.ref.id.hex}"
    wish = {
        "other": "Phí sao chụp",
        "amount": "12.000",
        "basis": "by_quantity",
        "kind": "charge",
        "moment": "return",
        "key": "a",
    }

    assert "<option>Phí sao chụp</option>" in visitor.get(here).text  # chosen, not typed
    assert visitor.post(f"{here}/xac-dinh", wish, page=here).status_code == 303

    assert [fee.amount for fee in fees(visitor, owing.ref)] == [75000, 12000]
    wrong = visitor.post(f"{here}/xac-dinh", {**wish, "amount": "ít", "key": "b"}, page=here)
    assert wrong.status_code == 422
    assert 'value="ít"' in wrong.text


def test_the_head_gives_back_what_the_clerk_took_and_the_clerk_may_not(
    visitor: Visitor, owing: Outcome
) -> None:
    visitor.signed_in(CLERK)
    collect(visitor, owing)
    here = f"/phi/ho-so/{owing.agency}/{owing.ref.id.hex}"
    assert "Hoàn phí" not in visitor.get(here).text
    wish = {"line": "1", "reason": "fee_overpaid", "counter": CLERK, "key": "b"}
    assert visitor.post(f"{here}/hoan", wish, page=here).status_code == 403
    visitor.client.cookies.clear()
    visitor.signed_in(LEADER)
    assert "Quyết định hoàn" in visitor.get(here).text

    assert visitor.post(f"{here}/hoan", wish, page=here).status_code == 303

    assert "Đã hoàn" in visitor.get(here).text
    (fee,) = fees(visitor, owing.ref)
    assert fee.refunded_by == LEADER


def close(visitor: Visitor, **fields: str) -> tuple[int, str]:
    data = {
        "co_quan": "dn-sxd",
        "day": today().isoformat(),
        "counter": CLERK,
        "key": f"s{len(fields)}",
    }
    answer = visitor.post("/phi/so-quy/khoa", {**data, **fields}, page="/phi/so-quy")
    return answer.status_code, answer.headers.get("location", answer.text)


def test_the_till_is_closed_with_a_difference_and_looked_over_by_a_second_person(
    visitor: Visitor, owing: Outcome
) -> None:
    visitor.signed_in(CLERK)
    collect(visitor, owing)

    status, page = close(visitor, **{"counted.cash": "70.000"})
    assert status == 422
    assert 'value="70.000"' in page
    assert "-5.000 đ" in page
    assert "aria-invalid" in page
    status, sheet = close(visitor, **{"counted.cash": "70.000", "reason.cash": "cash_short"})
    assert status == 303
    assert sheet == f"/phi/so-quy/dn-sxd/{today().isoformat()}/{CLERK}/1"
    page = visitor.get(sheet).text
    assert "BL-26E/1" in page
    assert "Thiếu tiền so với sổ" in page
    assert "Ký soát</button>" not in page
    assert visitor.post(f"{sheet}/ky-soat", page=sheet).status_code == 403

    paper = visitor.get(f"{sheet}/pdf")
    words = pypdfium2.PdfDocument(BytesIO(paper.content))[0].get_textpage().get_text_bounded()
    assert "75.000" in words
    assert "−5.000" in words
    assert OWNER.name not in words
    visitor.client.cookies.clear()
    visitor.signed_in(LEADER)
    assert visitor.post(f"{sheet}/ky-soat", {"key": "c"}, page=sheet).status_code == 303
    assert "Đã ký soát" in visitor.get(sheet).text


def test_what_is_on_a_closed_sheet_is_not_struck_out(visitor: Visitor, owing: Outcome) -> None:
    visitor.signed_in(CLERK)
    collect(visitor, owing)
    close(visitor, **{"counted.cash": "75000"})

    page = visitor.get(RECEIPT).text
    wish = {**FIRST, "reason": "receipt_mistyped", "key": "v"}
    answer = visitor.post("/phi/bien-lai/huy", wish)

    assert "/phi/bien-lai/huy" not in page
    assert answer.status_code == 409


def test_who_has_nothing_to_do_with_it_sees_neither_fees_nor_receipt_nor_sheet(
    visitor: Visitor, owing: Outcome
) -> None:
    visitor.signed_in(CLERK)
    collect(visitor, owing)
    close(visitor, **{"counted.cash": "75000"})
    visitor.client.cookies.clear()
    visitor.signed_in(OUTSIDER)

    assert visitor.get(f"/phi/ho-so/{owing.agency}/{owing.ref.id.hex}").status_code == 404
    assert visitor.get(f"/phi?ma={owing.code}").status_code == 404
    assert visitor.get(RECEIPT).status_code == 404
    assert visitor.get("/phi/so-quy").status_code == 403
    sheet = f"/phi/so-quy/dn-sxd/{today().isoformat()}/{CLERK}/1"
    assert visitor.get(sheet).status_code == 403
