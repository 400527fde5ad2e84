"""The visits of a day, from the command line."""

from pathlib import Path

import pytest

from tests.api.conftest import Motcua

CLERK, WARD_CLERK, CHAIR = "dn-sxd-03", "dn25-26017-03", "dn25-26017-02"
VISIT = """\
agency: dn-sxd
submitter: {role: authorised, name: Đỗ Thị Dịch Vụ, identity_kind: citizen,
            identity: "075188123456", scope: [submit, collect], document: HĐ 7/2026}
papers: {report: [1, 1]}
paid: true
dossiers:
  - {procedure: "1.009972", owners: [{name: Chủ Một}], papers: {application: [1, 0]},
     answers: {applicant_kind: person}, place: "26008"}
  - {procedure: "1.009972", owners: [{name: Chủ Hai}], papers: {application: [1, 0]},
     answers: {applicant_kind: person}, place: "26008"}
"""
AT_ONCE = f"""\
agency: dn25-26017
procedure: "2.000815"
owners: [{{name: Nguyễn Văn Ánh}}]
papers: {{request: [1, 0], original: [1, 0], copy: [0, 3]}}
answers: {{papers: [{{name: Bằng tốt nghiệp, pages: 2, copies: 3}}], copies_total: 3}}
paid: true
number: 415/SCT/BS
signer: {CHAIR}
"""


@pytest.fixture(autouse=True)
def catalogue(motcua: Motcua) -> None:
    assert motcua("apply").code == 0


def written(folder: Path, text: str) -> str:
    file = folder / "visit.yaml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_a_visit_answers_with_every_code_and_one_payment_and_is_shown_again(
    motcua: Motcua, tmp_path: Path
) -> None:
    file = written(tmp_path, VISIT)
    done = motcua("visit", "receive", file, "--by", CLERK, "--json").json()
    codes = [one["code"] for one in done["outcomes"]]
    shown = motcua("visit", "show", done["visit"], "--json").json()

    assert (len(codes), done["total"]) == (2, 150_000)
    assert [one["code"] for one in shown] == codes
    assert motcua("visit", "show", done["visit"], "--by", CLERK).out.endswith("2 hồ sơ.\n")
    assert motcua("visit", "show", done["visit"], "--by", WARD_CLERK).code == 1
    assert motcua("visit", "hand-over", codes[0], "--by", CLERK).err.startswith(
        f"motcua: [result_not_ready] Hồ sơ {codes[0]}: "
    )
    page = motcua("dossier", "show", codes[1]).out
    assert "người thứ 2: người được ủy quyền; được nhận kết quả, nộp hồ sơ" in page
    assert "Dịch Vụ" not in page
    assert motcua("verify").code == 0


def test_a_certified_copy_is_resolved_at_once(motcua: Motcua, tmp_path: Path) -> None:
    told = motcua("visit", "resolve-now", written(tmp_path, AT_ONCE), "--by", WARD_CLERK).out

    assert told.startswith("Đã giải quyết và trả ngay; đã thu 4")
    code = told.splitlines()[1].split()[0]
    page = motcua("dossier", "show", code).out
    assert "giải quyết ngay, không cấp giấy hẹn" in page
    assert "người ký trên giấy: Dương Quốc Hùng" in page


def test_slips_are_numbered_and_listed(motcua: Motcua) -> None:
    asked = ("--agency", "dn-sxd", "--by", CLERK)
    first = motcua(
        "visit", "turn-away", "02", "--reason", "paper_missing", "--procedure", "1.009972",
        "--paper", "report", *asked, "--json",
    ).json()  # fmt: skip
    second = motcua("visit", "turn-away", "03", "--reason", "no_such_procedure", *asked).out
    year = first["number"].partition("/")[2]
    page = motcua("visit", "log", "--agency", "dn-sxd", "--year", year).out

    assert (first["number"], first["papers"]) == (f"01/{year}", ["report"])
    assert second == f"Phiếu từ chối tiếp nhận giải quyết hồ sơ số 02/{year}.\n"
    assert "Thiếu giấy tờ trong thành phần hồ sơ" in page
    assert page.endswith("2 phiếu.\n")
    assert motcua("visit", "log", "--agency", "nobody", "--year", year).code == 1
    assert motcua("visit", "show", "0").err.startswith("motcua: [unknown_visit] ")
