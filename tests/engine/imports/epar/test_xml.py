"""Texts that are no XML, or XML that one had better not read."""

import pytest

from engine.imports.epar import xml
from engine.imports.imported import Findings

BOMB = b"""<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;">]>
<process code="A" name="&b;"/>"""
OUTSIDE = b'<!DOCTYPE p [<!ENTITY f SYSTEM "file:///etc/hostname">]><process name="&f;"/>'
BAD = [
    (b"", "broken_xml"),
    (b"<process>", "broken_xml"),
    (b'<process name="a & b"/>', "broken_xml"),
    (BOMB, "unsafe_xml"),
    (OUTSIDE, "unsafe_xml"),
    (b"<form/>", "wrong_root"),
    (b'<process name="T\xean"/>', "wrong_encoding"),
    (b'<?xml version="1.0" encoding="klingon"?><process/>', "wrong_encoding"),
    (b" " * (xml.MOST_BYTES + 1), "too_large"),
]


@pytest.mark.parametrize(("content", "code"), BAD, ids=range(len(BAD)))
def test_what_cannot_be_read_is_a_problem_of_its_file(content: bytes, code: str) -> None:
    findings = Findings("A_workflow.xml")

    assert xml.parse(content, "process", findings) is None
    assert [problem.code for problem in findings.problems] == [code]
    assert findings.problems[0].where.startswith("A_workflow.xml")


def test_a_broken_line_is_named() -> None:
    findings = Findings("A_workflow.xml")

    xml.parse(b"<process>\n<step>\n</process>", "process", findings)

    assert findings.problems[0].where == "A_workflow.xml, dòng 3"


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf<process/>",
        b'<?xml version="1.0" encoding="iso-8859-1"?><process name="\xe9"/>',
        '<?xml version="1.0" encoding="utf-16"?><process/>'.encode("utf-16"),
    ],
)
def test_marks_and_declared_encodings_are_read(content: bytes) -> None:
    findings = Findings("A_workflow.xml")

    assert xml.parse(content, "process", findings) is not None
    assert not findings.problems


def test_a_file_whose_letters_would_come_out_wrong_is_told() -> None:
    findings = Findings("A_workflow.xml")
    content = '<?xml version="1.0" encoding="windows-1258"?><process name="Cấp thẻ"/>'.encode()

    xml.parse(content, "process", findings)

    assert [problem.code for problem in findings.problems] == ["wrong_encoding"]
