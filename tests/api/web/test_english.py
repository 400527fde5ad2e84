import re
from pathlib import Path

from api.web.in_english import english
from api.web.navigation import PLACES
from api.web.rendering import HERE

_SAID = re.compile(r"""\b_\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')\s*\)""")


def _texts(path: Path) -> set[str]:
    return {one or other for one, other in _SAID.findall(path.read_text(encoding="utf-8"))}


def test_every_text_of_the_pages_has_its_english() -> None:
    said = {
        (str(path.relative_to(HERE)), text)
        for path in [*HERE.rglob("*.html"), *HERE.rglob("*.py")]
        for text in _texts(path)
    }
    said |= {("navigation.py", place.label) for place in PLACES}

    assert len(said) > 20
    assert sorted(one for one in said if one[1] not in english()) == []


def test_no_page_says_vietnamese_outside_of_what_is_translated() -> None:
    """Text between tags that has a letter of Vietnamese alone was forgotten."""
    forgotten = [
        f"{path.name}: {text.strip()}"
        for path in HERE.rglob("*.html")
        for text in re.findall(r">([^<>{}]+)<", path.read_text(encoding="utf-8"))
        if re.search(
            r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", text.lower()
        )
    ]

    assert forgotten == []
