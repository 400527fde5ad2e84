"""`motcua account`: who may sign in."""

import pytest
from pyotp import TOTP

from api import clock
from api.settings import Settings
from api.signin import codes
from api.signin.signing import Credentials, Signing
from api.signin.tokens import Keys
from engine.store.connect import open_database
from tests.api.conftest import Motcua

STAFF = "dn-sxd-07"


@pytest.fixture
def signing(motcua: Motcua) -> Signing:
    """The sign-in of the installation that the commands act on."""
    assert motcua("db", "upgrade").code == 0
    assert motcua("apply").code == 0
    settings = Settings.read()
    return Signing(open_database(settings.database_url), Keys(settings.secrets()), clock.now)


def _given(motcua: Motcua) -> str:
    answer = motcua("account", "set-password", STAFF)
    assert answer.code == 0, answer.err
    return answer.out.strip().rpartition(" ")[2]


def test_a_fresh_password_signs_in_and_must_be_changed(motcua: Motcua, signing: Signing) -> None:
    password = _given(motcua)

    assert signing.sign_in(Credentials(STAFF, password)).staff == STAFF
    account = signing.account(STAFF)
    assert account is not None
    assert account.must_change
    signing.engine.dispose()


def test_the_list_says_how_each_account_stands_and_no_password(
    motcua: Motcua, signing: Signing
) -> None:
    password = _given(motcua)
    signing.sign_in(Credentials(STAFF, password))

    (row,) = motcua("account", "list", "--json").json()
    shown = motcua("account", "list").out

    assert (row["staff"], row["must_change"], row["codes"], row["signed_in"]) == (
        STAFF,
        True,
        False,
        True,
    )
    assert "phải đổi mật khẩu; đang đăng nhập" in shown
    assert "argon2" not in shown + str(row)
    signing.engine.dispose()


def test_codes_are_stopped_for_who_lost_the_telephone(motcua: Motcua, signing: Signing) -> None:
    password, secret = _given(motcua), codes.fresh_secret()
    signing.ask_codes(STAFF, secret, TOTP(secret).at(clock.now()))

    assert motcua("account", "stop-codes", STAFF).code == 0

    assert signing.sign_in(Credentials(STAFF, password)).staff == STAFF
    signing.engine.dispose()


def test_nobody_gets_an_account_who_is_not_of_the_office(motcua: Motcua, signing: Signing) -> None:
    answer = motcua("account", "set-password", "nobody")

    assert answer.code != 0
    assert "nobody" in answer.err
    signing.engine.dispose()
