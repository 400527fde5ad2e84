from engine.definitions.diff import diff
from engine.definitions.known import Known
from engine.definitions.load import load
from engine.procedure import Procedure

P = "1.009972.yaml"


def lines(
    texts: dict[str, str], known: Known, procedure: Procedure, old: str, new: str
) -> list[str]:
    assert old in texts[P]
    edited = load({**texts, P: texts[P].replace(old, new, 1)}, known).procedures[0]
    return [str(change) for change in diff(procedure, edited)]


def test_the_same_procedure_has_no_changes(procedure: Procedure) -> None:
    assert diff(procedure, procedure) == []


def test_a_changed_value_is_shown_with_both(
    texts: dict[str, str], known: Known, procedure: Procedure
) -> None:
    assert lines(texts, known, procedure, "budget: 16.5d", "budget: 16d") == [
        "~ bước › examining › budget › amount: 16.5 → 16"
    ]


def test_an_added_and_a_removed_action_are_shown(
    texts: dict[str, str], known: Known, procedure: Procedure
) -> None:
    (added, removed) = sorted(
        lines(texts, known, procedure, "  tax_paid:  {", "  paid: {label: Đã nộp, ")
    )

    assert added.startswith("+ thao tác › paid: ")
    assert removed.startswith("- thao tác › tax_paid: ")


def test_papers_are_told_apart_by_their_id(
    texts: dict[str, str], known: Known, procedure: Procedure
) -> None:
    more = "{id: map, name: Bản đồ, copies: 1}, {id: application"

    assert lines(texts, known, procedure, "{id: application", more) == [
        "+ giấy tờ › map: name: Bản đồ, copies: 1"
    ]


def test_a_new_procedure_is_all_added(procedure: Procedure) -> None:
    assert all(change.before is None for change in diff(None, procedure))
    assert all(change.after is None for change in diff(procedure, None))
