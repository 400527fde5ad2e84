"""The other papers of a dossier, each from a dossier that was driven through the desk."""

from datetime import date
from pathlib import Path

import pytest

from api.papers import offered, printable
from engine.desk import Extension, PaperCount
from engine.erasure import Eraser
from engine.errors import NotFound, OutOfScope
from engine.ledger import DossierRef
from engine.procedure import Channel
from engine.store.files import Files
from receipts.letters import ControlSlip, ResultSlip
from tests.api.papers.desk import PrintingTown
from tests.api.papers.test_receipt import A5, AGENT
from tests.engine.desk.town import (
    APPRAISAL,
    CLERICAL,
    COUNTER,
    HEAD,
    LEADER,
    OFFICER,
    OUTSIDER,
    OWNER,
    papers,
    reception,
)
from tests.receipts.letters.reading import collisions, sheets, text_of


def _asked(town: PrintingTown, note: str = "Ký tên ở trang 2.\nBổ sung bản vẽ.") -> DossierRef:
    some = {**papers(APPRAISAL), "report": PaperCount(1, 0)}
    ref = town.examined(papers=some)
    town.take(ref, "ask_more", OFFICER, reason="paper_missing", note=note)
    return ref


def test_a_supplement_request_lists_what_lacks_and_what_to_put_right(town: PrintingTown) -> None:
    pdf = town.pdf(_asked(town), "supplement_request")

    text = text_of(pdf)
    assert sheets(pdf) == [A5]
    assert "1 Báo cáo nghiên cứu khả thi đầu tư xây dựng Bản chụp 1" in text
    assert "1. Ký tên ở trang 2." in text
    assert "2. Bổ sung bản vẽ." in text
    assert "Lý do: Thiếu giấy tờ trong thành phần hồ sơ" in text
    assert "Thời hạn nộp bổ sung: đến hết ngày 01/04/2026" in text
    assert OFFICER.name in text


def test_a_request_without_a_list_says_its_reason_as_the_one_thing_to_do(
    town: PrintingTown,
) -> None:
    ref = town.examined()
    town.take(ref, "ask_more", OFFICER, reason="declaration_wrong")

    assert "1. Tờ khai ghi thiếu hoặc ghi sai" in town.text(ref, "supplement_request")


def test_a_refusal_of_an_online_dossier_says_why(town: PrintingTown) -> None:
    online = reception(channel=Channel.ONLINE, paid=False, assisted="at_counter")
    ref = town.desk.receive(online, COUNTER).ref
    town.take(ref, "reject", COUNTER, reason="wrong_agency", note="Thuộc Bộ Xây dựng.")

    text = town.text(ref, "refusal")

    assert "1. Không thuộc thẩm quyền giải quyết của cơ quan 2. Thuộc Bộ Xây dựng." in text
    assert printable(town.printer().open(ref)) == ("refusal",)


def test_an_apology_says_both_dates_the_reason_and_who_signs(town: PrintingTown) -> None:
    ref = town.examined()
    town.desk.extend(ref, Extension(date(2026, 4, 20), "consulted_late"), LEADER)

    pdf = town.pdf(ref, "apology", LEADER)

    text = text_of(pdf)
    assert sheets(pdf) == [A5]
    assert "ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI" in text
    assert "Thời gian hẹn trả kết quả: 17 giờ 00 phút, ngày 30/03/2026" in text
    assert "sẽ trả kết quả vào 17 giờ 00 phút, ngày 20/04/2026" in text
    assert "Lý do: Cơ quan được lấy ý kiến trả lời chậm" in text
    assert "Đơn vị đang giải quyết: Phòng Quản lý xây dựng" in text
    assert f"GIÁM ĐỐC {LEADER.name}" in text


def test_a_head_of_a_unit_apologises_by_order_of_the_agencys_head(town: PrintingTown) -> None:
    ref = town.examined()
    town.desk.extend(ref, Extension(date(2026, 4, 20), "workload"), HEAD)

    assert f"TL. GIÁM ĐỐC TRƯỞNG PHÒNG {HEAD.name}" in town.text(ref, "apology", HEAD)


def test_a_notice_of_an_end_names_the_request_that_nobody_answered(town: PrintingTown) -> None:
    ref = _asked(town)
    town.clock.set("2026-05-11 08:00")
    town.take(ref, "end_processing", LEADER, reason="no_supplement", capacity="KT.")

    text = town.text(ref, "suspension_notice", LEADER)

    assert "Mẫu số 05" in text
    assert "Ngày 02/03/2026, cơ quan đã yêu cầu bổ sung" in text
    assert "1. Quá thời hạn mà không bổ sung hồ sơ" in text
    assert f"KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC {LEADER.name}" in text


def test_the_control_slip_holds_each_step_against_its_own_time(town: PrintingTown) -> None:
    ref = town.received()
    town.clock.set("2026-03-03 16:00")  # half a day is given to the counter
    town.take(ref, "forward", COUNTER)
    town.clock.set("2026-03-09 09:00")
    town.take(ref, "propose", OFFICER, outcome="granted")

    letter = town.letter(ref, "control_slip", OFFICER)

    assert isinstance(letter, ControlSlip)
    assert [(one.giver, one.verdict) for one in letter.handings] == [
        ("Trung tâm Phục vụ hành chính công tỉnh", "Quá hạn"),
        ("Phòng Quản lý xây dựng", "Trước hạn"),
    ]
    assert [one.given_by for one in letter.handings] == [COUNTER.name, OFFICER.name]


def test_the_control_slip_says_that_the_applicant_had_it_and_no_name_of_staff(
    town: PrintingTown,
) -> None:
    ref = _asked(town)
    town.take(ref, "supply", COUNTER)

    letter = town.letter(ref, "control_slip")

    assert isinstance(letter, ControlSlip)
    to_applicant, back = letter.handings[-2:]
    assert (to_applicant.receiver, to_applicant.received_by) == ("Người nộp hồ sơ", None)
    assert (back.giver, back.given_by, back.verdict) == ("Người nộp hồ sơ", None, None)


def test_a_long_way_flows_over_and_nothing_is_printed_over_anything(town: PrintingTown) -> None:
    ref = town.examined()
    for _ in range(6):
        town.take(ref, "propose", OFFICER, outcome="granted")
        town.take(ref, "send_back", HEAD, reason="content_to_correct")

    pdf = town.pdf(ref, "control_slip", OFFICER)

    assert len(sheets(pdf)) > 1
    assert collisions(pdf) == []


def test_the_result_slip_names_results_collector_originals_and_fees(town: PrintingTown) -> None:
    ref = town.examined(parties=(OWNER, AGENT), presented_by=2, paid=False)
    town.take(ref, "propose", OFFICER, outcome="granted")
    town.take(ref, "agree", HEAD)
    town.take(ref, "sign", LEADER, capacity="KT.")
    town.take(ref, "seal", CLERICAL, number="12/GP-SXD")
    town.desk.fees.collect(ref, [1], "cash", COUNTER)
    town.take(ref, "hand_over", COUNTER, party=2)

    pdf = town.pdf(ref, "result_slip")

    text = text_of(pdf)
    assert sheets(pdf) == [A5, A5]
    assert "Người nhận kết quả: Lê Hoàng Ửng" in text
    assert "Tư cách nhận: Người được ủy quyền, Giấy ủy quyền số 7/2026" in text
    assert "Số CCCD: 075188123456" in text
    assert "1 Kết quả giải quyết: đủ điều kiện giải quyết 12/GP-SXD 02/03/2026 1" in text
    assert "Giấy tờ bản chính trả lại: " in text
    assert "(01 bản chính)" in text
    assert collisions(pdf) == []


def test_what_went_by_post_has_no_collector_to_sign(town: PrintingTown) -> None:
    ref = town.ready()
    town.take(ref, "hand_over", COUNTER, carrier_item="EB123456785VN")

    assert "result_slip" not in printable(town.printer().open(ref))


def test_what_was_undone_has_no_paper_any_more(town: PrintingTown) -> None:
    ref = _asked(town)
    town.desk.undo(ref, OFFICER)

    assert "supplement_request" not in printable(town.printer(OFFICER).open(ref))


def test_after_erasure_no_paper_names_anybody(town: PrintingTown, tmp_path: Path) -> None:
    ref = town.ready()
    town.take(ref, "hand_over", COUNTER, party=1)
    eraser = Eraser(town.engine, town.desk.office, Files(tmp_path), town.clock)
    eraser.erase(ref, LEADER, "erasure_requested")

    letter = town.letter(ref, "result_slip")

    assert isinstance(letter, ResultSlip)
    assert (letter.owners, letter.collector) == (
        ("(đã xóa dữ liệu cá nhân)",),
        "(đã xóa dữ liệu cá nhân)",
    )
    assert OWNER.name not in town.text(ref, "result_slip")


def test_a_receipt_is_offered_at_the_counter_alone(town: PrintingTown) -> None:
    ref = town.examined()
    said = town.printer(OFFICER).open(ref)

    assert offered(said, COUNTER) == ("receipt", "control_slip")
    assert offered(said, OFFICER) == ("control_slip",)


def test_nobody_prints_what_they_may_not_see_nor_what_is_not_there(town: PrintingTown) -> None:
    ref = town.received()

    with pytest.raises(OutOfScope):
        town.pdf(ref, "control_slip", OUTSIDER)
    with pytest.raises(NotFound) as missing:
        town.pdf(ref, "apology")
    assert missing.value.code == "no_such_paper"
    with pytest.raises(NotFound):
        town.pdf(ref, "no_such_letter")
