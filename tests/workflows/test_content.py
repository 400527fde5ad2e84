"""The catalogue that is shipped: real procedures, sources, and words for everything on screen."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from engine.definitions.defects import Severity
from engine.definitions.texts import parse
from engine.procedure import Channel, Procedure
from workflows.loader import ROOT, gather
from workflows.published import Published, examine

AN_GIANG = ROOT / "demo" / "an-giang-2021"
BASES = sorted((ROOT / "base").glob("*.yaml"))
REAL = sorted((ROOT / "procedures").glob("*.yaml"))
SAMPLES = sorted(AN_GIANG.glob("*.yaml"))
LEVELS_34 = (3, 4)


def table(name: str) -> Mapping[str, Any]:
    value = parse((ROOT / name).read_text(encoding="utf-8"), name).value
    assert isinstance(value, dict)
    return value


@pytest.fixture(scope="module")
def published() -> Published:
    return examine(gather([AN_GIANG]))


@pytest.fixture(scope="module")
def all_procedures(published: Published) -> tuple[Procedure, ...]:
    return published.loaded.procedures


@pytest.fixture(scope="module")
def real(all_procedures: tuple[Procedure, ...]) -> tuple[Procedure, ...]:
    codes = {path.stem for path in REAL}
    return tuple(procedure for procedure in all_procedures if procedure.code in codes)


@pytest.fixture(scope="module")
def samples(all_procedures: tuple[Procedure, ...]) -> tuple[Procedure, ...]:
    codes = {path.stem for path in SAMPLES}
    return tuple(procedure for procedure in all_procedures if procedure.code in codes)


def test_everything_lints_but_for_one_limit_that_nobody_knows(published: Published) -> None:
    errors = [str(d) for d in published.defects if d.severity is Severity.ERROR]
    warnings = [(d.place.file.rpartition("/")[2], d.code) for d in published.defects]

    assert errors == []
    assert warnings == [("2.001955.yaml", "no_limit")]


def test_thirty_or_more_real_procedures_are_shipped(real: tuple[Procedure, ...]) -> None:
    assert len(real) == len(REAL) >= 30


def test_the_procedures_follow_at_least_five_workflows(real: tuple[Procedure, ...]) -> None:
    followed = Counter(procedure.workflow for procedure in real)

    assert len(followed) >= 5
    assert set(followed) == {path.stem for path in BASES}


@pytest.mark.parametrize("level", [2, 3, 4])
def test_every_level_occurs(real: tuple[Procedure, ...], level: int) -> None:
    assert any(procedure.level == level for procedure in real)


@pytest.mark.parametrize("channel", Channel)
def test_every_channel_occurs(real: tuple[Procedure, ...], channel: Channel) -> None:
    assert any(channel in procedure.channels for procedure in real)
    assert any(channel in procedure.returns for procedure in real)


def test_what_is_filed_online_is_of_level_three_or_four(
    all_procedures: tuple[Procedure, ...],
) -> None:
    for procedure in all_procedures:
        online = Channel.ONLINE in procedure.channels
        assert online is (procedure.level in LEVELS_34), procedure.code


@pytest.mark.parametrize("path", [*REAL, *SAMPLES], ids=lambda path: path.stem)
def test_a_file_is_named_after_its_code(path: Path) -> None:
    assert f'\nprocedure: "{path.stem}"\n' in f"\n{path.read_text(encoding='utf-8')}"


@pytest.mark.parametrize("path", [*BASES, *REAL, *SAMPLES], ids=lambda path: path.stem)
def test_an_editor_finds_the_schema_of_every_file(path: Path) -> None:
    first, _ = path.read_text(encoding="utf-8").split("\n", 1)

    schema = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / schema).resolve() == ROOT / "schema" / "procedure.schema.json"


def test_no_code_is_used_twice(all_procedures: tuple[Procedure, ...]) -> None:
    codes = Counter(procedure.code for procedure in all_procedures)

    assert [code for code, times in codes.items() if times > 1] == []


def test_every_procedure_says_where_it_comes_from(all_procedures: tuple[Procedure, ...]) -> None:
    assert [p.code for p in all_procedures if not p.sources] == []


def test_what_is_not_verified_says_what_it_assumes(all_procedures: tuple[Procedure, ...]) -> None:
    weak = [(p.code, s) for p in all_procedures for s in p.sources if s.confidence != "verified"]

    assert [code for code, source in weak if not source.note] == []


def test_every_procedure_names_its_papers(all_procedures: tuple[Procedure, ...]) -> None:
    assert [p.code for p in all_procedures if not any(paper.required for paper in p.papers)] == []


def test_every_field_of_procedures_is_known(all_procedures: tuple[Procedure, ...]) -> None:
    assert {procedure.field for procedure in all_procedures} <= set(table("fields.yaml")["fields"])


def test_every_action_has_words_of_its_own(all_procedures: tuple[Procedure, ...]) -> None:
    for procedure in all_procedures:
        for action in procedure.actions.values():
            assert action.label != action.id, f"{procedure.code}: {action.id}"


def test_no_label_is_for_an_action_that_nobody_uses(all_procedures: tuple[Procedure, ...]) -> None:
    used = {action for procedure in all_procedures for action in procedure.actions}

    assert set(table("labels.yaml")["actions"]) - used == set()


def test_words_exist_for_what_procedures_name(all_procedures: tuple[Procedure, ...]) -> None:
    words = table("labels.yaml")
    actions = [action for p in all_procedures for action in p.actions.values()]
    states = [state for p in all_procedures for state in p.states.values()]
    holders = {h for a in actions for h in a.by} | {s.holder for s in states if s.holder}

    assert {a.letter for a in actions if a.letter} <= set(words["letters"])
    assert {outcome for a in actions for outcome in a.outcomes} <= set(words["outcomes"])
    assert {s.stop for s in states if s.stop} <= set(words["stops"])
    assert {str(holder.role) for holder in holders} <= set(words["roles"])


def test_every_step_that_wants_a_reason_has_some_to_choose_from(
    all_procedures: tuple[Procedure, ...],
) -> None:
    fits = {act for reason in table("reasons.yaml")["reasons"].values() for act in reason["fits"]}
    wants = {
        action.id
        for procedure in all_procedures
        for action in procedure.actions.values()
        if action.reason_required
    }

    assert wants | {"extend"} <= fits


def test_a_reason_fits_only_acts_that_exist() -> None:
    words = table("labels.yaml")
    reasons = table("reasons.yaml")["reasons"]
    acts = set(words["actions"]) | set(words["verbs"])

    for code, reason in reasons.items():
        assert set(reason["fits"]) <= acts, code


def status_of(state_facts: Mapping[str, object]) -> int:
    """The first rule of the file whose conditions all hold."""
    for rule in table("statuses.yaml")["rules"]:
        wanted = {key: value for key, value in rule.items() if key != "status"}
        if all(state_facts.get(key) == value for key, value in wanted.items()):
            return int(rule["status"])
    raise AssertionError(state_facts)


def test_every_state_has_one_national_status_and_all_ten_are_used(
    all_procedures: tuple[Procedure, ...],
) -> None:
    found = {
        status_of(
            {
                "final": state.final,
                "stop": state.stop,
                "clock": state.clock,
                "first": state.id == procedure.starts[Channel.DIRECT],
            }
        )
        for procedure in all_procedures
        for state in procedure.states.values()
    }

    assert {str(status) for status in found} == set(table("statuses.yaml")["statuses"])


@pytest.mark.parametrize("name", ["calendar", "administrative"])
def test_the_months_of_a_year_are_all_periods(name: str) -> None:
    kinds = table(f"periods/{name}.yaml")["kinds"]

    assert [row["months"] for row in kinds["month"]] == [[m, m] for m in range(1, 13)]
    assert [row["months"] for row in kinds["quarter"]] == [[1, 3], [4, 6], [7, 9], [10, 12]]


def test_no_period_has_the_name_of_another() -> None:
    names = Counter(
        row["name"]
        for file in ("calendar", "administrative")
        for rows in table(f"periods/{file}.yaml")["kinds"].values()
        for row in rows
    )

    assert [name for name, times in names.items() if times > 1] == []


def test_the_sample_of_an_giang_is_twenty_nine_procedures_that_say_that_they_are_samples(
    samples: tuple[Procedure, ...],
) -> None:
    assert len(samples) == 29
    assert all(procedure.level in LEVELS_34 for procedure in samples)
    assert all(procedure.name.startswith("Mẫu: ") for procedure in samples)
    assert all(s.confidence == "assumption" for p in samples for s in p.sources)
