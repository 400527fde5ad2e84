import pytest
from httpx2 import Response
from pyotp import TOTP
from sqlalchemy import text

from api import clock
from api.signin import codes
from api.signin.throttle import PER_TARGET
from tests.api.web.visitor import Visitor

OFFICER = "dn-sxd-07"


def test_a_page_of_the_staff_leads_to_the_sign_in_page_and_back(visitor: Visitor) -> None:
    answer = visitor.get("/viec?buoc=examining")

    assert answer.status_code == 303
    assert answer.headers["location"] == "/dang-nhap?tiep=/viec%3Fbuoc%3Dexamining"
    assert visitor.sign_in(OFFICER, tiep="/viec?buoc=examining").headers["location"] == (
        "/viec?buoc=examining"
    )


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example", "/\\evil", "javascript:x"]
)
def test_signing_in_never_leads_out_of_the_house(visitor: Visitor, back: str) -> None:
    assert visitor.sign_in(OFFICER, tiep=back).headers["location"] == "/"


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(visitor: Visitor) -> None:
    cookie = visitor.sign_in(OFFICER).headers["set-cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie


@pytest.mark.parametrize("staff", [OFFICER, "nobody"])
def test_a_wrong_password_and_an_unknown_person_get_the_same_words(
    visitor: Visitor, staff: str
) -> None:
    answer = visitor.sign_in(staff, "sai-mat-khau-roi")

    assert answer.status_code == 403
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in answer.text
    assert visitor.get("/viec").status_code == 303


def test_who_guesses_is_locked_out_even_with_the_right_password(visitor: Visitor) -> None:
    for _ in range(PER_TARGET):
        visitor.sign_in(OFFICER, "sai-mat-khau-roi")

    answer = visitor.sign_in(OFFICER)

    assert answer.status_code == 403
    assert "Thử sai quá nhiều lần" in answer.text


def test_signing_out_ends_the_session_of_a_copied_cookie_too(visitor: Visitor) -> None:
    visitor.signed_in(OFFICER)
    stolen = dict(visitor.client.cookies)
    visitor.post("/dang-xuat")

    assert visitor.with_cookies_of(stolen).get("/viec").status_code == 303


def test_a_new_password_ends_every_session(visitor: Visitor) -> None:
    visitor.signed_in(OFFICER)
    stolen = dict(visitor.client.cookies)
    form = {
        "old": "motcua-thu-nghiem",
        "new": "con cò bay lả bay la",
        "again": "con cò bay lả bay la",
    }

    assert visitor.post("/mat-khau", form).status_code == 303

    assert visitor.with_cookies_of(stolen).get("/viec").status_code == 303
    visitor.client.cookies.clear()
    assert visitor.sign_in(OFFICER).status_code == 403
    assert visitor.sign_in(OFFICER, "con cò bay lả bay la").status_code == 303


@pytest.mark.parametrize(
    ("new", "says"),
    [
        ("ngắn", "Mật khẩu phải dài"),
        ("motcua-thu-nghiem", "dễ đoán"),
        (f"xx-{OFFICER}-xx", "dễ đoán"),
    ],
)
def test_a_weak_password_is_refused_in_words(visitor: Visitor, new: str, says: str) -> None:
    visitor.signed_in(OFFICER)

    answer = visitor.post("/mat-khau", {"old": "motcua-thu-nghiem", "new": new, "again": new})

    assert answer.status_code == 422
    assert says in answer.text


def test_a_password_handed_out_must_be_changed_first(visitor: Visitor) -> None:
    visitor.house.signing.set_password(OFFICER, "mat khau ban dau 1")

    assert visitor.sign_in(OFFICER, "mat khau ban dau 1").headers["location"] == "/mat-khau"
    for page in ("/viec", "/tim?q=H19", "/ma-xac-thuc"):
        assert visitor.get(page).headers["location"] == "/mat-khau"
    changed = {"old": "mat khau ban dau 1", "new": "mat khau cua toi 2", "again": ""}
    changed["again"] = changed["new"]
    assert visitor.post("/mat-khau", changed, page="/mat-khau").status_code == 303
    visitor.sign_in(OFFICER, changed["new"])
    assert visitor.get("/viec").status_code == 200


def test_a_one_time_code_is_asked_for_and_used_once(visitor: Visitor) -> None:
    secret = codes.fresh_secret()
    totp = TOTP(secret)
    visitor.house.signing.ask_codes(OFFICER, secret, totp.at(clock.now()))

    assert visitor.sign_in(OFFICER).status_code == 403
    now = totp.at(clock.now())
    assert visitor.sign_in(OFFICER, code=now).status_code == 303
    visitor.client.cookies.clear()
    assert visitor.sign_in(OFFICER, code=now).status_code == 403


def test_another_session_is_ended_from_the_list(visitor: Visitor) -> None:
    visitor.signed_in(OFFICER)
    stolen = dict(visitor.client.cookies)
    session = visitor.house.signing.sessions(OFFICER)[0].id
    visitor.client.cookies.clear()
    visitor.signed_in(OFFICER)

    assert visitor.post(f"/phien/{session}/ket-thuc").status_code == 303

    assert visitor.with_cookies_of(stolen).get("/viec").status_code == 303


def test_nobody_ends_the_session_of_another_person(visitor: Visitor) -> None:
    visitor.signed_in("dn-sxd-03")
    session = visitor.house.signing.sessions("dn-sxd-03")[0].id
    visitor.client.cookies.clear()
    visitor.signed_in(OFFICER)

    assert visitor.post(f"/phien/{session}/ket-thuc").status_code == 404


def _form_of(visitor: Visitor, token: str) -> Response:
    return visitor.client.post("/dang-xuat", data={"_csrf": token})


def test_a_form_that_our_page_did_not_give_out_is_refused(visitor: Visitor) -> None:
    visitor.signed_in(OFFICER)
    other = visitor.token("/mat-khau")
    visitor.post("/dang-xuat")
    visitor.signed_in(OFFICER)  # another session: the token of the first is no longer good

    assert [_form_of(visitor, token).status_code for token in ("", "f" * 96, other)] == [403] * 3
    assert visitor.get("/viec").status_code == 200


def test_no_address_or_password_is_stored_in_clear(visitor: Visitor) -> None:
    visitor.sign_in(OFFICER, "sai-mat-khau-roi")

    with visitor.house.engine.connect() as connection:
        rows = [
            str(row)
            for table in ("failed_attempt", "account", "session")
            for row in connection.execute(text(f"SELECT * FROM {table}"))  # noqa: S608 -- our names
        ]

    assert not [row for row in rows if "testclient" in row.split("device")[0] and "127" in row]
    assert not [row for row in rows if "sai-mat-khau" in row or "motcua-thu-nghiem" in row]
