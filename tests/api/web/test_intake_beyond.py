"""The counter's intake beyond one dossier: files, visits, slips."""

import re
from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]  # no types
import pytest
from sqlalchemy import text

from tests.api.web.at_intake import (
    CLERK,
    COMMUNE_CLERK,
    COPIES,
    HERE,
    WHOLE,
    count,
    photograph,
    send,
)
from tests.api.web.visitor import Visitor


@pytest.fixture
def clerk(visitor: Visitor) -> Visitor:
    return visitor.signed_in(CLERK)


def test_files_come_with_the_dossier_without_what_a_camera_wrote(clerk: Visitor) -> None:
    token = clerk.token("/mat-khau")
    photo = photograph()
    answer = clerk.client.post(
        HERE, data={**WHOLE, "_csrf": token}, files={"files": ("don.jpg", photo, "text/plain")}
    )
    assert answer.status_code == 303
    with clerk.house.engine.connect() as connection:
        (row,) = connection.execute(text("SELECT media_type, size FROM attachment")).all()

    assert (row.media_type, row.size < len(photo)) == ("image/jpeg", True)


def test_a_file_of_another_type_is_refused_before_anything_is_saved(clerk: Visitor) -> None:
    token = clerk.token("/mat-khau")
    answer = clerk.client.post(
        HERE,
        data={**WHOLE, "_csrf": token},
        files={"files": ("x.pdf", b"MZ\x90", "application/pdf")},
    )

    assert answer.status_code == 422
    assert 'id="files-wrong"' in answer.text
    assert "chọn lại tệp" in answer.text
    assert count(clerk, "dossier") == 0


def test_copies_are_certified_and_handed_over_at_once(visitor: Visitor) -> None:
    clerk = visitor.signed_in(COMMUNE_CLERK)
    page = clerk.get(COPIES).text
    signer = re.search(r'<select id="signer".*?value="([\w-]+)"', page)
    assert signer
    fields = {
        "key": "now",
        "p.0.name": "Trần Thị Bích",
        "a.papers.0.pages": "2",
        "a.papers.0.copies": "3",
        "o.request": "1",
        "o.original": "1",
        "c.copy": "3",
        "number": "415",
        "signer": signer[1],
        "do": "at_once",
    }
    answer = clerk.post(COPIES, fields)
    assert answer.status_code == 303
    done = clerk.get(answer.headers["location"]).text

    assert "Đã trả kết quả" in done
    assert "4.000 đ" in done
    again = clerk.post(COPIES, fields)
    assert again.headers["location"] == answer.headers["location"]


def test_a_fee_that_waits_for_an_answer_says_where(visitor: Visitor) -> None:
    clerk = visitor.signed_in(COMMUNE_CLERK)
    answer = clerk.post(COPIES, {"key": "k", "p.0.name": "Trần Thị Bích", "do": "save"})

    assert answer.status_code == 422
    assert 'href="#a.papers.0.' in answer.text


def test_many_dossiers_of_one_person_are_one_visit_paid_once(clerk: Visitor) -> None:
    first = send(clerk, do="more")
    assert first.status_code == 200
    basket = re.search(r'name="visit" value="([^"]+)"', first.text)
    assert basket
    held = basket[1].replace("&#34;", '"').replace("&#39;", "'").replace("&amp;", "&")
    second = clerk.post("/tiep-nhan/luot", {"visit": held, "code": "1.009972"}).text
    assert 'value="Nguyễn Văn Ánh"' in second
    assert count(clerk, "dossier") == 0

    answer = send(clerk, visit=held)

    assert answer.status_code == 303
    done = clerk.get(answer.headers["location"]).text
    assert len(set(re.findall(r'class="code">([^<]+)<', done))) == 2
    assert "150.000 đ" in done
    assert (count(clerk, "dossier"), count(clerk, "fee_receipt")) == (2, 1)


def test_a_visit_that_was_tampered_with_is_refused(clerk: Visitor) -> None:
    for broken in ("{", "[1]", '[["1.009972"]]', '["x"]'):
        assert send(clerk, visit=broken).status_code == 422
    assert count(clerk, "dossier") == 0


def test_the_same_person_may_bring_another_dossier_afterwards(clerk: Visitor) -> None:
    done = clerk.get(send(clerk).headers["location"]).text
    again = re.search(r"tu=([\w:-]+)", done)
    assert again
    seen = count(clerk, "access")

    page = clerk.get(f"{HERE}?tu={again[1]}").text

    assert 'value="Nguyễn Văn Ánh"' in page
    assert count(clerk, "access") == seen + 1


@pytest.mark.parametrize(
    ("slip", "reason", "said"),
    [
        ("supplement_request", "paper_missing", "Báo cáo nghiên cứu khả thi"),
        ("refusal", "wrong_agency", "Không thuộc thẩm quyền"),
    ],
)
def test_who_is_turned_away_goes_home_with_a_numbered_slip(
    clerk: Visitor, slip: str, reason: str, said: str
) -> None:
    fields = {"do": "slip", "slip": slip, f"reason.{slip}": reason, "o.report": ""}
    answers = [clerk.post(HERE, {**WHOLE, **fields}) for _ in range(2)]

    assert answers[0].headers["content-type"] == "application/pdf"
    words = pypdfium2.PdfDocument(BytesIO(answers[0].content))[0].get_textpage().get_text_bounded()
    plain = " ".join(words.split())
    assert "01/2026" in plain
    assert said in plain
    assert "Nguyễn Văn Ánh" in plain
    assert (count(clerk, "visit_log"), count(clerk, "dossier")) == (1, 0)


def test_what_is_no_procedure_at_all_gets_slip_03(clerk: Visitor) -> None:
    fields = {
        "key": "k",
        "slip": "refusal",
        "matter": "Xin cấp đất",
        "reason.refusal": "no_such_procedure",
    }
    answer = clerk.post("/tiep-nhan/phieu", fields)

    assert answer.headers["content-type"] == "application/pdf"
    assert count(clerk, "visit_log") == 1


def test_every_procedure_that_is_offered_has_a_page(clerk: Visitor) -> None:
    codes = sorted(one.code for one in clerk.house.system.office.catalogue.on(clerk.house.today))

    assert len(codes) > 30
    for code in codes:
        page = clerk.get(f"/tiep-nhan/{code}")
        assert page.status_code == 200, code
        assert 'value="save"' in page.text
