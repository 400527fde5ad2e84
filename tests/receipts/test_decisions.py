"""Result documents: the usual template says what was decided, long ones flow on, bytes repeat."""

from datetime import UTC, datetime
from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]  # no types
import pytest

from receipts.decisions import Decision, Library, draw
from receipts.letters import Head, Letterhead, Signature

FACTS = {
    "code": "H19.01-260302-0001",
    "procedure": "Cấp giấy phép xây dựng",
    "agency": "Sở Xây dựng tỉnh Đồng Nai",
    "owners": "Nguyễn Văn Ánh",
    "address": "",
    "received": "02/03/2026",
    "papers": ["Đơn đề nghị", "Bản vẽ"],
    "reason": "Không có lối thoát hiểm",
    "answers": {},
}
NOON = datetime(2026, 3, 20, 5, tzinfo=UTC)
HEAD = Head(Letterhead("UBND tỉnh", "Sở Xây dựng"), "Đồng Nai", NOON, NOON, UTC, number="12/GP")


def _decision(text: str, *, draft: bool = False) -> Decision:
    signed = Signature(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Trần Thị Bình")
    return Decision(HEAD, text, signed, ("Như trên", "Lưu: VT"), draft=draft)


def _pages(pdf: bytes) -> list[str]:
    return [
        " ".join(page.get_textpage().get_text_bounded().split())
        for page in pypdfium2.PdfDocument(BytesIO(pdf))
    ]


@pytest.mark.parametrize(
    ("outcome", "said"),
    [("granted", "đủ điều kiện và giải quyết"), ("declined", "không đủ điều kiện giải quyết, vì")],
)
def test_the_usual_template_says_what_was_decided(outcome: str, said: str) -> None:
    text = Library().filled("0.000000", {**FACTS, "outcome": outcome})

    assert said in text
    assert "- Bản vẽ" in text


def test_the_document_has_letterhead_number_text_and_signature() -> None:
    (page,) = _pages(draw(_decision("# Giấy phép\n## về việc xây nhà\n\nĐược xây.\n- một tầng")))

    for told in (
        "SỞ XÂY DỰNG",
        "Số: 12/GP",
        "GIẤY PHÉP",
        "về việc xây nhà",
        "Được xây.",
        "– một tầng",
        "PHÓ GIÁM ĐỐC",
        "Trần Thị Bình",
        "Nơi nhận",
    ):
        assert told in page


def test_a_long_document_flows_to_further_pages_and_ends_with_the_signature() -> None:
    pages = _pages(
        draw(_decision("# Dài\n" + "\n".join(f"Điều {n}. Nội dung." for n in range(90))))
    )

    assert len(pages) > 1
    assert "Điều 89." in " ".join(pages)
    assert "Trần Thị Bình" in pages[-1]


def test_what_people_typed_is_text_and_nothing_else() -> None:
    (page,) = _pages(draw(_decision("# <b>Tên\nNguyễn <script>&amp; Văn")))

    assert "<script>&amp; Văn" in page


def test_the_same_facts_give_the_same_bytes_and_a_draft_says_so() -> None:
    text = "# Giấy phép\nĐược xây."

    assert draw(_decision(text)) == draw(_decision(text))
    assert "BẢN XEM TRƯỚC" in _pages(draw(_decision(text, draft=True)))[0]
