"""Slips of people who went home without a dossier: numbered, named on paper alone."""

from api.papers.turned_away import UNNAMED, Visitor, slip
from engine.desk.turning_away import TurnedAway
from receipts.letters import render
from tests.api.papers.desk import PrintingTown, published
from tests.engine.desk.town import AGENCY, APPRAISAL, COUNTER
from tests.receipts.letters.reading import collisions, sheets, text_of


def _printed(town: PrintingTown, request: TurnedAway, to: Visitor) -> bytes:
    given = town.desk.visit_log.turn_away(request, COUNTER)
    return render(slip(published(), given, to, town.clock()))


def test_slip_02_lists_the_papers_that_lack(town: PrintingTown) -> None:
    request = TurnedAway(AGENCY, "supplement_request", "paper_missing", APPRAISAL, ("report",))
    pdf = _printed(town, request, Visitor("Trần Thị Bưởi", phone="0903 111 222"))

    text = text_of(pdf)
    assert sheets(pdf) == [(148, 210)]
    assert "Số: 01/2026" in text
    assert "Hồ sơ của: Trần Thị Bưởi" in text
    assert "Báo cáo nghiên cứu khả thi đầu tư xây dựng" in text
    assert "Lý do: Thiếu giấy tờ trong thành phần hồ sơ" in text
    assert "Mã hồ sơ" not in text


def test_slip_03_leaves_room_for_a_name_that_nobody_asked_for(town: PrintingTown) -> None:
    wish = "Xin cấp giấy phép xây dựng nhà ở riêng lẻ; " * 20
    pdf = _printed(town, TurnedAway(AGENCY, "refusal", "no_such_procedure"), Visitor(request=wish))

    text = text_of(pdf)
    assert f"Tiếp nhận hồ sơ của: {UNNAMED}" in text
    assert "1. Nội dung đề nghị không thuộc thủ tục hành chính nào" in text
    assert "Mẫu số 03" in text
    assert collisions(pdf) == []
