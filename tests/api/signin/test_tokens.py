from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from jose import jwt  # type: ignore[import-untyped]  # it ships no types

from api.signin.tokens import Claims, Keys

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)
CLAIMS = Claims("dn-sxd-07", UUID(int=7), NOW + timedelta(minutes=15))
OLD, NEW = b"o" * 32, b"n" * 32


def test_a_token_says_who_and_by_which_session_until_when() -> None:
    assert Keys((NEW,)).read(Keys((NEW,)).issue(CLAIMS), NOW) == CLAIMS


def test_keys_rotate_without_signing_anybody_out() -> None:
    before = Keys((OLD,)).issue(CLAIMS)

    assert Keys((NEW, OLD)).read(before, NOW) == CLAIMS
    assert Keys((NEW,)).read(before, NOW) is None


@pytest.mark.parametrize("algorithm", ["HS384", "HS512"])
def test_no_other_algorithm_is_taken_even_with_the_right_key(algorithm: str) -> None:
    kid = jwt.get_unverified_header(Keys((NEW,)).issue(CLAIMS))["kid"]
    body = {"sub": "dn-sxd-01", "sid": UUID(int=1).hex, "aud": "motcua", "exp": 2_000_000_000}
    forged = jwt.encode(body, NEW.hex(), algorithm, headers={"kid": kid})

    assert Keys((NEW,)).read(forged, NOW) is None


def test_an_unsigned_or_broken_token_is_nobodys() -> None:
    head, body, _ = Keys((NEW,)).issue(CLAIMS).split(".")
    unsigned = "eyJhbGciOiJub25lIn0." + body + "."

    read = Keys((NEW,)).read
    assert [read(token, NOW) for token in (unsigned, f"{head}.{body}.", "", "x", "a.b.c")] == [
        None
    ] * 5
