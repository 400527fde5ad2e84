from pathlib import Path

import pytest

from tests.api.conftest import Motcua, Tenant

pytestmark = pytest.mark.parametrize("database_url", ["sqlite://"])  # files alone are read


def test_the_product_lints_clean(motcua: Motcua) -> None:
    answer = motcua("workflow", "lint", "--json")

    assert answer.code == 0
    assert {one["severity"] for one in answer.json()} <= {"warning"}


def test_a_defect_is_told_with_file_line_code_and_fix(motcua: Motcua, tenant: Tenant) -> None:
    path = tenant.procedure(more="chanels: [direct]\n")

    answer = motcua("workflow", "lint", str(path), "--json")

    (defect,) = answer.json()
    assert answer.code == 1
    assert defect["file"] == str(path)
    assert path.read_text(encoding="utf-8").splitlines()[defect["line"] - 1].startswith("chanels")
    assert defect["code"] == "unknown_key"
    assert "channels" in defect["fix"]


def test_for_people_a_defect_is_one_line(motcua: Motcua, tenant: Tenant) -> None:
    path = tenant.procedure(more="chanels: [direct]\n")

    answer = motcua("workflow", "lint", str(path))

    assert f"{path}:" in answer.out
    assert "[unknown_key]" in answer.out
    assert answer.out.endswith("1 lỗi, 0 cảnh báo.\n")


def test_a_file_that_is_not_there_is_refused(motcua: Motcua, tmp_path: Path) -> None:
    answer = motcua("workflow", "lint", str(tmp_path / "gone.yaml"))

    assert answer.code == 1
    assert answer.err.startswith("motcua: [no_such_file] ")


def test_the_list_has_every_procedure_with_its_edition(motcua: Motcua, tenant: Tenant) -> None:
    tenant.procedure("9.900001")

    listed = {one["code"]: one for one in motcua("workflow", "list", "--json").json()}

    assert {"1.009972", "9.900001"} <= listed.keys()
    assert len(listed["9.900001"]["edition"]) == 64


def test_a_procedure_is_shown_in_words(motcua: Motcua) -> None:
    shown = motcua("workflow", "show", "1.009972").out

    assert "Thời hạn: 20 ngày làm việc" in shown
    assert "Đang thụ lý" in shown
    assert "Phí thẩm định: 75.000 đồng" in shown


def test_a_procedure_is_drawn(motcua: Motcua, tmp_path: Path) -> None:
    target = tmp_path / "chart.svg"

    assert motcua("workflow", "draw", "1.009972").out.startswith("stateDiagram-v2\n")
    drawn = motcua("workflow", "draw", "1.009972", "--format", "svg", "--out", str(target))

    assert drawn.code == 0
    assert target.read_text(encoding="utf-8").startswith("<svg ")


def test_a_drawing_that_cannot_be_written_is_refused(motcua: Motcua, tmp_path: Path) -> None:
    target = str(tmp_path / "gone" / "chart.svg")

    assert motcua("workflow", "draw", "1.009972", "--out", target).err.startswith(
        "motcua: [cannot_write] "
    )


def test_a_simulation_says_when_each_step_is_due(motcua: Motcua, tenant: Tenant) -> None:
    tenant.procedure("9.900001", days=10)
    asked = ("workflow", "simulate", "9.900001", "--received", "2026-03-02 08:00")

    (simulation,) = motcua(*asked, "--channel", "direct", "--json").json()

    assert simulation["promise"] == "2026-03-16T10:00:00.000000Z"
    assert {way["end"] for way in simulation["ways"]} >= {"returned", "withdrawn"}
    assert "hẹn trả: 17:00 16/03/2026" in motcua(*asked).out


def test_a_moment_that_is_none_is_refused(motcua: Motcua) -> None:
    answer = motcua("workflow", "simulate", "1.009972", "--received", "hôm qua")

    assert answer.err.startswith("motcua: [bad_moment] ")
