"""Who comes into a dossier later, from the command line."""

from pathlib import Path

import pytest

from tests.api.conftest import Motcua

CLERK, OUTSIDER = "dn-sxd-03", "dn25-26017-03"
VISIT = """\
agency: dn-sxd
submitter: {role: submitter, name: Trần Văn Nộp}
paid: true
dossiers:
  - {procedure: "1.009972", owners: [{name: Chủ Một}], papers: {application: [1, 0]},
     answers: {applicant_kind: person}, place: "26008"}
"""
PERSON = """\
people:
  - {role: authorised, name: Đỗ Thị Dịch Vụ, scope: [collect], document: HĐ 7/2026}
"""


@pytest.fixture
def code(motcua: Motcua, tmp_path: Path) -> str:
    """A dossier of an owner and a submitter."""
    assert motcua("apply").code == 0
    file = tmp_path / "visit.yaml"
    file.write_text(VISIT, encoding="utf-8")
    answer = motcua("visit", "receive", str(file), "--by", CLERK, "--json")
    shown = motcua("visit", "show", answer.json()["visit"], "--json").json()
    return str(shown[0]["code"])


@pytest.fixture
def person(tmp_path: Path) -> str:
    file = tmp_path / "person.yaml"
    file.write_text(PERSON, encoding="utf-8")
    return str(file)


def test_somebody_is_authorised_later_replaced_and_revoked(
    motcua: Motcua, code: str, person: str
) -> None:
    added = motcua("party", "add", code, person, "--by", CLERK, "--key", "p1")
    again = motcua("party", "add", code, person, "--by", CLERK, "--key", "p1")
    assert (added.code, again.out) == (0, added.out), added.err
    assert "người thứ 3" in added.out

    why = ("--reason", "authorised_another", "--by", CLERK)
    assert "Người thứ 4 thay người thứ 3" in motcua("party", "replace", code, "3", person, *why).out
    ended = motcua("party", "revoke", code, "4", "--reason", "revoked_by_owner", "--by", CLERK)
    assert "Đã chấm dứt ủy quyền của người thứ 4" in ended.out
    assert motcua("verify").code == 0


def test_an_outsider_and_an_unknown_reason_are_refused(
    motcua: Motcua, code: str, person: str
) -> None:
    outside = motcua("party", "add", code, person, "--by", OUTSIDER)
    assert (outside.code, "[unknown_dossier]" in outside.err) == (1, True)
    unknown = motcua("party", "revoke", code, "2", "--reason", "whim", "--by", CLERK)
    assert (unknown.code, "Đỗ Thị" in unknown.err) == (1, False)
