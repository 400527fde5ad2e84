"""A commit that fails reaches whoever waits for it as a failure, and nothing is written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from httpx2 import Response
from sqlalchemy import Connection, event

from api.signin.passwords import DEMO
from api.web.refusals import PROBLEM
from engine.desk import Outcome
from tests.api.web.at_intake import CLERK, HERE, WHOLE, count
from tests.api.web.visitor import Visitor
from tests.engine.desk.town import COUNTER, reception

Send = Callable[[], Response]


@pytest.fixture
def one(visitor: Visitor) -> Outcome:
    return visitor.house.desk.receive(reception(), COUNTER)


@pytest.fixture
def clerk(visitor: Visitor) -> Visitor:
    return visitor.signed_in(CLERK)


@contextmanager
def _full_disk(clerk: Visitor) -> Iterator[None]:
    """Every commit that would keep a new entry fails."""
    engine, before = clerk.house.engine, count(clerk, "entry")

    def fail(connection: Connection) -> None:
        written = "SELECT count(*) FROM entry"
        if connection.exec_driver_sql(written).scalar_one() != before:
            connection.exec_driver_sql("SELECT * FROM the_disk_is_full")

    event.listen(engine, "commit", fail)
    try:
        yield
    finally:
        event.remove(engine, "commit", fail)


def _by_page(clerk: Visitor, one: Outcome) -> Send:
    here = f"/ho-so/{one.agency}/{one.ref.id.hex}"
    form = {"text": "Đã gọi điện.", "key": "c", "_csrf": clerk.token(here)}
    return lambda: clerk.client.post(f"{here}/ghi-chu", data=form)


def _by_program(clerk: Visitor, one: Outcome) -> Send:
    signed_in = {"staff": CLERK, "password": DEMO}
    token = clerk.client.post("/api/v1/sessions", json=signed_in).json()["access_token"]
    path = f"/api/v1/dossiers/{one.agency}/{one.ref.id.hex}/comments"
    headers = {"authorization": f"Bearer {token}", "idempotency-key": "c"}
    return lambda: clerk.client.post(path, json={"text": "Đã gọi điện."}, headers=headers)


def _at_intake(clerk: Visitor, one: Outcome) -> Send:
    del one
    form = {**WHOLE, "_csrf": clerk.token(HERE)}
    return lambda: clerk.client.post(HERE, data=form)


@pytest.mark.parametrize("edge", [_by_page, _by_program, _at_intake])
def test_a_failed_commit_is_told_and_the_same_sent_again_is_written_once(
    clerk: Visitor, one: Outcome, edge: Callable[[Visitor, Outcome], Send]
) -> None:
    send, before = edge(clerk, one), count(clerk, "entry")

    with _full_disk(clerk):
        failed = send()

    assert failed.status_code == 503
    told = failed.headers["content-type"] == PROBLEM or 'role="alert"' in failed.text
    assert told
    assert count(clerk, "entry") == before
    assert [send().status_code < 400 for _ in range(2)] == [True, True]
    assert count(clerk, "entry") == before + 1
