"""One-time codes of a telephone, switched on and off by their owner."""

import re

import zxingcpp
from PIL import Image
from PIL.Image import Resampling
from pyotp import TOTP, parse_uri

from api import clock
from api.signin.passwords import DEMO
from tests.api.web.visitor import Visitor

OFFICER = "dn-sxd-07"
PAGE = "/ma-xac-thuc"


def _secret(visitor: Visitor) -> str:
    found = re.search(r'name="secret" value="([A-Z2-7]{32})"', visitor.get(PAGE).text)
    assert found
    return found[1]


def _switch(visitor: Visitor, how: str, secret: str, password: str = DEMO) -> int:
    code = TOTP(secret).at(clock.now())
    form = {"secret": secret, "password": password, "code": code}
    return visitor.post(f"{PAGE}/{how}", form, page=PAGE).status_code


def test_the_page_is_for_those_who_are_signed_in(visitor: Visitor) -> None:
    assert visitor.get(PAGE).status_code == 303


def _scanned(page: str) -> str:
    """What a telephone reads from the picture on the page."""
    side = re.search(r'viewBox="0 0 (\d+) ', page.partition('class="qr"')[2])
    assert side
    picture = Image.new("L", (int(side[1]), int(side[1])), 255)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-", page):
        picture.paste(0, (int(x), int(y), int(x) + int(length), int(y) + 1))
    (mark,) = zxingcpp.read_barcodes(picture.resize((picture.width * 4,) * 2, Resampling.NEAREST))
    return str(mark.text)


def test_a_telephone_reads_the_secret_that_the_page_names(visitor: Visitor) -> None:
    page = visitor.signed_in(OFFICER).get(PAGE).text
    (secret,) = re.findall(r'name="secret" value="([A-Z2-7]{32})"', page)

    read = parse_uri(_scanned(page))

    assert (read.secret, read.name, read.issuer) == (secret, OFFICER, "motcua")


def test_switched_on_it_ends_every_session_and_asks_at_the_next(visitor: Visitor) -> None:
    secret = _secret(visitor.signed_in(OFFICER))

    assert _switch(visitor, "bat", secret) == 303

    assert visitor.get("/viec").status_code == 303
    assert visitor.sign_in(OFFICER).status_code == 403
    code = TOTP(secret).at(clock.now())
    assert visitor.sign_in(OFFICER, code=code).status_code == 303
    assert "Đang bật" in visitor.get(PAGE).text


def test_a_wrong_code_or_password_switches_nothing_on_and_keeps_the_secret(
    visitor: Visitor,
) -> None:
    secret = _secret(visitor.signed_in(OFFICER))

    wrong = visitor.post(
        f"{PAGE}/bat", {"secret": secret, "password": DEMO, "code": "000000x"}, page=PAGE
    )

    assert wrong.status_code == 403
    assert secret in wrong.text
    assert _switch(visitor, "bat", secret, "sai-mat-khau-roi") == 403
    assert visitor.house.signing.account(OFFICER).totp_secret is None  # type: ignore[union-attr]


def test_a_secret_that_is_too_short_is_not_taken(visitor: Visitor) -> None:
    visitor.signed_in(OFFICER)

    assert _switch(visitor, "bat", "JBSWY3DPEHPK3PXPJBSWY3DPEH") == 422


def test_it_is_switched_off_with_password_and_code(visitor: Visitor) -> None:
    secret = _secret(visitor.signed_in(OFFICER))
    used = TOTP(secret).at(clock.now())  # each code is good for one use
    visitor.house.signing.ask_codes(OFFICER, secret, used)
    visitor.client.cookies.clear()
    assert visitor.sign_in(OFFICER, code=used).status_code == 303

    answer = visitor.post(f"{PAGE}/tat", {"password": DEMO, "code": used}, page=PAGE)
    assert answer.status_code == 403

    later = TOTP(secret).at(int(clock.now().timestamp()) + 30)
    answer = visitor.post(f"{PAGE}/tat", {"password": DEMO, "code": later}, page=PAGE)
    assert answer.status_code == 303
    assert visitor.sign_in(OFFICER).status_code == 303
