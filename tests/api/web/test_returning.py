"""Giving results to people at the counter."""

from datetime import timedelta
from typing import Any

import pytest
from httpx2 import Response
from sqlalchemy import text

from api import clock
from engine.desk import Outcome, Party
from engine.procedure import Channel
from tests.api.web.visitor import Visitor
from tests.api.web.walking import CLERK, ready, received, state
from tests.engine.desk.town import COUNTER, OWNER

HERE = "/tra-ket-qua"
AGENT = Party(
    "authorised",
    "Đỗ Thị Dịch Vụ",
    identity_kind="citizen",
    identity="075188123456",
    scope=("submit", "collect"),
    document="Hợp đồng số 7/2026",
)


def _path(one: Outcome) -> str:
    return f"{HERE}/{one.ref.agency}/{one.ref.id.hex}"


def _give(visitor: Visitor, one: Outcome, **fields: Any) -> Response:  # noqa: ANN401 -- a form
    form = {"nguoi": "1", "giay_hen": "co", "key": "g", **fields}
    return visitor.post(_path(one), form, page=_path(one))


def _named(one: Outcome) -> str:
    return f"{one.ref.agency}:{one.ref.id.hex}"


def test_the_qr_of_the_receipt_leads_to_the_dossier(visitor: Visitor) -> None:
    one = ready(visitor)
    issued = visitor.house.desk.tracking.issue(one.ref, COUNTER)
    visitor.signed_in(CLERK)

    answer = visitor.get(f"{HERE}?q=https://motcua.example/t/{issued.token}")

    assert answer.headers["location"] == f"{_path(one)}?bang=qr"
    assert "đã quét" in visitor.get(answer.headers["location"]).text


def test_a_receipt_that_was_printed_again_opens_nothing(visitor: Visitor) -> None:
    one = ready(visitor)
    lost = visitor.house.desk.tracking.issue(one.ref, COUNTER)
    visitor.house.desk.tracking.issue(one.ref, COUNTER)
    visitor.signed_in(CLERK)

    answer = visitor.get(f"{HERE}?q=/t/{lost.token}")

    assert answer.status_code == 422
    assert "không còn hiệu lực" in answer.text
    assert one.code in answer.text


@pytest.mark.parametrize("typed", ["nguyen van anh", "Nguyễn Văn Ánh"])
def test_a_code_or_a_name_finds_it_too(visitor: Visitor, typed: str) -> None:
    one = ready(visitor)
    visitor.signed_in(CLERK)

    assert visitor.get(f"{HERE}?q={one.code}").headers["location"] == _path(one)
    assert visitor.get(f"{HERE}?q={typed}").headers["location"] == _path(one)


def test_a_token_of_another_house_is_said_to_lead_nowhere(visitor: Visitor) -> None:
    visitor.signed_in(CLERK)

    answer = visitor.get(f"{HERE}?q=/t/{'0' * 32}")

    assert answer.status_code == 404
    assert "không dẫn đến hồ sơ nào" in answer.text


def test_the_owner_with_the_receipt_gets_the_result_and_signs_a_slip(visitor: Visitor) -> None:
    one = ready(visitor)
    visitor.signed_in(CLERK)

    answer = _give(visitor, one)

    assert answer.status_code == 303
    assert state(visitor, one) == "returned"
    assert "In biên nhận" in visitor.get(answer.headers["location"]).text
    slip = visitor.post(f"/ho-so/{one.ref.agency}/{one.ref.id.hex}/in/result_slip", page=HERE)
    assert slip.headers["content-type"] == "application/pdf"


def test_who_may_not_collect_is_told_in_words_and_refused_all_the_same(visitor: Visitor) -> None:
    agent = Party("authorised", "Lê Văn Nộp", identity_kind="citizen", identity="075188123457",
                  scope=("submit",), document="GUQ 1")  # fmt: skip
    one = ready(visitor, parties=(OWNER, agent))
    visitor.signed_in(CLERK)

    page = visitor.get(_path(one)).text
    assert "Không được nhận thay" in page
    assert "disabled" in page.split('value="2"')[1].split(">")[0]
    answer = _give(visitor, one, nguoi="2")

    assert answer.status_code == 403
    assert state(visitor, one) == "ready"


def test_an_authorisation_that_has_run_out_lets_nobody_collect(visitor: Visitor) -> None:
    yesterday = clock.local(clock.now()).date() - timedelta(days=1)
    agent = Party("authorised", "Lê Văn Hết", identity_kind="citizen", identity="075188123457",
                  scope=("collect",), expires_on=yesterday, document="GUQ 1")  # fmt: skip
    one = ready(visitor, parties=(OWNER, agent))
    page = visitor.signed_in(CLERK).get(_path(one)).text

    assert "chỉ được ủy quyền đến hết" in page


def test_somebody_else_is_entered_by_name_and_paper(visitor: Visitor) -> None:
    one = ready(visitor)
    visitor.signed_in(CLERK)
    bare = _give(visitor, one, nguoi="khac")
    assert bare.status_code == 422

    typed = {"ten": "Nguyễn Văn Con", "so_giay_to": "075205123456", "loai_giay_to": "citizen"}
    assert _give(visitor, one, nguoi="khac", **typed).status_code == 303

    parties = visitor.house.desk.seeing.open(one.ref, COUNTER).parties
    assert (parties[-1]["role"], parties[-1]["name"]) == ("collector", "Nguyễn Văn Con")


def test_without_the_receipt_it_must_be_said_how_identity_was_checked(visitor: Visitor) -> None:
    one = ready(visitor)
    visitor.signed_in(CLERK)
    assert "đã xác nhận bằng cách nào" in _give(visitor, one, giay_hen="").text

    assert _give(visitor, one, giay_hen="vneid").status_code == 303

    facts = visitor.house.desk.seeing.open(one.ref, COUNTER).entries[-1].facts
    assert facts["without_receipt"] == {"way": "vneid", "confirmed_by": CLERK}


def test_all_that_is_left_open_is_told_at_once(visitor: Visitor) -> None:
    one = ready(visitor)
    visitor.signed_in(CLERK)
    page = _give(visitor, one, nguoi="", giay_hen="").text

    assert "Chọn người đến nhận kết quả" in page
    assert "đã xác nhận bằng cách nào" in page


def test_the_only_person_who_may_fetch_it_is_chosen_already(visitor: Visitor) -> None:
    agent = Party("authorised", "Lê Văn Nhận", identity_kind="citizen", identity="075188123457",
                  scope=("collect",), document="GUQ 1")  # fmt: skip
    alone, both = ready(visitor), ready(visitor, parties=(OWNER, agent))
    visitor.signed_in(CLERK)

    chosen = [visitor.get(_path(one)).text.split('value="1"')[1] for one in (alone, both)]
    assert ["checked" in one.split(">")[0] for one in chosen] == [True, False]


def test_what_is_owed_is_taken_before_the_result_goes(visitor: Visitor) -> None:
    one = ready(visitor, paid=False)
    visitor.signed_in(CLERK)
    assert "75.000 đ" in visitor.get(_path(one)).text
    refused = _give(visitor, one)
    assert refused.status_code == 409
    assert state(visitor, one) == "ready"

    assert _give(visitor, one, paid="1", method="card").status_code == 303

    line = visitor.house.desk.seeing.open(one.ref, COUNTER).line
    assert (line.unpaid, line.fees[0].method) == ((), "card")


def test_one_person_fetches_several_in_one_act(visitor: Visitor) -> None:
    one, two = ready(visitor, parties=(OWNER, AGENT)), ready(visitor, parties=(OWNER, AGENT))
    stranger = Party("owner", "Người Khác", identity_kind="citizen", identity="075090123499")
    other = ready(visitor, parties=(stranger,))
    visitor.signed_in(CLERK)
    page = visitor.get(_path(one)).text
    assert two.code in page
    assert other.code not in page

    answer = _give(visitor, one, nguoi="2", hs=[_named(two)])

    assert answer.status_code == 303
    assert [state(visitor, each) for each in (one, two, other)] == ["returned", "returned", "ready"]
    assert _give(visitor, one, nguoi="2", hs=[_named(two)]).status_code == 303  # a second click


def test_a_result_that_goes_by_post_is_not_ticked_beforehand(visitor: Visitor) -> None:
    one, posted = ready(visitor), ready(visitor, return_by=Channel.POSTAL)
    page = visitor.signed_in(CLERK).get(_path(one)).text

    assert "checked" not in page.split(f'value="{_named(posted)}"')[1].split(">")[0]


def test_a_dossier_without_a_result_says_when_to_come_back(visitor: Visitor) -> None:
    one = received(visitor)
    page = visitor.signed_in(CLERK).get(_path(one)).text

    assert "Chưa có kết quả để trả" in page
    assert "Hẹn trả" in page


def test_what_nobody_fetched_is_put_away_after_the_last_reminder_alone(visitor: Visitor) -> None:
    one = ready(visitor)
    visitor.signed_in(CLERK)
    assert "Mới" in visitor.get(HERE).text
    form = {"hs": _named(one), "ly_do": "not_collected"}
    early = visitor.post(f"{HERE}/luu-tru", form, page=HERE)
    assert early.status_code == 409
    assert "sau lần nhắc cuối" in early.text

    long_ago = clock.now() - timedelta(days=91)
    with visitor.house.engine.begin() as connection:
        stamp = long_ago.strftime("%Y-%m-%d %H:%M:%S.%f")
        connection.execute(text("UPDATE result SET placed_at = :at"), {"at": stamp})

    assert "Đưa vào lưu trữ" in visitor.get(HERE).text
