"""Form 01 from the record, opened again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from api.papers import printable, printed
from engine.desk import PaperCount, Party
from engine.desk.requests import Claim, Evidence
from engine.desk.visits import Visit
from engine.procedure import Channel
from engine.timeline import Phase
from receipts.letters import CoverReceipt, Receipt
from tests.api.papers.desk import SITE, PrintingTown
from tests.engine.desk.town import (
    AGENCY,
    APPRAISAL,
    COUNTER,
    OFFICER,
    OWNER,
    papers,
    reception,
)
from tests.receipts.letters.reading import collisions, marks, page_texts, picture, sheets, text_of

AGENT = Party(
    "authorised",
    "Lê Hoàng Ửng",
    identity_kind="citizen",
    identity="075188123456",
    phone="0903 123 456",
    scope=("submit", "collect", "supplement"),
    document="Giấy ủy quyền số 7/2026",
)
POOR = {"Phí thẩm định": Claim("hộ nghèo", Evidence(document="12/GCN-HN ngày 05/01/2026"))}
A5 = (148, 210)


def test_the_receipt_says_who_what_when_and_where(town: PrintingTown) -> None:
    ref = town.received(parties=(OWNER, AGENT), presented_by=2, reductions=POOR)

    text = town.text(ref, "receipt")

    for said in (
        "SỞ XÂY DỰNG TỈNH ĐỒNG NAI",
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG TỈNH",
        "Tiếp nhận hồ sơ của: Nguyễn Văn Ánh",
        "Người nộp: Lê Hoàng Ửng (Người được ủy quyền, Giấy ủy quyền số 7/2026)",
        "Số CCCD: 075090123456",
        "Hình thức nộp: Trực tiếp",
        "3. Thời gian giải quyết hồ sơ theo quy định: 20 ngày làm việc",
        "4. Thời gian nhận hồ sơ: 09 giờ 01 phút, ngày 02/03/2026",
        "5. Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 30/03/2026",
        "Phí thẩm định 0 đồng (miễn: hộ nghèo)",
    ):
        assert said in text


def test_it_is_printed_twice_on_a5_and_only_the_citizens_copy_has_the_secret(
    town: PrintingTown,
) -> None:
    said = town.said(town.received(), "receipt")
    assert said.issued is not None

    pdf = printed(said, "receipt")

    assert sheets(pdf) == [A5, A5]
    office, citizen = page_texts(pdf)
    assert said.issued.secret in citizen
    assert said.issued.secret not in office


@pytest.mark.parametrize("dpi", [300, 150])
def test_the_qr_leads_to_the_tracking_page_and_the_barcode_is_the_code(
    town: PrintingTown, dpi: int
) -> None:
    said = town.said(town.received(), "receipt")
    assert said.issued is not None

    found = marks(picture(printed(said, "receipt"), dpi, 1))

    assert found["QRCode"] == f"{SITE}/t/{said.issued.token}"
    assert dpi == 150 or found["Code128"] == said.line.origin.code  # bars need a real printer


def test_the_same_facts_give_the_same_bytes(town: PrintingTown) -> None:
    said = town.said(town.received(), "receipt")

    assert printed(said, "receipt") == printed(said, "receipt")
    assert printed(said, "receipt") != printed(replace(said, now=town.clock()), "receipt")


def test_a_reprint_says_what_was_handed_in_then_and_what_is_promised_now(
    town: PrintingTown,
) -> None:
    some = {name: n for name, n in papers(APPRAISAL).items() if name != "report"}
    ref = town.examined(papers=some)
    town.take(ref, "ask_more", OFFICER, reason="paper_missing")
    town.clock.set("2026-03-06 08:00")
    town.take(ref, "supply", COUNTER, papers={"report": PaperCount(1, 1)})

    letter = town.letter(ref, "receipt")

    assert isinstance(letter, Receipt)
    assert len(letter.papers) == len(some)
    assert letter.note == "Ngày hẹn trả đã thay đổi, hiện nay: 03/04/2026."
    assert letter.due_at == town.line(ref).promises[0].due


def test_long_names_and_long_lists_flow_over_to_further_pages(town: PrintingTown) -> None:
    owners = tuple(
        Party("owner", f"Công ty trách nhiệm hữu hạn một thành viên Thương mại Dịch vụ số {n}")
        for n in range(1, 25)
    )
    ref = town.received(parties=owners)

    pdf = town.pdf(ref, "receipt")

    assert len(sheets(pdf)) > 2
    assert set(sheets(pdf)) == {A5}
    assert "Dịch vụ số 24" in text_of(pdf)
    assert collisions(pdf) == []


def test_what_comes_online_is_a_file_and_the_receipt_comes_with_acceptance(
    town: PrintingTown,
) -> None:
    online = reception(channel=Channel.ONLINE, paid=False, assisted="at_counter")
    ref = town.desk.receive(online, COUNTER).ref
    assert "receipt" not in printable(town.printer().open(ref))
    town.clock.set("2026-03-02 15:00")
    town.take(ref, "accept", COUNTER)

    letter = town.letter(ref, "receipt")

    assert isinstance(letter, Receipt)
    assert letter.received_at == town.line(ref).accepted_at
    assert {(one.originals, one.electronic > 0) for one in letter.papers} == {(0, True)}


def test_the_names_are_those_of_the_day_of_the_paper(town: PrintingTown) -> None:
    ref = town.received()
    said = town.said(ref, "receipt")

    before = said.head(town.line(ref).opened_at.replace(year=2025, month=6))

    assert before.letterhead.office == "Bộ phận Tiếp nhận và Trả kết quả"
    assert said.head(town.line(ref).opened_at).letterhead.office == (
        "Trung tâm Phục vụ hành chính công tỉnh"
    )


def test_a_dossier_that_was_received_by_mistake_has_no_receipt(town: PrintingTown) -> None:
    ref = town.received()
    said = town.printer().open(ref)

    assert "receipt" in printable(said)
    voided = replace(said, seen=replace(said.seen, line=replace(said.line, voided=True)))
    assert "receipt" not in printable(voided)


def test_one_cover_receipt_lists_all_codes_of_a_visit(town: PrintingTown) -> None:
    brought = tuple(
        replace(reception(), parties=(Party("owner", f"Chủ hồ sơ {n}"),), paid=False)
        for n in range(1, 13)
    )
    done = town.desk.visits.receive(Visit(AGENCY, AGENT, brought, paid=True), COUNTER)

    pdf = town.pdf(done.outcomes[3].ref, "cover_receipt")

    text = text_of(pdf)
    assert [code for code in done.codes if code not in text] == []
    assert "Người nộp hồ sơ: Lê Hoàng Ửng" in text
    assert "Số hồ sơ đã nhận: 12 hồ sơ" in text
    assert "Tổng phí, lệ phí: 900.000 đồng" in text
    assert "Chín trăm nghìn đồng" in text
    assert set(sheets(pdf)) == {A5}
    assert collisions(pdf) == []


def test_a_dossier_that_came_alone_has_no_cover(town: PrintingTown) -> None:
    assert "cover_receipt" not in printable(town.printer().open(town.received()))


def test_a_cover_is_the_same_from_every_dossier_of_the_visit(town: PrintingTown) -> None:
    two = (replace(reception(), paid=False), replace(reception(), paid=False))
    done = town.desk.visits.receive(Visit(AGENCY, AGENT, two), COUNTER)

    covers = [town.letter(one.ref, "cover_receipt") for one in done.outcomes]

    assert all(isinstance(one, CoverReceipt) for one in covers)
    listed = [one.dossiers for one in covers if isinstance(one, CoverReceipt)]
    assert listed[0] == listed[1]
    assert {one.paid for one in listed[0]} == {"chưa nộp"}


def test_a_matter_in_two_phases_has_two_dates(town: PrintingTown) -> None:
    said = town.said(town.received(), "receipt")
    begun = said.line.opened_at
    first = Phase("temporary", begun, begun + timedelta(days=3), begun, begun)
    second = Phase("opinion", begun + timedelta(days=2), begun + timedelta(days=9), begun, begun)

    def told(*phases: Phase) -> str:
        line = replace(said.line, phases={one.result: one for one in phases})
        return text_of(printed(replace(said, seen=replace(said.seen, line=line)), "receipt"))

    assert "5. Thời gian trả kết quả giải quyết hồ sơ: 09 giờ 01 phút, ngày 05/03/2026" in told(
        first
    )
    assert "6. Thời gian trả kết quả lần hai: 17 giờ 00 phút, ngày 30/03/2026" in told(first)
    both = told(first, second)
    assert "6. Thời gian nhận hồ sơ lần hai: 09 giờ 01 phút, ngày 04/03/2026" in both
    assert "7. Thời gian trả kết quả lần hai: 09 giờ 01 phút, ngày 11/03/2026" in both
