"""Every verb of the desk is offered, and described for who has only the description."""

import inspect
from collections.abc import Iterator
from typing import get_type_hints

import pytest
from starlette.datastructures import State

from api.rest.application import create_rest
from api.rest.subjects.examples import HAND_OVER, PAPER_RECEIPT, PARTY, RECEPTION, VISIT, WISH
from engine.desk import Desk
from tests.api.rest.program import NOBODY, Program

DESCRIBED = create_rest(State()).openapi()
OPERATIONS = {
    one["operationId"]: one for path in DESCRIBED["paths"].values() for one in path.values()
}
# Reads that go by the name of what they show.
READS = {
    "seeing_open": "open_dossier",
    "fees_sheets": "cash_sheets",
    "outages_touched": "outage_touched",
    "outages_of_agency": "outages",
    "visit_log_log": "visit_log",
}


def verbs() -> Iterator[str]:
    """The public verbs of the desk and of its groups.

    Succession and the change of editions are of the command line alone; drafts are of the page on
    which one types; following is of the citizen's pages, which slow whoever guesses.
    """
    for name, member in inspect.getmembers(Desk):
        if name.startswith("_") or name in {"succession", "editions", "drafts", "following"}:
            continue
        if inspect.isfunction(member):
            yield name
        if isinstance(member, property):
            group = get_type_hints(member.fget)["return"]
            found = inspect.getmembers(group, inspect.isfunction)
            yield from (f"{name}_{verb}" for verb, _ in found if not verb.startswith("_"))


def test_every_verb_of_the_desk_is_offered() -> None:
    missing = {verb for verb in verbs() if READS.get(verb, verb) not in OPERATIONS}

    assert missing == set()


def test_each_name_of_the_description_means_one_thing() -> None:
    assert [name for name in DESCRIBED["components"]["schemas"] if "__" in name] == []


def test_each_operation_says_what_it_does_and_how_it_refuses() -> None:
    for name, one in OPERATIONS.items():
        assert one.get("description"), name
        assert {"503", "405"} <= set(one["responses"]), name
        told = [said for status, said in one["responses"].items() if status >= "400"]
        assert all(list(said["content"]) == ["application/problem+json"] for said in told), name


@pytest.mark.parametrize(
    ("operation", "example"),
    [
        ("receive", RECEPTION),
        ("receive_from_post", HAND_OVER),
        ("visits_receive", VISIT),
        ("back_entries_receive", PAPER_RECEIPT),
        ("parties_add", PARTY),
        ("take", WISH),
    ],
)
def test_the_main_requests_have_an_example(operation: str, example: object) -> None:
    body = OPERATIONS[operation]["requestBody"]["content"]["application/json"]

    assert body["examples"]["example"]["value"] == example


def test_the_description_is_for_everybody(program: Program) -> None:
    answer = program.get(NOBODY, "/openapi.json")

    assert answer.status_code == 200
    assert answer.json()["servers"] == [{"url": "/api/v1"}]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_counter_receives_a_dossier_and_finds_it_where_it_is_told(program: Program) -> None:
    answer = program.post("counter", "/dossiers", RECEPTION)

    assert answer.status_code == 201, answer.text
    assert answer.headers["etag"] == f'"{answer.json()["version"]}"'
    opened = program.get("counter", answer.headers["location"].removeprefix("/api/v1"))
    assert opened.json()["code"] == answer.json()["code"]
    assert opened.headers["etag"] == answer.headers["etag"]
    assert opened.json()["parties"][0]["given"]["name"] == "Nguyễn Văn Ánh"
