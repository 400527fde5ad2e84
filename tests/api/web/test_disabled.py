"""Somebody who left the office: out at once, and told no more than a stranger."""

from tests.api.web.visitor import Visitor

STAFF, ADMINISTRATOR = "dn-sxd-11", "dn-quan-tri-02"


def _leave(visitor: Visitor) -> None:
    by = visitor.house.actor(ADMINISTRATOR)
    visitor.house.desk.staff.disable("dn-sxd", STAFF, by)


def _come_back(visitor: Visitor) -> None:
    by = visitor.house.actor(ADMINISTRATOR)
    visitor.house.desk.staff.enable("dn-sxd", STAFF, by)


def test_who_is_disabled_is_signed_out_everywhere_at_once(visitor: Visitor) -> None:
    visitor.signed_in(STAFF)
    _leave(visitor)

    assert visitor.get("/viec").status_code == 303
    assert visitor.house.signing.sessions(STAFF) == []


def test_who_is_disabled_gets_the_same_words_as_a_wrong_password(visitor: Visitor) -> None:
    wrong = visitor.sign_in(STAFF, "sai-mat-khau-roi")
    _leave(visitor)

    answer = visitor.sign_in(STAFF)

    assert answer.status_code == wrong.status_code == 403
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in answer.text


def test_who_comes_back_signs_in_anew(visitor: Visitor) -> None:
    visitor.signed_in(STAFF)
    old = dict(visitor.client.cookies)
    _leave(visitor)
    _come_back(visitor)

    assert visitor.with_cookies_of(old).get("/viec").status_code == 303
    assert visitor.sign_in(STAFF).status_code == 303
