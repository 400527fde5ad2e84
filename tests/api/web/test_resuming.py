"""A session that ends in the middle of a form: what was typed is kept, for the same person."""

import html
import re

import pytest

from engine.desk import Outcome
from tests.api.web.visitor import Visitor
from tests.engine.desk.town import COUNTER, reception

CLERK, OTHER = "dn-sxd-03", "dn-sxd-04"
TYPED = "Đã gọi điện & hẹn “chiều mai”"


@pytest.fixture
def here(visitor: Visitor) -> str:
    found: Outcome = visitor.house.desk.receive(reception(), COUNTER)
    return f"/ho-so/{found.agency}/{found.ref.id.hex}"


def _cut_off(visitor: Visitor, here: str, **more: str) -> str:
    """The sign-in page that a form is answered with after the session was ended elsewhere."""
    visitor.signed_in(CLERK)
    form = {"text": TYPED, "key": "k", "_csrf": visitor.token(here), **more}
    session = visitor.house.signing.sessions(CLERK)[0]
    visitor.house.signing.sign_out(CLERK, session.id)
    answer = visitor.client.post(f"{here}/ghi-chu", data=form)
    assert answer.status_code in {303, 401}
    return answer.text


def _hidden(page: str) -> dict[str, str]:
    pairs = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in pairs}


def test_what_was_typed_is_kept_through_the_sign_in_and_written_once(
    visitor: Visitor, here: str
) -> None:
    page = _cut_off(visitor, here)
    assert "chưa được ghi" in page

    resumed = visitor.client.post(
        "/dang-nhap", data={**_hidden(page), "staff": CLERK, "password": "motcua-thu-nghiem"}
    )

    assert html.escape(TYPED, quote=False) in resumed.text
    for _ in range(2):
        fields = {name: value for name, value in _hidden(resumed.text).items() if name != "tiep"}
        assert visitor.client.post(f"{here}/ghi-chu", data=fields).status_code == 303
    assert visitor.get(here).text.count(html.escape(TYPED, quote=False)) == 1


def test_a_wrong_password_in_between_loses_nothing(visitor: Visitor, here: str) -> None:
    page = _cut_off(visitor, here)

    again = visitor.client.post(
        "/dang-nhap", data={**_hidden(page), "staff": CLERK, "password": "khong-phai-mat-khau"}
    )

    assert again.status_code == 403
    assert _hidden(again.text)["giu"] == _hidden(page)["giu"]


def test_somebody_else_is_shown_nothing_of_it(visitor: Visitor, here: str) -> None:
    page = _cut_off(visitor, here)

    answer = visitor.client.post(
        "/dang-nhap", data={**_hidden(page), "staff": OTHER, "password": "motcua-thu-nghiem"}
    )

    assert answer.status_code == 303
    assert "chiều mai" not in answer.text


def test_a_form_of_another_site_is_not_kept(visitor: Visitor, here: str) -> None:
    assert "chiều mai" not in _cut_off(visitor, here, _csrf="0" * 96)
