"""The online queue: one by one, or many at once."""

from engine.desk import Party, Wish
from engine.desk.draft import APPLICANT
from tests.api.web.visitor import Visitor
from tests.api.web.walking import CLERK, received, state, submitted

QUEUE = "/truc-tuyen"


def test_the_queue_shows_the_short_clock_and_no_name(visitor: Visitor) -> None:
    one = submitted(visitor, parties=(Party("owner", "Lê Thị Trực Tuyến"),))
    received(visitor)
    page = visitor.signed_in(CLERK).get(QUEUE).text

    assert one.code in page
    assert "Còn hạn" in page
    assert "giờ" in page.split("Còn hạn")[1]
    assert "Lê Thị Trực Tuyến" not in page
    assert page.count('name="chon"') == 1


def test_accepting_leads_to_the_next_of_the_queue(visitor: Visitor) -> None:
    first, second = submitted(visitor), submitted(visitor)
    visitor.signed_in(CLERK)
    here = f"{QUEUE}/{first.ref.agency}/{first.ref.id.hex}"
    assert "Người đề nghị là" in visitor.get(here).text

    answer = visitor.post(here, {"action": "accept", "key": "a", "version": "1"}, page=here)

    assert second.ref.id.hex in answer.headers["location"]
    assert state(visitor, first) == "received"
    told = visitor.get(answer.headers["location"]).text.split('role="status"')[1]
    assert f'Đã tiếp nhận <b class="number">{first.code}' in told
    assert f"/ho-so/dn-sxd/{first.ref.id.hex}/in/receipt" in told
    assert visitor.get(here).headers["location"] == f"/ho-so/dn-sxd/{first.ref.id.hex}"


def test_asking_needs_a_reason_and_words_and_marks_the_dossier(visitor: Visitor) -> None:
    one = submitted(visitor)
    visitor.signed_in(CLERK)
    here = f"{QUEUE}/{one.ref.agency}/{one.ref.id.hex}"
    bare = visitor.post(here, {"action": "ask_first", "note": "Chụp lại bản vẽ"}, page=here)
    assert bare.status_code == 422
    assert "Chụp lại bản vẽ" in bare.text

    unsaid = visitor.post(here, {"action": "ask_first", "reason": "paper_illegible"}, page=here)
    assert unsaid.status_code == 422
    assert "cần bổ sung gì" in unsaid.text

    form = {"action": "ask_first", "reason": "paper_illegible", "note": "Chụp lại bản vẽ"}
    assert visitor.post(here, form, page=here).headers["location"].startswith(f"{QUEUE}?")

    assert "Đã hướng dẫn hoàn thiện" in visitor.get(QUEUE).text


def test_refusing_takes_it_out_of_the_queue(visitor: Visitor) -> None:
    one = submitted(visitor)
    visitor.signed_in(CLERK)
    here = f"{QUEUE}/{one.ref.agency}/{one.ref.id.hex}"

    visitor.post(here, {"action": "reject", "reason": "wrong_agency"}, page=here)

    assert state(visitor, one) == "not_accepted"
    assert one.code not in visitor.get(QUEUE).text


def test_many_are_accepted_at_once_and_the_summary_says_what_stayed_and_why(
    visitor: Visitor,
) -> None:
    dossiers = [submitted(visitor) for _ in range(3)]
    visitor.signed_in(CLERK)
    page = visitor.get(QUEUE).text
    batch = page.split('name="batch" value="')[1].split('"')[0]
    gone = dossiers[1]
    visitor.house.desk.take(gone.ref, Wish("withdraw", reason="applicant_wish"), APPLICANT)
    picks = [f"{one.ref.agency}/{one.ref.id.hex}/1" for one in dossiers]

    answer = visitor.post(f"{QUEUE}/tiep-nhan", {"batch": batch, "chon": picks}, page=QUEUE)

    assert answer.status_code == 303
    summary = visitor.get(answer.headers["location"]).text
    assert "2/3" in summary
    assert gone.code in summary.split("Chưa làm được")[1]
    assert [state(visitor, one) for one in dossiers] == ["received", "withdrawn", "received"]


def test_accepting_nothing_is_refused_in_words(visitor: Visitor) -> None:
    submitted(visitor)
    visitor.signed_in(CLERK)

    answer = visitor.post(f"{QUEUE}/tiep-nhan", {"batch": "0" * 32}, page=QUEUE)

    assert answer.status_code == 422
    assert "Chưa chọn hồ sơ nào" in answer.text


def test_the_post_has_no_part_in_the_online_queue(visitor: Visitor) -> None:
    assert visitor.signed_in("dn-buu-dien-01").get(QUEUE).status_code == 403
