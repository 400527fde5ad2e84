"""An installation of its own for each test: data folder, database, a tenant's folder of files."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from api.cli import run

VARIABLES = ("MOTCUA_DATA_DIR", "MOTCUA_DATABASE_URL", "MOTCUA_CATALOGUE", "MOTCUA_PEPPER")

SAMPLE = """\
procedure: "{code}"
extends: standard
name: {name}
field: construction
tier: province
level: 2
limit: {{working_days: {days}}}
counting: end_of_day
channels: [direct, online, postal]
returns: [direct]
{more}source: [{{law: Quyết định mẫu, confidence: assumption}}]
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command printed, and the code it left with."""

    code: int
    out: str
    err: str

    def json(self) -> Any:  # noqa: ANN401 -- whatever the command prints
        assert self.out, self.err
        return json.loads(self.out)


Motcua: TypeAlias = Callable[..., Answer]


@dataclass(frozen=True, slots=True)
class Tenant:
    """A folder laid over the product's files."""

    folder: Path

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def procedure(
        self, code: str = "9.900001", *, days: int = 10, name: str = "Thủ tục thử", more: str = ""
    ) -> Path:
        text = SAMPLE.format(code=code, days=days, name=name, more=more)
        return self.write(f"procedures/{code}.yaml", text)


@pytest.fixture
def environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, database_url: str
) -> Mapping[str, str]:
    """The settings of an installation, on each kind of database."""
    (tmp_path / "tenant").mkdir()
    chosen = {
        "MOTCUA_DATA_DIR": str(tmp_path / "data"),
        "MOTCUA_DATABASE_URL": database_url,
        "MOTCUA_CATALOGUE": str(tmp_path / "tenant"),
    }
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in chosen.items():
        monkeypatch.setenv(name, value)
    return chosen


@pytest.fixture
def tenant(environment: Mapping[str, str]) -> Tenant:
    return Tenant(Path(environment["MOTCUA_CATALOGUE"]))


@pytest.fixture
def motcua(environment: Mapping[str, str], capsys: pytest.CaptureFixture[str]) -> Motcua:
    """The command line, in the installation of the test."""
    assert environment

    def ask(*arguments: str) -> Answer:
        capsys.readouterr()
        code = run(arguments)
        printed = capsys.readouterr()
        return Answer(code, printed.out, printed.err)

    return ask


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """On PostgreSQL the edge is for `make test-all`; the desk beneath is tried on both always."""
    for item in items:
        within = {"cli", "papers"} & set(item.path.parent.parts)
        if within and "api" in item.path.parts and "postgresql" in item.name:
            item.add_marker(pytest.mark.long)
