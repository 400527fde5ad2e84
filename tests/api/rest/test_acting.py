"""What a program relies on: acts done once, versions, pages of lists, and failures told as such."""

from collections.abc import Iterator
from hashlib import sha256

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.exc import OperationalError

from api.rest.subjects.examples import RECEPTION
from api.web.refusals import PROBLEM
from tests.api.rest.program import Program

FORWARD = {"action": "forward"}


def test_an_act_that_is_sent_twice_is_done_once(program: Program) -> None:
    first, second = (
        program.post("counter", "/dossiers", RECEPTION, headers={"idempotency-key": "k-1"})
        for _ in range(2)
    )

    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()


def test_a_key_that_comes_with_something_else_is_refused(program: Program) -> None:
    key = {"idempotency-key": "k-1"}
    program.post("counter", "/dossiers", RECEPTION, headers=key)

    other = program.post("counter", "/dossiers", {**RECEPTION, "paid": False}, headers=key)

    assert (other.status_code, other.json()["code"]) == (409, "key_reused")


@pytest.mark.parametrize("key", ["", "a b", "Nguyễn".encode(), "x" * 200])
def test_a_key_is_no_text(program: Program, key: str | bytes) -> None:
    answer = program.post("counter", "/dossiers", RECEPTION, headers={"idempotency-key": key})

    assert answer.status_code == 422


def test_who_saw_an_older_version_is_stopped(program: Program) -> None:
    path = program.seeded.path("received")
    seen = program.get("counter", path).headers["etag"]
    done = program.post("counter", f"{path}/steps", FORWARD, headers={"if-match": seen})
    assert done.status_code == 200
    assert done.headers["etag"] != seen

    late = program.post(
        "unit_head", f"{path}/assignment", {"officer": "dn-sxd-07"}, headers={"if-match": seen}
    )

    assert (late.status_code, late.json()["status"], late.json()["code"]) == (412, 412, "outrun")


@pytest.mark.parametrize("tag", ["3", 'W/"3"', '"a"', '"1", "2"'])
def test_a_version_is_said_as_it_was_given(program: Program, tag: str) -> None:
    path = f"{program.seeded.path('received')}/steps"

    answer = program.post("counter", path, FORWARD, headers={"if-match": tag})

    assert answer.status_code == 422


def test_pages_hold_each_dossier_once(program: Program) -> None:
    whole = program.get("leader", "/agencies/dn-sxd/register?limit=200").json()
    codes = [one["code"] for page in pages(program, "/agencies/dn-sxd/register") for one in page]

    assert whole["next"] is None
    assert codes == [one["code"] for one in whole["items"]]
    assert len(codes) > 3


def test_the_inbox_by_pages_is_the_inbox(program: Program) -> None:
    whole = program.get("counter", "/inbox?limit=200").json()["items"]
    found = [one["code"] for page in pages(program, "/inbox", "counter") for one in page]

    assert found == [one["code"] for one in whole]
    assert len(found) > 3


def pages(program: Program, path: str, role: str = "leader") -> Iterator[list[dict[str, str]]]:
    cursor = ""
    while cursor is not None:
        page = program.get(role, f"{path}?limit=2{cursor and '&cursor=' + cursor}").json()
        assert len(page["items"]) <= 2
        yield page["items"]
        cursor = page["next"]


def test_a_cursor_of_somebody_else_shows_no_more(program: Program) -> None:
    """It says where a page begins; what is on it the scope decides."""
    cursor = program.get("leader", "/agencies/dn-sxd/register?limit=1").json()["next"]

    page = program.get("outsider", f"/agencies/dn-sxd/register?limit=9&cursor={cursor}").json()

    assert page == {"items": [], "next": None}


@pytest.mark.parametrize("cursor", ["a", "bm90aGluZw==", "WzEsMl0=", "W251bGwsbnVsbF0="])
def test_a_cursor_that_nobody_gave_out_is_refused(program: Program, cursor: str) -> None:
    answer = program.get("leader", f"/inbox?cursor={cursor}")

    assert (answer.status_code, answer.json()["code"]) == (422, "malformed_cursor")


def test_a_failed_commit_reaches_the_caller_as_a_failure(program: Program) -> None:
    """All was written and then the database would not keep it: nobody may take it for done."""
    path = f"{program.seeded.path('received')}/steps"
    version = program.get("counter", program.seeded.path("received")).json()["version"]
    engine = program.house.engine
    event.listen(engine, "commit", _refuse)
    try:
        answer = program.post("counter", path, FORWARD, headers={"idempotency-key": "k-2"})
    finally:
        event.remove(engine, "commit", _refuse)

    assert (answer.status_code, answer.json()["code"]) == (503, "database_failed")
    assert answer.headers["content-type"] == PROBLEM
    assert program.get("counter", program.seeded.path("received")).json()["version"] == version
    again = program.post("counter", path, FORWARD, headers={"idempotency-key": "k-2"})
    assert again.status_code == 200


def test_what_cannot_be_recorded_as_seen_is_not_shown(program: Program) -> None:
    engine = program.house.engine
    event.listen(engine, "commit", _refuse)
    try:
        answer = program.get("officer", program.seeded.path("examining"))
    finally:
        event.remove(engine, "commit", _refuse)

    assert answer.status_code == 503
    assert "Ánh" not in answer.text


def _refuse(connection: Connection) -> None:
    del connection
    raise OperationalError("COMMIT", None, Exception("disk full"))


def test_a_file_comes_in_and_goes_out_as_it_was(program: Program) -> None:
    path, content = f"{program.seeded.path('examining')}/files", b"%PDF-1.4 as it was"
    sent = {"files": ("giay.pdf", content), "purpose": (None, "paper")}
    key = {"idempotency-key": "k-3"}

    first, again = (
        program.call("officer", "POST", path, files=sent, headers=key) for _ in range(2)
    )

    assert first.status_code == 200
    assert first.json() == again.json()
    fetched = program.get("unit_head", f"{path}/{sha256(content).hexdigest()}")
    assert fetched.content == content
    assert fetched.headers["content-disposition"].startswith("attachment")


def test_a_file_of_a_kind_that_is_not_taken_is_refused(program: Program) -> None:
    path = f"{program.seeded.path('examining')}/files"
    sent = {"files": ("giay.pdf", b"MZ\x90 a program"), "purpose": (None, "paper")}

    answer = program.call("officer", "POST", path, files=sent)

    assert answer.status_code == 422


def test_a_stranger_leaves_no_file_on_the_disk(program: Program) -> None:
    path = f"{program.seeded.path('received')}/files"
    sent = {"files": ("giay.pdf", b"%PDF-1.4 theirs"), "purpose": (None, "paper")}

    assert program.call("outsider", "POST", path, files=sent).status_code == 404
    assert list(program.house.files.of(program.seeded.dossiers["received"])) == []


def test_a_step_cites_only_a_file_that_is_there(program: Program) -> None:
    cited = {
        "system": "national_portal",
        "code": "G1",
        "happened_at": "2026-03-02T09:00:00+07:00",
        "file": {"sha256": "0" * 64, "size": 1, "media_type": "application/pdf", "name": "a"},
    }
    path = f"{program.seeded.path('received')}/steps"

    answer = program.post("counter", path, {**FORWARD, "external": cited})

    assert (answer.status_code, answer.json()["code"]) == (422, "file_unknown")
