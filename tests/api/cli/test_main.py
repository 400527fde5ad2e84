"""How the command line behaves whatever is asked of it."""

import subprocess
import sys

import pytest

from tests.api.conftest import Motcua

files_alone = pytest.mark.parametrize("database_url", ["sqlite://"])


@files_alone
def test_the_help_names_every_command(motcua: Motcua) -> None:
    answer = motcua("--help")

    assert answer.code == 0
    for name in ("db", "workflow", "plan", "apply", "dossier", "report", "verify", "run"):
        assert f"\n  {name} " in answer.out


def test_the_help_comes_before_anything_heavy_is_loaded() -> None:
    heavy = "{'sqlalchemy', 'alembic', 'rich', 'transitions', 'celpy'} & sys.modules.keys()"
    program = f"import sys; from api.cli import run; run(['--help']); sys.exit(len({heavy}))"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@files_alone
@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("workflow", "nonsense"),
        ("workflow", "show"),
        ("report", "timeliness", "--by", "moon"),
    ],
)
def test_a_command_misused_is_told_in_one_line(motcua: Motcua, arguments: tuple[str, ...]) -> None:
    answer = motcua(*arguments)

    assert answer.code == 2
    assert answer.out == ""
    assert answer.err.startswith("motcua: [usage] ")
    assert answer.err.count("\n") == 1


@files_alone
def test_a_group_alone_shows_its_commands(motcua: Motcua) -> None:
    answer = motcua("workflow")

    assert answer.code == 2
    assert "simulate" in answer.out


@files_alone
def test_a_refusal_is_one_line_with_its_code_on_stderr(motcua: Motcua) -> None:
    answer = motcua("workflow", "show", "0.000000")

    assert answer.code == 1
    assert answer.out == ""
    assert answer.err.startswith("motcua: [unknown_procedure] ")
    assert answer.err.count("\n") == 1


def test_before_anything_was_applied_there_is_no_catalogue(motcua: Motcua) -> None:
    for arguments in (
        ("report", "timeliness", "--period", "quý I/2026"),
        ("dossier", "list", "--agency", "dn-sxd"),
        ("verify",),
        ("tick",),
    ):
        answer = motcua(*arguments)

        assert (answer.code, answer.out) == (1, "")
        assert answer.err.startswith("motcua: [no_catalogue] ")
        assert "motcua apply" in answer.err


@files_alone
def test_a_database_that_cannot_be_reached_is_told_without_its_password(
    motcua: Motcua, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTCUA_DATABASE_URL", "postgresql://u:secret@127.0.0.1:1/none")

    answer = motcua("plan")

    assert answer.code == 1
    assert answer.err.startswith("motcua: [database_failed] ")
    assert answer.err.count("\n") == 1
    assert "secret" not in answer.err


@files_alone
def test_a_database_url_that_is_none_is_refused(
    motcua: Motcua, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTCUA_DATABASE_URL", "nowhere")

    assert motcua("plan").err.startswith("motcua: [bad_database_url] ")
