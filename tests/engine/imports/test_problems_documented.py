"""Every problem that an import can name stands in the page that explains them, and no other."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
SOURCES = [
    *(ROOT / "engine/imports/epar").glob("*.py"),
    *(ROOT / "engine/imports/digit").glob("*.py"),
]
ADDED = re.compile(r'\.add\(\s*"([a-z_]+)"')
LISTED = re.compile(r"^\| (`[a-z_`, ]+`) \|", re.MULTILINE)


def test_the_page_lists_exactly_the_problems_that_there_are() -> None:
    named = {code for path in SOURCES for code in ADDED.findall(path.read_text(encoding="utf-8"))}
    page = (ROOT / "docs/imports-definitions.md").read_text(encoding="utf-8")
    table = page.partition("## Các lỗi có tên")[2]
    listed = {code for row in LISTED.findall(table) for code in re.findall("[a-z_]+", row)}

    assert listed == named
