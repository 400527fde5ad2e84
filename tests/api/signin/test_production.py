"""What everybody knows opens nothing where real people are served."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from api import clock
from api.settings import Settings
from api.signin.passwords import DEMO
from api.signin.production import refuse_defaults
from api.signin.signing import Credentials, Signing
from api.signin.tokens import Keys
from engine.errors import NotAllowed

STAFF = "dn-sxd-07"
PASSWORD = "con cò bay lả bay la"  # noqa: S105 -- of nobody


def _signing(engine: Engine, *, demo: bool = False) -> Signing:
    return Signing(engine, Keys((bytes(range(32)),)), clock.now, demo=demo)


def _settings(folder: Path, **changes: object) -> Settings:
    return Settings(folder, "sqlite://", **changes)  # type: ignore[arg-type]  # by the names given


def test_the_published_password_opens_nothing_outside_of_the_demo(engine: Engine) -> None:
    _signing(engine).open_demo([STAFF])

    with pytest.raises(NotAllowed) as refused:
        _signing(engine).sign_in(Credentials(STAFF, DEMO))
    assert refused.value.code == "wrong_credentials"
    assert _signing(engine, demo=True).sign_in(Credentials(STAFF, DEMO)).staff == STAFF


def test_a_demo_database_is_not_served_to_real_people(engine: Engine, tmp_path: Path) -> None:
    refuse_defaults(engine, _settings(tmp_path))
    _signing(engine).open_demo([STAFF, "dn-sxd-06"])

    with pytest.raises(NotAllowed) as refused:
        refuse_defaults(engine, _settings(tmp_path))
    assert refused.value.code == "demo_accounts"
    refuse_defaults(engine, _settings(tmp_path, demo=True))


@pytest.mark.parametrize("key", [b"\0" * 32, b"0123456789" * 4, b"a" * 64])
def test_a_key_that_was_made_up_by_hand_is_refused(
    engine: Engine, tmp_path: Path, key: bytes
) -> None:
    for given in ({"given_pepper": key}, {"given_secrets": (key,)}):
        with pytest.raises(NotAllowed) as refused:
            refuse_defaults(engine, _settings(tmp_path, **given))
        assert refused.value.code == "default_secret"


def test_keys_that_nobody_gave_are_random(engine: Engine, tmp_path: Path) -> None:
    refuse_defaults(engine, _settings(tmp_path))

    assert _settings(tmp_path).secrets() == _settings(tmp_path).secrets()
    assert _settings(tmp_path).secrets() != (_settings(tmp_path).pepper(),)
