"""What went in comes out: the files of a catalogue are read back as the same editions."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from workflows.exported import exported
from workflows.kept import Kept, kept
from workflows.loader import ROOT, gather
from workflows.published import examine

AN_GIANG = ROOT / "demo" / "an-giang-2021"


def texts_of(*folders: Path) -> tuple[Kept, ...]:
    files = gather(folders)
    published = examine(files)
    assert [one for one in published.defects if one.severity == "error"] == []
    return tuple(kept(files, published))


def editions(texts: tuple[Kept, ...]) -> dict[tuple[str, str], str]:
    return {(one.kind, one.code): one.edition for one in texts}


def lay(files: Mapping[str, str], folder: Path) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def shipped() -> tuple[Kept, ...]:
    """The product's catalogue and that of the demonstration."""
    return texts_of(AN_GIANG)


@pytest.fixture(scope="module")
def files(shipped: tuple[Kept, ...]) -> Mapping[str, str]:
    return exported(shipped)


def test_a_catalogue_comes_back_as_the_same_editions(
    shipped: tuple[Kept, ...], files: Mapping[str, str], tmp_path: Path
) -> None:
    again = texts_of(lay(files, tmp_path / "tenant"))

    assert editions(again) == editions(shipped)


def test_the_same_catalogue_gives_the_same_files(
    shipped: tuple[Kept, ...], files: Mapping[str, str]
) -> None:
    assert exported(shipped[::-1]) == files


def test_a_procedure_is_written_as_what_it_changes_of_its_workflow(
    files: Mapping[str, str],
) -> None:
    text = files["procedures/1.009972.yaml"]

    assert text.startswith('procedure: "1.009972"\nextends: standard\n')
    assert "  assigning: null\n" in text
    assert "sealing" not in text.partition("states:")[2].partition("actions:")[0]
    assert files["base/standard.yaml"].startswith("workflow: standard\n")


def test_days_that_calendars_share_stay_one_list(files: Mapping[str, str]) -> None:
    for name in ("vietnam-office", "vietnam-saturday-counter"):
        assert "days: vietnam-days\n" in files[f"calendars/{name}.yaml"]
    assert "2026-09-02" in files["calendars/vietnam-days.yaml"]


def test_a_workflow_of_a_tenant_comes_along(tmp_path: Path) -> None:
    first = tmp_path / "first"
    standard = (ROOT / "base" / "standard.yaml").read_text(encoding="utf-8")
    own = standard.replace("workflow: standard", "workflow: ours").replace("Chờ ký", "Chờ duyệt ký")
    sample = (ROOT / "procedures" / "1.009972.yaml").read_text(encoding="utf-8")
    ours = sample.replace("1.009972", "9.900009").replace("extends: standard", "extends: ours")
    lay({"base/ours.yaml": own, "procedures/9.900009.yaml": ours}, first)
    before = texts_of(first)

    files = exported(before)
    again = texts_of(lay(files, tmp_path / "second"))

    assert editions(again) == editions(before)
    assert "workflow: ours\n" in files["base/ours.yaml"]
