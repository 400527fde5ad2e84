"""`motcua import epar`: what machines and people are told, and what is refused."""

from pathlib import Path

import pytest

from tests.api.conftest import Motcua
from tests.engine.imports.epar.samples import CODE, FILES, process

pytestmark = pytest.mark.parametrize("database_url", ["sqlite://"])  # files alone are read


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound procedure, and one that is empty and has no form."""
    made = tmp_path / "epar"
    made.mkdir()
    for name, content in FILES.items():
        (made / name).write_bytes(content)
    (made / "TV02_workflow.xml").write_bytes(process(code="TV02", totaltime="-1", fee=""))
    return made


def test_machines_get_the_figures_and_the_problems(
    motcua: Motcua, folder: Path, tmp_path: Path
) -> None:
    answer = motcua("import", "epar", str(folder), "--out", str(tmp_path / "out"), "--json")

    assert answer.code == 0
    assert answer.json() == {
        "procedures": [
            {
                "code": CODE,
                "name": "Cấp thẻ đọc sách",
                "limit": 6,
                "states": 8,
                "actions": 8,
                "handovers": 3,
                "clock_stops": 0,
                "inter_agency": False,
                "problems": [],
            },
            {
                "code": "TV02",
                "name": "Cấp thẻ đọc sách",
                "limit": None,
                "states": 1,
                "actions": 0,
                "handovers": 0,
                "clock_stops": 0,
                "inter_agency": False,
                "problems": [
                    {
                        "code": "no_limit",
                        "where": "TV02_workflow.xml",
                        "message": 'Không ghi thời hạn (totaltime="-1").',
                    },
                    {
                        "code": "missing_form",
                        "where": "TV02_workflow.xml",
                        "message": "Không có mẫu đơn TV02_form_struct.xml.",
                    },
                    {
                        "code": "empty_process",
                        "where": "TV02_workflow.xml",
                        "message": "Quy trình không có bước hoặc công việc nào.",
                    },
                ],
            },
        ],
        "totals": {"procedures": 2, "sound": 1, "with_problems": 1},
    }


def test_people_get_a_table_the_problems_and_where_everything_is(
    motcua: Motcua, folder: Path, tmp_path: Path
) -> None:
    answer = motcua("import", "epar", str(folder), "--out", str(tmp_path / "out"))

    assert "TV02  [missing_form] TV02_workflow.xml: Không có mẫu đơn" in answer.out
    assert "2 thủ tục: 1 không có lỗi, 1 có lỗi." in answer.out
    assert "1 thủ tục áp dụng được (procedures/), 1 phải sửa trước (to_mend/)" in answer.out
    assert (tmp_path / "out" / "procedures" / f"{CODE}.yaml").is_file()


def test_a_folder_that_is_not_there_is_refused(motcua: Motcua, tmp_path: Path) -> None:
    answer = motcua("import", "epar", str(tmp_path / "gone"), "--out", str(tmp_path / "out"))

    assert answer.code == 1
    assert answer.err.startswith("motcua: [no_such_folder] ")
    assert not (tmp_path / "out").exists()


def test_a_folder_without_any_definition_is_refused(motcua: Motcua, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    answer = motcua("import", "epar", str(tmp_path / "empty"), "--out", str(tmp_path / "out"))

    assert answer.code == 1
    assert answer.err.startswith("motcua: [no_definitions] ")
    assert not (tmp_path / "out").exists()


def test_what_was_changed_since_is_kept_unless_forced(
    motcua: Motcua, folder: Path, tmp_path: Path
) -> None:
    asked = ("import", "epar", str(folder), "--out", str(tmp_path / "out"))
    motcua(*asked)
    (tmp_path / "out" / "fields.yaml").write_text("fields: {}\n", encoding="utf-8")

    assert motcua(*asked).err.startswith("motcua: [would_overwrite] ")
    assert motcua(*asked, "--force").code == 0


def test_the_agency_is_named_as_a_file_can_be(motcua: Motcua, folder: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "out")

    answer = motcua("import", "epar", str(folder), "--out", out, "--agency", "../ngoai")

    assert answer.err.startswith("motcua: [bad_agency] ")
    assert not (tmp_path / "out").exists()
