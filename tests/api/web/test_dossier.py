"""The page of a dossier over the desk's verbs."""

import re
from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]  # no types
import pytest
from sqlalchemy import text

from engine.desk import Outcome, Wish
from engine.ledger import DossierRef
from tests.api.web.visitor import Visitor
from tests.engine.desk.town import COUNTER, OWNER, reception

COUNTER_CLERK, OFFICER, HEAD, LEADER = "dn-sxd-03", "dn-sxd-07", "dn-sxd-06", "dn-sxd-01"
OUTSIDER = "dn-sxd-10"


@pytest.fixture
def received(visitor: Visitor) -> Outcome:
    """A dossier that the counter has just received."""
    return visitor.house.desk.receive(reception(), COUNTER)


def _path(ref: DossierRef) -> str:
    return f"/ho-so/{ref.agency}/{ref.id.hex}"


def _act(visitor: Visitor, ref: DossierRef, action: str, **fields: str) -> int:
    here = _path(ref)
    data = {"action": action, "key": f"k-{action}", **fields}
    return visitor.post(f"{here}/thao-tac", data, page=here).status_code


def test_the_page_offers_exactly_what_the_desk_would_accept(
    visitor: Visitor, received: Outcome
) -> None:
    page = visitor.signed_in(COUNTER_CLERK).get(_path(received.ref)).text

    offered = set(re.findall(r'name="action" value="(\w+)"', page))
    desk = visitor.house.desk
    actor = visitor.house.actor(COUNTER_CLERK)
    assert offered == {action.id for action in desk.possible(received.ref, actor)}
    assert "forward" in offered


def test_a_dossier_goes_from_hand_to_hand_on_the_pages(visitor: Visitor, received: Outcome) -> None:
    ref = received.ref
    steps = [
        (COUNTER_CLERK, "forward", {}),
        (OFFICER, "propose", {"outcome": "granted"}),
        (HEAD, "agree", {}),
        (LEADER, "sign", {"capacity": ""}),
    ]
    for staff, action, fields in steps:
        visitor.client.cookies.clear()
        assert _act(visitor.signed_in(staff), ref, action, **fields) == 303, action

    page = visitor.get(_path(ref)).text
    assert "Văn thư" in page


def test_a_second_click_does_nothing_twice(visitor: Visitor, received: Outcome) -> None:
    visitor.signed_in(COUNTER_CLERK)

    assert [_act(visitor, received.ref, "forward") for _ in range(2)] == [303, 303]

    actions = re.findall("Chuyển bộ phận chuyên môn", visitor.get(_path(received.ref)).text)
    assert len(actions) == 1


def test_a_refusal_stands_on_the_page_and_the_page_stays(
    visitor: Visitor, received: Outcome
) -> None:
    visitor.signed_in(COUNTER_CLERK)
    here = _path(received.ref)

    answer = visitor.post(f"{here}/thao-tac", {"action": "sign", "key": "k"}, page=here)

    assert answer.status_code == 409
    assert 'role="alert"' in answer.text
    assert "Việc có thể làm" in answer.text


def test_an_old_page_meets_the_new_state(visitor: Visitor, received: Outcome) -> None:
    visitor.signed_in(COUNTER_CLERK)
    visitor.house.desk.take(received.ref, _wish("forward"), COUNTER)

    answer = visitor.post(
        f"{_path(received.ref)}/thao-tac",
        {"action": "withdraw", "reason": "applicant_wish", "version": "1", "key": "old"},
        page=_path(received.ref),
    )

    assert answer.status_code == 409
    assert "Có người khác vừa xử lý" in answer.text


def _wish(action: str) -> Wish:

    return Wish(action)


def test_for_an_outsider_the_dossier_does_not_exist(visitor: Visitor, received: Outcome) -> None:
    visitor.signed_in(OUTSIDER)
    missing = visitor.get(_path(DossierRef("dn-sxd", received.ref.id.__class__(int=7))))

    answer = visitor.get(_path(received.ref))

    assert answer.status_code == missing.status_code == 404
    strip = re.compile(r'value="[0-9a-f]{96}"|[0-9a-f]{32}')
    assert strip.sub("", answer.text) == strip.sub("", missing.text)
    assert OWNER.name not in answer.text


def test_opening_a_dossier_is_recorded_before_anything_is_shown(
    visitor: Visitor, received: Outcome
) -> None:
    visitor.signed_in(COUNTER_CLERK)
    engine = visitor.house.engine
    assert OWNER.name in visitor.get(_path(received.ref)).text
    with engine.begin() as connection:
        seen = connection.execute(text("SELECT actor, purpose FROM access")).all()
        assert [tuple(row) for row in seen] == [(COUNTER_CLERK, "work")]
        connection.execute(text("ALTER TABLE access RENAME TO gone"))

    answer = visitor.get(_path(received.ref))

    assert answer.status_code == 503
    assert OWNER.name not in answer.text


def test_the_receipt_is_printed_and_each_print_revokes_the_one_before(
    visitor: Visitor, received: Outcome
) -> None:
    visitor.signed_in(COUNTER_CLERK)
    here = _path(received.ref)

    prints = [visitor.post(f"{here}/in/receipt", page=here) for _ in range(2)]

    for one in prints:
        assert one.headers["content-type"] == "application/pdf"
        pdf = pypdfium2.PdfDocument(BytesIO(one.content))
        words = pdf[0].get_textpage().get_text_bounded()
        assert received.code in words
        assert OWNER.name in words
    with visitor.house.engine.connect() as connection:
        revoked = connection.execute(
            text("SELECT count(*), count(revoked_at) FROM tracking_token")
        ).one()
    assert tuple(revoked) == (2, 1)


def test_only_the_counter_prints_a_receipt(visitor: Visitor, received: Outcome) -> None:
    visitor.house.desk.take(received.ref, _wish("forward"), COUNTER)
    visitor.signed_in(OFFICER)
    here = _path(received.ref)

    assert visitor.post(f"{here}/in/receipt", page=here).status_code == 403
    assert visitor.post(f"{here}/in/control_slip", page=here).status_code == 200
