"""What happens when things fail, and what somebody with bad intent gets."""

import logging
import re
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from sqlalchemy import Connection, event, text

from api.web.pages import PAGES
from api.web.signin_address import safe
from engine.desk import Wish
from engine.desk.requests import Outcome
from engine.errors import Refusal
from tests.api.web.visitor import Visitor
from tests.engine.desk.town import COUNTER, OWNER, reception

CLERK = "dn-sxd-03"
PERSONAL = (OWNER.name, str(OWNER.identity), str(OWNER.phone), "Ánh")


@pytest.fixture
def received(visitor: Visitor) -> Outcome:
    return visitor.house.desk.receive(reception(), COUNTER)


def _path(one: Outcome) -> str:
    return f"/ho-so/{one.ref.agency}/{one.ref.id.hex}"


def _app(client: TestClient) -> FastAPI:
    app = client.app
    assert isinstance(app, FastAPI)
    return app


def _entries(visitor: Visitor) -> int:
    with visitor.house.engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM entry")).scalar_one())


# failures


def test_a_failed_commit_reaches_the_person_as_a_failure_and_nothing_is_written(
    visitor: Visitor, received: Outcome
) -> None:
    visitor.signed_in(CLERK)
    here, before = _path(received), _entries(visitor)
    form = {"action": "forward", "key": "once", "_csrf": visitor.token(here)}
    engine = visitor.house.engine

    def fail(connection: Connection) -> None:
        written = "SELECT count(*) FROM entry"
        if connection.exec_driver_sql(written).scalar_one() != before:
            connection.exec_driver_sql("SELECT * FROM the_disk_is_full")

    event.listen(engine, "commit", fail)
    failed = visitor.client.post(f"{here}/thao-tac", data=form)
    event.remove(engine, "commit", fail)

    assert failed.status_code == 503
    assert 'role="alert"' in failed.text
    assert _entries(visitor) == before
    assert visitor.client.post(f"{here}/thao-tac", data=form).status_code == 303
    assert _entries(visitor) == before + 1


def test_what_nobody_foresaw_is_a_page_with_a_number_that_the_log_has(
    client: TestClient, visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise RuntimeError(f"somebody called {OWNER.name}")

    _app(client).add_api_route("/that-bai", fail)
    answer = visitor.get("/that-bai")

    assert answer.status_code == 500
    (number,) = re.findall(r"<b class=\"number\">([0-9a-f]{8})</b>", answer.text)
    (line,) = [one.getMessage() for one in caplog.records if one.name == "motcua.incidents"]
    assert re.match(rf"incident {number}: RuntimeError at .*test_safety\.py:\d+ \(GET\)", line)
    assert OWNER.name not in answer.text + caplog.text
    assert "content-security-policy" in answer.headers


def test_the_page_of_a_failure_is_in_the_persons_language(
    client: TestClient, visitor: Visitor
) -> None:
    def fail() -> None:
        raise KeyError

    _app(client).add_api_route("/that-bai", fail)
    client.cookies.set("motcua_language", "en")

    assert "The software failed" in visitor.get("/that-bai").text


def test_acts_on_the_pages_leave_no_personal_data_in_any_log(
    visitor: Visitor, received: Outcome, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    visitor.signed_in(CLERK)
    here = _path(received)
    visitor.get(f"/tim?q={OWNER.name}")
    visitor.get(here)
    visitor.post(f"{here}/thao-tac", {"action": "sign", "key": "a"}, page=here)
    visitor.post(f"{here}/thao-tac", {"action": "forward", "key": "b"}, page=here)
    ours = [one for one in caplog.records if not one.name.startswith(("httpx", "httpcore"))]

    said = " ".join(one.getMessage() for one in ours)

    assert [one for one in PERSONAL if one in said] == []


def test_what_a_refusal_tells_programs_names_nobody(visitor: Visitor, received: Outcome) -> None:
    desk, refused = visitor.house.desk, []
    for action in ("sign", "seal", "hand_over", "no_such_action"):
        try:
            desk.take(received.ref, Wish(action, note=OWNER.name), COUNTER)
        except Refusal as one:
            refused.append(f"{one.message} {one.facts}")

    assert len(refused) == 4
    assert [one for one in PERSONAL if one in " ".join(refused)] == []


# bad intent


def _forms() -> Iterator[str]:
    """The addresses of every form of the pages, with something in their places."""
    for pages in PAGES:
        for route in pages.router.routes:
            if isinstance(route, APIRoute) and "POST" in (route.methods or ()):
                yield re.sub(r"\{[^}]+\}", "1", route.path)


def test_no_form_is_taken_without_the_token_of_a_page_of_ours(
    client: TestClient, visitor: Visitor
) -> None:
    visitor.signed_in(CLERK)
    bad = {"_csrf": "f" * 96}
    answers = {path: client.post(path, data=bad).status_code for path in set(_forms())}

    assert len(answers) > 20
    assert {path: status for path, status in answers.items() if status != 403} == {}


@pytest.mark.parametrize(
    "where",
    ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "a", ""],
)
def test_no_address_leads_out_of_the_house(where: str) -> None:
    assert safe(where) == "/"


@pytest.mark.parametrize("where", ["/viec?buoc=examining", "/ho-so/dn-sxd/00", "/"])
def test_our_own_addresses_stay(where: str) -> None:
    assert safe(where) == where


def test_a_form_of_a_stranger_is_cut_off_when_it_is_too_large(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.web.asking.MOST_OF_ANYBODY", 1000)
    long = {"code": "a" * 1001}

    said = visitor.client.post("/tra-cuu", data=long)
    unsaid = visitor.client.post(
        "/tra-cuu",
        content=(b"code=" + b"a" * 500 for _ in range(3)),
        headers={"content-type": "application/x-www-form-urlencoded"},
    )

    assert (said.status_code, unsaid.status_code) == (413, 413)
    assert "quá lớn" in said.text
