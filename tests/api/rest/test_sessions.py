"""Tokens: who gets one, how long it is good, and what makes it worthless."""

from datetime import timedelta

import pytest

from api import clock
from api.signin.tokens import Claims
from tests.api.rest.program import NOBODY, Program
from tests.api.rest.seeded import CAST

PASSWORD = "mot-cua-quan-mot"  # noqa: S105 -- nobody's


@pytest.fixture
def signed_up(program: Program) -> Program:
    program.house.signing.set_password(CAST["counter"], PASSWORD, must_change=False)
    return program


def sign_in(
    program: Program, password: str = PASSWORD, staff: str = CAST["counter"]
) -> dict[str, str]:
    answer = program.post(NOBODY, "/sessions", {"staff": staff, "password": password})
    return {"status": str(answer.status_code), **answer.json()}


def bearing(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def test_a_password_gives_a_token_that_speaks_for_the_person(signed_up: Program) -> None:
    given = sign_in(signed_up)

    me = signed_up.get(NOBODY, "/me", headers=bearing(given["access_token"]))

    assert given["status"] == "201"
    assert me.json()["id"] == CAST["counter"]
    assert {one["role"] for one in me.json()["grants"]} == {"counter"}


def test_an_unknown_person_and_a_wrong_password_are_told_alike(signed_up: Program) -> None:
    wrong = sign_in(signed_up, "khong-phai-mat-khau")
    unknown = sign_in(signed_up, PASSWORD, "nobody-01")

    assert wrong == unknown
    assert wrong["code"] == "wrong_credentials"


def test_guessing_is_slowed(signed_up: Program) -> None:
    codes = [sign_in(signed_up, "khong-phai-mat-khau")["code"] for _ in range(6)]

    assert codes[-1] == "too_many_attempts"


def test_a_token_that_has_run_out_is_good_for_a_renewal_alone(program: Program) -> None:
    late = clock.now() - timedelta(seconds=1)
    claims = Claims(CAST["officer"], program.seeded.sessions["officer"], late)
    old = bearing(program.house.signing.keys.issue(claims))

    refused = program.get(NOBODY, "/me", headers=old)
    renewed = program.post(NOBODY, "/sessions/current/renewal", headers=old)

    assert (refused.status_code, refused.json()["code"]) == (401, "token_expired")
    assert refused.headers["www-authenticate"] == "Bearer"
    fresh = bearing(renewed.json()["access_token"])
    assert program.get(NOBODY, "/me", headers=fresh).status_code == 200


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "é"])
def test_what_is_no_token_is_nobody(program: Program, token: str) -> None:
    answer = program.get(NOBODY, "/inbox", headers={"authorization": f"Bearer {token}".encode()})

    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


def test_a_token_of_another_algorithm_is_nobody(program: Program) -> None:
    head, body, _ = program.token("leader").split(".")
    none = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0"  # {"alg":"none","typ":"JWT"}

    for forged in (f"{none}.{body}.", f"{head}.{body}."):
        assert program.get(NOBODY, "/me", headers=bearing(forged)).status_code == 401


def test_an_ended_session_takes_its_tokens_with_it(program: Program) -> None:
    assert program.call("officer", "DELETE", "/sessions/current").status_code == 204

    assert program.get("officer", "/inbox").status_code == 401


def test_a_session_of_somebody_else_cannot_be_ended(program: Program) -> None:
    theirs = program.seeded.sessions["leader"]

    answer = program.call("officer", "DELETE", f"/sessions/{theirs}")

    assert (answer.status_code, answer.json()["code"]) == (404, "no_session")
    assert program.get("leader", "/me").status_code == 200


def test_a_first_password_opens_nothing_before_it_is_changed(program: Program) -> None:
    program.house.signing.set_password(CAST["counter"], PASSWORD, must_change=True)
    token = bearing(sign_in(program)["access_token"])

    refused = program.get(NOBODY, "/inbox", headers=token)

    assert (refused.status_code, refused.json()["code"]) == (403, "password_to_change")
    assert program.get(NOBODY, "/me", headers=token).status_code == 200
    body = {"old": PASSWORD, "new": "mot-mat-khau-khac"}
    assert program.call(NOBODY, "PUT", "/password", json=body, headers=token).is_success
    fresh = bearing(sign_in(program, body["new"])["access_token"])
    assert program.get(NOBODY, "/inbox", headers=fresh).status_code == 200


def test_a_cookie_counts_nothing_here(program: Program) -> None:
    program.client.cookies.set("motcua_session", program.token("leader"))

    assert program.get(NOBODY, "/me").status_code == 401


def test_a_new_password_ends_every_session(signed_up: Program) -> None:
    token = bearing(sign_in(signed_up)["access_token"])
    body = {"old": PASSWORD, "new": "mot-mat-khau-khac"}

    changed = signed_up.call(NOBODY, "PUT", "/password", json=body, headers=token)

    assert changed.status_code == 204
    assert signed_up.get(NOBODY, "/me", headers=token).status_code == 401
