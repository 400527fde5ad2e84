"""Files of a dossier: told by their content, shown to whom the dossier is shown, signed."""

import pytest
from sqlalchemy import text

from engine.desk import Outcome, Wish
from tests.api.web.filed import examined_by, links, path, upload
from tests.api.web.visitor import Visitor
from tests.engine.desk.town import COUNTER, reception

CLERK, EXAMINER, LEADER, OUTSIDER = "dn-sxd-03", "dn-sxd-07", "dn-sxd-01", "dn-sxd-10"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


@pytest.fixture
def examined(visitor: Visitor) -> Outcome:
    return examined_by(visitor)


def test_several_files_come_in_and_are_listed_by_their_names(
    visitor: Visitor, examined: Outcome
) -> None:
    visitor.signed_in(EXAMINER)

    files = [("Bản vẽ số 1.pdf", PDF), ("ảnh.png", PNG)]
    answer = upload(visitor, f"{path(examined.ref)}/tep", files, purpose="paper")

    assert answer.status_code == 303
    page = visitor.get(path(examined.ref)).text
    assert "Bản vẽ số 1.pdf" in page
    assert "<iframe" in page
    assert len(links(visitor, examined.ref)) == 2


def test_a_file_is_what_its_content_says(visitor: Visitor, examined: Outcome) -> None:
    visitor.signed_in(EXAMINER)

    answer = upload(visitor, f"{path(examined.ref)}/tep", [("x.pdf", b"MZ\x90 a program")])

    assert answer.status_code == 422
    assert "“x.pdf”: Không nhận loại tệp này" in answer.text
    assert links(visitor, examined.ref) == []


def test_a_file_is_shown_in_the_page_and_can_do_nothing_there(
    visitor: Visitor, examined: Outcome
) -> None:
    visitor.signed_in(EXAMINER)
    upload(visitor, f"{path(examined.ref)}/tep", [("a.pdf", PDF), ("b.png", PNG)])

    pdf, png = (visitor.get(link) for link in links(visitor, examined.ref))

    assert pdf.content == PDF
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.headers["content-disposition"].startswith("inline")
    assert "default-src 'none'" in pdf.headers["content-security-policy"]
    assert "sandbox" in png.headers["content-security-policy"]
    assert png.headers["x-content-type-options"] == "nosniff"


def test_a_file_is_nobodys_to_whom_the_dossier_is_not_shown_and_reading_is_recorded(
    visitor: Visitor, examined: Outcome
) -> None:
    visitor.signed_in(EXAMINER)
    upload(visitor, f"{path(examined.ref)}/tep", [("a.pdf", PDF)])
    link = links(visitor, examined.ref)[0]
    count = text("SELECT count(*) FROM access WHERE actor = :who")
    with visitor.house.engine.connect() as connection:
        before = connection.execute(count, {"who": EXAMINER}).scalar_one()
    visitor.get(link)
    with visitor.house.engine.connect() as connection:
        assert connection.execute(count, {"who": EXAMINER}).scalar_one() == before + 1
    visitor.client.cookies.clear()

    assert visitor.signed_in(OUTSIDER).get(link).status_code == 404


def test_no_path_leads_out_of_the_dossier(visitor: Visitor, examined: Outcome) -> None:
    visitor.signed_in(EXAMINER)
    other = visitor.house.desk.receive(reception(), COUNTER)
    visitor.house.desk.take(other.ref, Wish("forward"), COUNTER)
    upload(visitor, f"{path(examined.ref)}/tep", [("a.pdf", PDF)])
    address = links(visitor, examined.ref)[0].rpartition("/")[2]

    for name in (address, "..%2F..%2Fpepper.key", "0" * 64):
        assert visitor.get(f"{path(other.ref)}/tep/{name}").status_code == 404


def test_an_outsider_brings_nothing_in(visitor: Visitor, examined: Outcome) -> None:
    visitor.signed_in(OUTSIDER)

    answer = visitor.client.post(
        f"{path(examined.ref)}/tep",
        data={"_csrf": visitor.token("/mat-khau")},
        files=[("files", ("a.pdf", PDF))],
    )

    assert answer.status_code == 404
    assert list(visitor.house.files.held()) == []


def test_a_document_comes_with_the_step_that_proposes_it(
    visitor: Visitor, examined: Outcome
) -> None:
    visitor.signed_in(EXAMINER)

    answer = upload(
        visitor,
        f"{path(examined.ref)}/thao-tac",
        [("Dự thảo.pdf", PDF)],
        action="propose",
        outcome="granted",
    )

    assert answer.status_code == 303
    page = visitor.get(path(examined.ref)).text
    assert "Dự thảo.pdf" in page
    assert "Văn bản kết quả" in page
