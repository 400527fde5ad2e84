"""What no record can keep is refused with 422, what is too large with 413: never a failure."""

import pytest

from api.bodies import MOST_BYTES
from api.rest.subjects.examples import RECEPTION
from api.web.refusals import PROBLEM
from tests.api.rest.program import Program

COMMENT = '{"text": %s}'


@pytest.mark.parametrize(
    "text",
    [
        '"\\u0000"',
        '"\\ud800"',
        '"\\u001b[2J"',
        "NaN",
        "-Infinity",
        "1e999",
        "9" * 5000,
        "[" * 5000,
        '"' + "a" * 10_001 + '"',
        '"a", "text": "b"',
        '"a", "more": 1',
        '"a", "\\ud800": 1',
        "null",
        "",
    ],
)
def test_what_cannot_be_kept_is_refused(program: Program, text: str) -> None:
    path = f"{program.seeded.path('examining')}/comments"

    answer = program.call(
        "officer",
        "POST",
        path,
        content=(COMMENT % text).encode(),
        headers={"content-type": "application/json"},
    )

    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == PROBLEM
    assert answer.json()["code"] == "malformed_request"


@pytest.mark.parametrize(
    "value",
    [float(2**60), 2**63, 2**53 + 1, 1e16, "\x00", "\x07", [[[[[[[[[[[[[[[[[["x"]]]]]]]]]]]]]]]]]]],
)
def test_answers_hold_only_what_every_database_keeps(program: Program, value: object) -> None:
    body = {**RECEPTION, "answers": {"applicant_kind": value}}

    assert program.post("counter", "/dossiers", body).status_code == 422


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("paid", "true"),
        ("paid", 1),
        ("happened_at", "2026-03-02T10:00:00"),
        ("happened_at", 1772420400),
        ("channel", "pigeon"),
        ("parties", {}),
        ("presented_by", 1.5),
        ("presented_by", 2**70),
    ],
)
def test_a_value_of_another_kind_is_not_guessed(
    program: Program, field: str, value: object
) -> None:
    answer = program.post("counter", "/dossiers", {**RECEPTION, field: value})

    assert answer.status_code == 422
    assert any(field in one for one in answer.json()["facts"]["errors"])


def test_what_was_sent_is_not_said_again(program: Program) -> None:
    """A refusal ends in logs, where no number of a person belongs."""
    person = {"role": "owner", "name": "Nguyễn Văn Ánh", "identity": ["075090123456"]}

    answer = program.post("counter", "/dossiers", {**RECEPTION, "parties": [person]})

    assert answer.status_code == 422
    assert "075090123456" not in answer.text
    assert "Ánh" not in answer.text


def test_a_large_body_is_refused_before_it_is_read(program: Program) -> None:
    path = f"{program.seeded.path('examining')}/comments"

    answer = program.post("officer", path, {"text": "a" * MOST_BYTES})

    assert answer.status_code == 413
    assert answer.json()["code"] == "body_too_large"


def test_a_large_body_of_unknown_length_is_refused_too(program: Program) -> None:
    path = f"{program.seeded.path('examining')}/comments"

    answer = program.call(
        "officer",
        "POST",
        path,
        content=(b"a" * 65536 for _ in range(20)),
        headers={"content-type": "application/json"},
    )

    assert answer.status_code == 413
    assert answer.json()["code"] == "body_too_large"


@pytest.mark.parametrize(
    "path",
    ["/agencies/%00/counts", "/dossiers/dn-sxd/%00", "/visits/%00/dossiers", "/inbox?cursor=%00"],
)
def test_an_address_with_control_characters_is_refused(program: Program, path: str) -> None:
    assert program.get("counter", path).status_code == 422


def test_an_unknown_address_and_another_method_are_problems(program: Program) -> None:
    unknown, other = program.get("counter", "/nowhere"), program.call("counter", "PUT", "/inbox")

    assert (unknown.status_code, unknown.json()["code"]) == (404, "no_such_address")
    assert (other.status_code, other.json()["code"]) == (405, "method_not_allowed")
    assert other.headers["allow"] == "GET"
    assert unknown.headers["content-type"] == other.headers["content-type"] == PROBLEM


def test_an_upload_that_is_none_is_refused_as_described(program: Program) -> None:
    answer = program.call(
        "officer",
        "POST",
        f"{program.seeded.path('examining')}/files",
        content=b"--x\r\nNone--x--\r\n",
        headers={"content-type": "multipart/form-data; boundary=x"},
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "unreadable_body")
