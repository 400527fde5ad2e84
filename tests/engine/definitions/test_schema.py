import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from engine.definitions.heading import PROCEDURE, WORKFLOW
from engine.definitions.schema import json_schema
from engine.definitions.texts import parse
from workflows.loader import ROOT

FILE = ROOT / "schema" / "procedure.schema.json"
FILES = sorted([*(ROOT / "base").glob("*.yaml"), *(ROOT / "procedures").glob("*.yaml")])


@pytest.fixture(scope="module")
def checker() -> Any:  # noqa: ANN401 -- the library's class is made at run time
    return jsonschema.Draft202012Validator(json_schema())


def plain(path: Path) -> Any:  # noqa: ANN401
    """A file as JSON has it: numbers as numbers, days as text."""
    value = parse(path.read_text(encoding="utf-8"), path.name).value
    return json.loads(
        json.dumps(value, default=lambda v: v.isoformat() if hasattr(v, "isoformat") else float(v))
    )


def test_the_shipped_schema_is_what_the_loader_accepts() -> None:
    assert json.loads(FILE.read_text(encoding="utf-8")) == json_schema(), (
        "python -m workflows.write_schema writes it anew"
    )


def test_every_key_of_the_language_is_in_the_schema() -> None:
    workflow, procedure = json_schema()["oneOf"]  # type: ignore[misc]

    assert set(workflow["properties"]) == {"workflow", "extends", *WORKFLOW}  # type: ignore[has-type]
    assert set(procedure["properties"]) == {"procedure", "extends", *PROCEDURE}  # type: ignore[has-type]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_shipped_keeps_to_the_schema(path: Path, checker: Any) -> None:  # noqa: ANN401
    assert [error.message for error in checker.iter_errors(plain(path))] == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("levl", 4),
        ("level", 7),
        ("limit", {"working_days": 3, "working_hours": 3}),
        ("limit", {}),
        ("states", {"signing": {"budget": "1 day"}}),
        ("actions", {"sign": {"mark": "signed"}}),
        ("starts", {"fax": "received"}),
    ],
)
def test_the_schema_refuses(key: str, value: object, checker: Any) -> None:  # noqa: ANN401
    good = {"procedure": "1.000001", "extends": "standard"}

    assert checker.is_valid(good)
    assert not checker.is_valid(good | {key: value})
