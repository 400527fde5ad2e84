from collections.abc import Callable
from pathlib import Path

import pytest

from engine.definitions.defects import Defect
from engine.definitions.known import FormText, Known
from engine.definitions.lint import lint
from engine.definitions.load import load
from engine.procedure import Procedure

EXAMPLES = Path(__file__).parent / "examples"
Judge = Callable[..., tuple[Defect, ...]]


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """The two texts that explain the language: a workflow and a procedure that extends it."""
    return {path.name: path.read_text(encoding="utf-8") for path in EXAMPLES.glob("*.yaml")}


@pytest.fixture(scope="session")
def known() -> Known:
    words = "receive submit accept ask_first reject forward assign ask_more supply propose agree"
    more = (
        "send_back sign seal hand_over end_processing withdraw consult ask_tax tax_paid open_next"
    )
    return Known(
        forms={"application": FormText(frozenset({"area", "owners"}), {"form": "application"})},
        labels={word: f"Việc {word}" for word in f"{words} {more}".split()},
        units=frozenset({"fire_police", "land_registry"}),
        agencies=frozenset({"dn-ubnd"}),
        procedures=frozenset({"1.009972", "1.001193"}),
    )


@pytest.fixture
def judged(texts: dict[str, str], known: Known) -> Judge:
    """Lint the examples after some edits: (file, what stands there, what shall stand there)."""

    def judge(
        *edits: tuple[str, str, str], more: dict[str, str] | None = None
    ) -> tuple[Defect, ...]:
        edited = {**texts, **(more or {})}
        for file, old, new in edits:
            assert edited[file].count(old) >= 1, f"{old!r} is not in {file}"
            edited[file] = edited[file].replace(old, new, 1)
        return lint(load(edited, known), known)

    return judge


@pytest.fixture(scope="session")
def procedure(texts: dict[str, str], known: Known) -> Procedure:
    (found,) = load(texts, known).procedures
    return found
