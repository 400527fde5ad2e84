"""Files become what is in force: all of them, or none."""

from collections.abc import Mapping

import pytest

from tests.api.conftest import Answer, Motcua, Tenant

CODE = "9.900001"


def verbs(answer: Answer) -> Mapping[str, str]:
    """What becomes of each procedure that changes."""
    changes = answer.json()["changes"]
    return {one["code"]: one["verb"] for one in changes if one["kind"] == "procedure"}


def test_the_first_apply_puts_everything_in_force(motcua: Motcua, tenant: Tenant) -> None:
    tenant.procedure(CODE)

    assert verbs(motcua("plan", "--json"))[CODE] == "added"
    applied = motcua("apply", "--json")

    assert applied.code == 0
    assert {one["kind"] for one in applied.json()["changes"]} >= {
        "procedure",
        "calendars",
        "agencies",
        "codes",
        "periods",
        "labels",
    }
    assert motcua("plan", "--json").json() == {
        "changes": [],
        "old_editions": [],
        "moved_promises": [],
        "obstacles": [],
    }
    assert motcua("plan", "--exit-code").code == 0


def test_a_plan_writes_nothing(motcua: Motcua) -> None:
    motcua("plan")

    assert motcua("verify").err.startswith("motcua: [no_catalogue] ")


def test_a_changed_procedure_is_told_with_what_differs(motcua: Motcua, tenant: Tenant) -> None:
    tenant.procedure(CODE, days=10)
    motcua("apply")
    tenant.procedure(CODE, days=15)

    planned = motcua("plan", "--json").json()["changes"]
    page = motcua("plan", "--exit-code")

    assert [(one["verb"], one["code"]) for one in planned] == [("changed", CODE)]
    assert [(line["before"], line["after"]) for line in planned[0]["diff"]] == [("10", "15")]
    assert page.code == 3
    assert f"~ đổi thủ tục {CODE}" in page.out
    assert "10 → 15" in page.out
    assert "Nếu áp dụng (1 thủ tục): thêm 0, đổi 1, thôi áp dụng 0; dời 0 ngày hẹn." in page.out
    assert motcua("apply", "--json").json()["changes"] == planned


def test_a_procedure_without_a_file_is_retired(motcua: Motcua, tenant: Tenant) -> None:
    path = tenant.procedure(CODE)
    motcua("apply")
    path.unlink()

    assert verbs(motcua("plan", "--json")) == {CODE: "retired"}
    assert f"- thôi áp dụng thủ tục {CODE}" in motcua("apply").out
    assert motcua("plan", "--json").json()["changes"] == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_comments_and_the_order_of_keys_change_nothing(motcua: Motcua, tenant: Tenant) -> None:
    path = tenant.procedure(CODE)
    motcua("apply")
    text = path.read_text(encoding="utf-8")
    first, second, *rest = text.splitlines()
    path.write_text("\n".join(["# ghi chú", second, first, *rest]), encoding="utf-8")

    assert motcua("plan", "--json").json()["changes"] == []


def test_a_catalogue_that_does_not_lint_changes_nothing(motcua: Motcua, tenant: Tenant) -> None:
    path = tenant.procedure(CODE, days=10)
    motcua("apply")
    tenant.procedure(CODE, days=15)
    broken = tenant.write("procedures/9.900002.yaml", 'procedure: "9.900002"\nextends: nothing\n')

    refused = motcua("apply")

    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("motcua: [definition_fault] ")
    assert refused.err.count("\n") == 1
    assert motcua("plan").code == 1
    broken.unlink()
    path.unlink()
    assert verbs(motcua("plan", "--json")) == {CODE: "retired"}  # the one of ten days, untouched


@pytest.mark.parametrize("database_url", ["sqlite://"])  # files alone are read
@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("codes/broken.yaml", "scheme: broken\n"),
        ("periods/broken.yaml", "periods: broken\n"),
        ("agencies/broken.yaml", "province: '75'\nagencies: [{agency: x}]\n"),
    ],
)
def test_what_apply_refuses_lint_finds(
    motcua: Motcua, tenant: Tenant, file: str, text: str
) -> None:
    tenant.write(file, text)

    answer = motcua("workflow", "lint", "--json")

    assert motcua("apply").err.startswith("motcua: [definition_fault] ")
    assert answer.code == 1
    assert [one["code"] for one in answer.json() if one["severity"] == "error"]
