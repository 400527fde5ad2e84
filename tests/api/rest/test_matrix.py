"""Who may do what: every operation, asked by everybody. A new one without a row here fails."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from httpx2 import Response
from sqlalchemy import func, select
from starlette.datastructures import State

from api.rest.application import create_rest
from api.web.refusals import PROBLEM
from engine.tables.record import entry
from tests.api.rest.expected import MAY, SCARCE
from tests.api.rest.matrix import Sample, samples
from tests.api.rest.program import NOBODY, Program
from tests.api.rest.seeded import CAST, Seeded

OPERATIONS = sorted(
    one["operationId"]
    for path in create_rest(State()).openapi()["paths"].values()
    for one in path.values()
)
ROLES = [*CAST, NOBODY]
REFUSED = {401, 403, 404, 429}
STRANGERS = ("outsider", "receiver", "system_admin")


def test_every_operation_has_its_row(seeded: Seeded) -> None:
    assert sorted(MAY) == OPERATIONS == sorted(samples(seeded))


@pytest.mark.parametrize("operation", OPERATIONS)
def test_only_those_may_who_should(program: Program, operation: str) -> None:
    """Who may not is refused and nothing is written; of those who may somebody does it."""
    sample = samples(program.seeded)[operation]
    may = [role for role in ROLES if role in MAY[operation]]
    before = _entries(program)

    refused = {role: _call(program, role, sample) for role in ROLES if role not in may}

    assert {role: one.text for role, one in refused.items() if not _is_refusal(one)} == {}
    assert _entries(program) == before
    admitted = {}
    for role in may:
        admitted[role] = _call(program, role, sample)
        if sample.method != "GET":
            _rewind(program)
    assert {role: one.text for role, one in admitted.items() if _is_refusal(one)} == {}
    done = any(one.is_success for one in admitted.values())
    assert done is (operation not in SCARCE and bool(may))


def test_nobody_is_told_apart_from_what_is_not_there(program: Program) -> None:
    """The refusal of a dossier out of scope says what it says of one that does not exist."""
    here, nowhere = program.seeded.path("examining"), f"/dossiers/dn-sxd/{'0' * 32}"
    about_one = (one for one in samples(program.seeded).values() if here in one.path)
    for sample in about_one:
        other = Sample(sample.method, sample.path.replace(here, nowhere), sample.body, sample.files)
        for role in STRANGERS:
            there, missing = _call(program, role, sample), _call(program, role, other)
            assert there.status_code == missing.status_code == 404, sample.path
            assert _said(there) == _said(missing)


def test_lists_searches_and_counts_show_strangers_nothing(program: Program) -> None:
    every = samples(program.seeded)
    for role in STRANGERS[::2]:
        assert _call(program, role, every["search"]).json() == {"items": [], "complete": True}
        for name in ("register", "overdue", "inbox"):
            assert _call(program, role, every[name]).json() == {"items": [], "next": None}
        assert _call(program, role, every["export_register"]).text.count("\n") == 1
        assert set(_call(program, role, every["counts"]).json().values()) == {0}
        hidden = ("originals_held", "loans_overdue", "open_slips", "outages", "seeing_people")
        for name in hidden:
            assert _call(program, role, every[name]).json() == []


def test_those_who_oversee_find_what_strangers_do_not(program: Program) -> None:
    every, code = samples(program.seeded), program.seeded.codes["examining"]
    for role in ("counter", "leader", "auditor"):
        found = _call(program, role, every["search"]).json()["items"]
        assert [one["code"] for one in found] == [code]
        assert code in _call(program, role, every["export_register"]).text
        assert _call(program, role, every["counts"]).json()["open"] > 0


def _call(program: Program, role: str, sample: Sample) -> Response:
    if sample.files:
        return program.call(role, sample.method, sample.path, files=sample.files)
    if sample.method == "GET":
        return program.get(role, sample.path)
    return program.call(role, sample.method, sample.path, json=sample.body)


def _is_refusal(answer: Response) -> bool:
    problem = answer.headers.get("content-type") == PROBLEM
    return problem and answer.status_code in REFUSED


def _rewind(program: Program) -> None:
    """The office as it was before anybody was asked."""
    engine, kept = program.house.engine, program.seeded.settings.data / "motcua.sqlite"
    engine.dispose()
    here = Path(str(engine.url.database))
    for beside in ("-wal", "-shm"):
        here.with_name(here.name + beside).unlink(missing_ok=True)
    shutil.copy(kept, here)


def _said(answer: Response) -> Mapping[str, object]:
    said: dict[str, object] = answer.json()
    return {name: value for name, value in said.items() if name != "instance"}


def _entries(program: Program) -> int:
    with program.house.engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(entry)).scalar_one()
