"""The counter's intake beyond one dossier: files, visits, slips."""

import json
import re
from html import unescape
from io import BytesIO
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # no types
import pytest
from httpx2 import Response
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
    assert "x.pdf" in answer.text
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
    fields = {"o.request": "1", "o.original": "1", "c.copy": "1", "do": "save"}
    answer = clerk.post(COPIES, {"key": "k", "p.0.name": "Trần Thị Bích", **fields})

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


def _with_file(clerk: Visitor, name: str, content: bytes, **fields: str) -> Response:
    data = {**WHOLE, "_csrf": clerk.token("/mat-khau"), **fields}
    return clerk.client.post(HERE, data=data, files={"files": (name, content, "image/jpeg")})


def _hidden(page: str, name: str) -> str:
    found = re.search(f'name="{name}" value="([^"]*)"', page)
    assert found
    return unescape(found[1])


def _attached(clerk: Visitor) -> list[int]:
    """How many files each dossier has."""
    with clerk.house.engine.connect() as connection:
        counted = text("SELECT count(*) FROM attachment GROUP BY dossier_id")
        return sorted(connection.execute(counted).scalars())


def _waiting(clerk: Visitor) -> list[Path]:
    return [one for one in clerk.house.system.waiting.rglob("*") if one.is_file()]


def test_files_are_chosen_once_though_the_page_is_refused(clerk: Visitor) -> None:
    refused = _with_file(clerk, "don.jpg", photograph(), **{"p.0.name": ""})
    assert refused.status_code == 422
    assert "Bỏ tệp don.jpg" in unescape(refused.text)
    held = _hidden(refused.text, "held")

    assert send(clerk, held=held).status_code == 303
    assert _attached(clerk) == [1]
    assert _waiting(clerk) == []
    again = send(clerk, held=held)  # the button was pressed twice
    assert "luu-y" not in again.headers["location"]


def test_a_file_that_was_kept_may_be_left_out(clerk: Visitor) -> None:
    page = _with_file(clerk, "don.jpg", photograph(), do="check").text
    held = _hidden(page, "held")
    send(clerk, held=held, unheld=json.loads(held)[1][0][0])

    assert _attached(clerk) == []


def test_nobody_reaches_the_files_of_a_colleagues_page(clerk: Visitor) -> None:
    page = _with_file(clerk, "don.jpg", photograph(), do="check").text
    clerk.post("/dang-xuat")
    clerk.signed_in("dn-sxd-04")
    answer = send(clerk, held=_hidden(page, "held"))

    assert "luu-y=tep" in answer.headers["location"]
    assert _attached(clerk) == []


def test_each_dossier_of_a_visit_has_the_files_chosen_for_it(clerk: Visitor) -> None:
    first = _with_file(clerk, "don.jpg", photograph(), do="more")
    answer = _with_file(
        clerk, "khac.jpg", photograph() + b"x", visit=_hidden(first.text, "visit"), key="k2"
    )

    assert answer.status_code == 303
    assert "luu-y" not in answer.headers["location"]
    assert _attached(clerk) == [1, 1]


def test_a_paper_is_brought_once_for_the_dossiers_of_a_visit(clerk: Visitor) -> None:
    visit = _hidden(send(clerk, do="more").text, "visit")
    page = clerk.post("/tiep-nhan/luot", {"visit": visit, "code": "1.009972"}).text
    assert 'name="u.report"' in page
    shared = {"u.report": "1", "o.report": "", "c.report": ""}
    send(clerk, **{"visit": visit, "key": "k2", **shared})

    with clerk.house.engine.connect() as connection:
        rows = connection.execute(text("SELECT paper, originals FROM paper ORDER BY paper"))
        assert rows.all() == [("application", 1), ("application", 1), ("report", 1)]
        facts = connection.execute(text("SELECT facts FROM entry WHERE seq = 1")).scalars()
        assert sum('"common"' in str(one) for one in facts) == 1


@pytest.mark.parametrize("brought", ["", "1"])
def test_what_is_not_ticked_is_not_shared(clerk: Visitor, brought: str) -> None:
    visit = _hidden(send(clerk, do="more").text, "visit")
    third = {"u.report": "1", "o.report": "", "c.report": ""}
    visit = _hidden(send(clerk, do="more", visit=visit, **third).text, "visit")
    last = {"o.report": brought, "c.report": brought, "despite": "" if brought else "report"}
    send(clerk, **{"visit": visit, "key": "k2", **last})

    with clerk.house.engine.connect() as connection:
        rows = connection.execute(text("SELECT originals FROM paper WHERE paper = 'report'"))
        assert sorted(rows.scalars()) == sorted([1, int(brought or 0)])
        facts = connection.execute(text("SELECT facts FROM entry WHERE seq = 1")).scalars()
        assert sum('"common"' in str(one) for one in facts) == 1
