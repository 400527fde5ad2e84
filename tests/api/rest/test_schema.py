"""The interface does what its description says, whatever it is sent, and never fails of itself."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case, GenerationMode
from starlette.datastructures import State

from api.rest.application import create_rest
from api.web.house import House
from tests.api.rest.seeded import Seeded
from workflows.published import Published

APP = create_rest(State())
THOROUGH = settings().max_examples > 100  # `make test-all`: also every bound of every field
EXAMPLES = 50 if THOROUGH else 6


def _schema(mode: GenerationMode) -> schemathesis.BaseSchema:
    schema = schemathesis.openapi.from_asgi("/openapi.json", APP)
    schema.config.generation.update(modes=[mode])
    if not THOROUGH:
        schema.config.phases.update(phases=["examples", "fuzzing"])
    # What a value means is refused with 422, and who may do what is asked in the matrix.
    schema.config.checks.update(excluded_check_names=["positive_data_acceptance", "ignored_auth"])
    refused = schema.config.checks.negative_data_rejection
    refused.expected_statuses = [*refused.expected_statuses, "413"]
    return schema


SENSE, NONSENSE = _schema(GenerationMode.POSITIVE), _schema(GenerationMode.NEGATIVE)
bounded = settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def house(
    seeded: Seeded, published: Published, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    data = tmp_path_factory.mktemp("tried") / "data"
    shutil.copytree(seeded.settings.data, data)
    here = replace(seeded.settings, data=data, database_url=f"sqlite:///{data / 'motcua.sqlite'}")
    APP.state.house = House.open(here, published)
    yield APP.state.house
    APP.state.house.close()


@SENSE.parametrize()
@bounded
def test_what_is_described_is_answered_as_described(
    case: Case[Any], house: House, seeded: Seeded
) -> None:
    _at_a_dossier(case, seeded)
    case.call_and_validate(headers=_as("counter", house, seeded))


@NONSENSE.parametrize()
@bounded
def test_what_is_not_described_is_refused(case: Case[Any], house: House, seeded: Seeded) -> None:
    case.call_and_validate(headers=_as("leader", house, seeded))


def _at_a_dossier(case: Case[Any], seeded: Seeded) -> None:
    """Where the path names a dossier, it is one of the office's."""
    if "dossier" in case.path_parameters:
        ref = seeded.dossiers["examining"]
        case.path_parameters.update(agency=ref.agency, dossier=ref.id.hex)


def _as(role: str, house: House, seeded: Seeded) -> dict[str, str]:
    return {"authorization": f"Bearer {house.signing.keys.issue(seeded.claims(role))}"}
