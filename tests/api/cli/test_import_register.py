"""Dossiers of an older system, brought in and written out by the commands."""

import csv
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.api.conftest import Motcua
from workflows.loader import ROOT

MAP = str(ROOT / "imports" / "so-theo-doi.yaml")
SAMPLES = ROOT.parent / "docs" / "imports"
BY = "dn-sxd-03"
YEAR = ("--from", "2019-01-01", "--to", "2019-12-31", "--json")


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The commands ask nothing that one kind of database answers otherwise than the other."""
    return str(request.getfixturevalue(f"{request.param}_database_url"))


@pytest.fixture
def office(motcua: Motcua) -> Motcua:
    assert motcua("apply").code == 0
    return motcua


def spoiled(folder: Path) -> Path:
    """The sample with a promise that is none, a procedure that is none, and a name that is bad."""
    text = (SAMPLES / "so-theo-doi.csv").read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    lines[2] = lines[2].replace("29/01/2019,29/01/2019", "30/02/2019,29/01/2019")
    lines[3] = lines[3].replace("Điều chỉnh giấy phép", "Đổi giấy phép")
    lines[5] = lines[5].replace("Lê Mẫu Đơn", "Lê \x07Mẫu Đơn")
    path = folder / "so.csv"
    path.write_text("".join(lines), encoding="utf-8")
    return path


def test_bad_rows_are_kept_out_and_land_once_they_are_corrected(
    office: Motcua, tmp_path: Path
) -> None:
    rejects = tmp_path / "loi.csv"
    asked = ("import", "register", "--mapping", MAP, "--json")

    answer = office(*asked, str(spoiled(tmp_path)), "--rejects", str(rejects))

    found = answer.json()
    assert answer.code == 3
    assert (found["cases"], found["landed"], found["already"]) == (8, 5, 0)
    assert [(one["line"], one["code"]) for one in found["rejected"]] == [
        (3, "bad_moment"),
        (4, "unknown_procedure"),
        (6, "unprintable"),
    ]
    assert "Mẫu Đơn" not in answer.out + answer.err
    with rejects.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    assert header[-1] == "Lý do không nhận"
    assert [row[1] for row in rows] == ["SXD-2019-0102", "SXD-2019-0103", "SXD-2019-0105"]
    text = rejects.read_text(encoding="utf-8-sig")
    for wrong, right in (("30/02", "28/02"), ("Đổi giấy", "Điều chỉnh giấy"), ("\x07", "")):
        text = text.replace(wrong, right)
    rejects.write_text(text, encoding="utf-8")
    corrected = office(*asked, str(rejects))
    again = corrected.json()
    assert (corrected.code, again["landed"], again["rejected"]) == (0, 3, [])
    whole = office(*asked, str(SAMPLES / "so-theo-doi.xlsx")).json()
    assert (whole["landed"], whole["already"]) == (0, 7)  # one promise was corrected otherwise
    assert [one["code"] for one in whole["rejected"]] == ["differs_from_landed"]


def test_a_case_with_other_contents_than_the_landed_one_comes_back_each_time(
    office: Motcua, tmp_path: Path
) -> None:
    asked = ("import", "register", "--mapping", MAP)
    office(*asked, str(SAMPLES / "so-theo-doi.csv"))
    changed, rejects = tmp_path / "so.csv", tmp_path / "loi.csv"
    text = (SAMPLES / "so-theo-doi.csv").read_text(encoding="utf-8")
    changed.write_text(text.replace("Lê Mẫu Đơn", "Trần Mẫu"), encoding="utf-8")

    first = office(*asked, str(changed), "--rejects", str(rejects), "--json")
    second = office(*asked, str(changed), "--json")

    assert (first.code, second.code) == (3, 3)
    assert first.json() == second.json()
    assert (first.json()["landed"], first.json()["already"]) == (0, 7)
    (rejected,) = first.json()["rejected"]
    assert (rejected["line"], rejected["code"]) == (6, "differs_from_landed")
    assert "người nộp" in rejected["reason"]
    assert "Mẫu" not in rejected["reason"]
    with rejects.open(encoding="utf-8-sig", newline="") as file:
        assert [row[1] for row in csv.reader(file)] == ["Mã hồ sơ", "SXD-2019-0105"]


@pytest.mark.parametrize("name", ["so.csv", "./so.csv", "other.csv", "link.csv"])
def test_rejects_are_written_over_no_file(
    name: str, office: Motcua, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path, other = spoiled(tmp_path), tmp_path / "other.csv"
    other.write_text("giữ", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(path)
    before = path.read_bytes()

    answer = office("import", "register", str(path), "--mapping", MAP, "--rejects", name)

    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("motcua: [would_overwrite] ")
    assert (path.read_bytes(), other.read_text(encoding="utf-8")) == (before, "giữ")
    assert office("import", "register", str(path), "--mapping", MAP, "--json").json()["landed"] == 5


def test_no_file_of_rejects_is_written_where_nothing_was_kept_out(
    office: Motcua, tmp_path: Path
) -> None:
    rejects = tmp_path / "loi.csv"
    asked = ("import", "register", str(SAMPLES / "so-theo-doi.csv"), "--mapping", MAP)

    assert office(*asked, "--rejects", str(rejects)).code == 0

    assert not rejects.exists()
    gone = office(*asked, "--rejects", str(tmp_path / "none" / "loi.csv"))
    assert gone.err.startswith("motcua: [unwritable_file] ")


def test_what_is_wrong_with_a_file_is_said_in_the_language_of_the_office(
    office: Motcua, tmp_path: Path
) -> None:
    for name, words in (
        ("none.csv", "không có tệp"),
        ("vni.csv", "không đúng bảng mã utf-8"),
        ("broken.xlsx", "không phải tệp XLSX"),
    ):
        path = tmp_path / name
        if name != "none.csv":
            path.write_bytes(b"m\xe3 s\xf6")
        for asked in ((str(path), "--mapping", MAP), (MAP, "--mapping", str(path))):
            said = office("import", "register", *asked).err
            assert said.startswith("motcua: [unreadable_file] ")
            assert "Error" not in said
            assert "Errno" not in said
            assert "Bad" not in said
        assert words in office("import", "register", str(path), "--mapping", MAP).err


def test_a_book_of_days_that_end_before_they_begin_is_refused(office: Motcua) -> None:
    answer = office("export", "register", "--from", "2030-01-01", "--to", "2010-01-01")

    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("motcua: [empty_span] ")


def test_the_book_goes_out_and_comes_in_again_with_equal_figures(
    office: Motcua, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sqlite_template: Path
) -> None:
    office("import", "register", str(SAMPLES / "so-theo-doi.xlsx"), "--mapping", MAP)
    books = [tmp_path / "so.csv", tmp_path / "so.xlsx"]
    for book in books:
        shape = ("--format", book.suffix[1:], "--by", BY)
        assert office("export", "register", "--out", str(book), *shape).code == 0
    figures = office("report", "timeliness", *YEAR).json()["total"]
    assert (figures["received"], figures["late"], figures["overdue"]) == (8, 2, 2)
    sheet = load_workbook(books[1], read_only=True).active
    assert sheet is not None
    names = [row[4] for row in sheet.iter_rows(values_only=True)]
    assert names[:2] == ["Tên cá nhân, tổ chức", "Nguyễn Văn Mẫu"]

    for number, book in enumerate(books):
        fresh = tmp_path / f"fresh-{number}.sqlite"
        fresh.write_bytes(sqlite_template.read_bytes())
        monkeypatch.setenv("MOTCUA_DATABASE_URL", f"sqlite:///{fresh}")
        assert office("apply").code == 0
        landed: Any = office("import", "register", str(book), "--mapping", MAP, "--json").json()
        assert (landed["landed"], landed["rejected"]) == (8, [])
        assert office("report", "timeliness", *YEAR).json()["total"] == figures


def test_a_dossier_is_found_by_the_code_that_it_had(office: Motcua, tmp_path: Path) -> None:
    told = str(ROOT / "imports" / "nhat-ky.yaml")
    said = office("import", "register", str(SAMPLES / "nhat-ky.csv"), "--mapping", told).out
    assert said.startswith("3 hồ sơ, 10 sự kiện trong tệp: đưa vào 3, 0 dòng không nhận.")

    page = office("dossier", "show", "TN-2").out

    assert "từ hệ thống “nhat-ky”, mã ở đó: TN-2, kênh “mạng”" in page
    assert "17:00 18/03/2024 – hẹn khi tiếp nhận" in page
    assert office("verify").code == 0
    xes = tmp_path / "log.xes"
    assert office("export", "xes", str(xes)).code == 0
    assert xes.read_text(encoding="utf-8").count("<trace>") == 3


def test_a_mapping_that_does_not_fit_is_refused_before_anything_is_read(office: Motcua) -> None:
    asked = ("import", "register", str(SAMPLES / "nhat-ky.csv"), "--mapping")

    assert "[missing_column]" in office(*asked, MAP).err
    assert "[unknown_agency]" in office(*asked, MAP, "--agency", "so-x").err
    assert "[out_missing]" in office("export", "register", "--format", "xlsx").err
