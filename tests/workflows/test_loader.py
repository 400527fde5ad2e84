from pathlib import Path

import pytest

from engine.definitions.defects import FaultyText
from workflows.loader import ROOT, gather, read
from workflows.published import lint, publish

OWN = """
procedure: "9.999999"
extends: standard
name: Thủ tục riêng của đơn vị
field: land
tier: province
level: 4
limit: {working_days: 10}
channels: [direct, online]
returns: [direct]
source: [{law: Quy chế của đơn vị, confidence: assumption}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    own = tmp_path / "unit"
    (own / "procedures").mkdir(parents=True)
    (own / "procedures" / "9.999999.yaml").write_text(OWN, encoding="utf-8")
    return own


def test_a_folder_of_the_office_adds_to_what_is_shipped(folder: Path) -> None:
    published = publish(folder)

    assert "9.999999" in published.catalogue.offered
    assert "1.009972" in published.catalogue.offered


def test_a_file_of_the_same_name_wins(folder: Path) -> None:
    shipped = (ROOT / "procedures" / "1.009972.yaml").read_text(encoding="utf-8")
    own = shipped.replace("level: 4 ", "level: 3 ")
    (folder / "procedures" / "1.009972.yaml").write_text(own, encoding="utf-8")

    (procedure,) = publish(folder).catalogue.offered["1.009972"]

    assert procedure.level == 3


def test_a_file_that_says_nothing_takes_away_the_one_of_its_name(folder: Path) -> None:
    """An office is rid of the sample province, its people and its procedures."""
    for shelf in ("agencies", "procedures", "base"):
        (folder / shelf).mkdir(exist_ok=True)
        for shipped in (ROOT / shelf).glob("*.yaml"):
            if shipped.stem != "standard":
                (folder / shelf / shipped.name).write_text("# không dùng\n", encoding="utf-8")

    published = publish(folder)

    assert not published.organisation.agencies
    assert set(published.catalogue.offered) == {"9.999999"}


def test_a_file_that_says_nothing_and_takes_nothing_away_is_a_defect(folder: Path) -> None:
    (folder / "procedures" / "9.999998.yaml").write_text("# chưa viết\n", encoding="utf-8")

    with pytest.raises(FaultyText, match=r"9\.999998"):
        publish(folder)


def test_an_office_changes_single_words(folder: Path) -> None:
    (folder / "labels.yaml").write_text("actions: {sign: Ký duyệt}\n", encoding="utf-8")

    published = publish(folder)

    assert published.catalogue.offered["9.999999"][0].actions["sign"].label == "Ký duyệt"
    assert published.catalogue.offered["9.999999"][0].actions["agree"].label != "agree"


def test_a_catalogue_with_a_defect_is_not_published(folder: Path) -> None:
    path = folder / "procedures" / "9.999999.yaml"
    path.write_text(OWN.replace("level: 4", "levl: 4"), encoding="utf-8")

    with pytest.raises(FaultyText, match=r"unit/procedures/9\.999999\.yaml:2"):
        publish(folder)


def test_lint_of_one_file_speaks_of_that_file_alone(folder: Path) -> None:
    path = folder / "procedures" / "9.999999.yaml"
    path.write_text(OWN.replace("extends: standard", "extends: nothing"), encoding="utf-8")

    (defect,) = lint([path])

    assert (defect.code, defect.place.file, defect.place.line) == (
        "unknown_workflow",
        str(path),
        3,
    )


def test_lint_of_a_folder_speaks_of_its_files(folder: Path) -> None:
    path = folder / "procedures" / "9.999999.yaml"
    path.write_text(OWN.replace("limit: {working_days: 10}", "limit: none"), encoding="utf-8")

    defects = lint([folder])

    assert {defect.place.file for defect in defects} <= {
        "unit/procedures/9.999999.yaml",
        "workflows/base/standard.yaml",
    }
    assert "no_limit" in {defect.code for defect in defects}


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "none.yaml"

    with pytest.raises(FaultyText, match=r"none\.yaml"):
        read(missing)
    assert [defect.code for defect in lint([missing])] == ["unreadable_file"]


@pytest.mark.parametrize(
    ("file", "text", "rule"),
    [
        ("calendars/ours.yaml", "calendar: ours\nzone: Nowhere", "calendar_fault"),
        ("calendars/ours.yaml", "calendar: ours\ndays: nothing", "definition_fault"),
        ("forms/ours.yaml", "form: ours", None),
        ("labels.yaml", "a: [", "yaml"),
        ("agencies/ours.yaml", "agencies: nonsense", None),
    ],
)
def test_a_fault_of_any_file_is_a_defect_of_that_file(
    folder: Path, file: str, text: str, rule: str | None
) -> None:
    path = folder / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")

    found = lint(folders=[folder])

    assert any(d.place.file == f"unit/{file}" and rule in (None, d.code) for d in found)


def test_the_product_is_read_without_naming_a_folder() -> None:
    files = gather()

    assert "workflows/base/standard.yaml" in files.texts()
    assert files.defects == []
