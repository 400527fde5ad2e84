"""Words as people type or paste them, made fit to be kept."""

import re
import unicodedata

from forms.remarks import Wrong

# Control, format (zero-width, bidi), private, surrogate and unassigned: nobody sees them, and a
# text pasted from a word processor is full of them.
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})


def tidy(text: str) -> str:
    r"""Compose accents (NFC), drop unseen characters, trim the ends; line ends become `\n`."""
    lines = re.sub(r"\r\n?|[\u2028\u2029]", "\n", text)
    seen = (c for c in lines if c in "\n\t" or unicodedata.category(c) not in _UNSEEN)
    return unicodedata.normalize("NFC", "".join(seen)).strip()


def one_line(text: str) -> str:
    """Tidy, and every run of spaces and line ends is one space."""
    return " ".join(tidy(text).split())


def words(raw: object) -> str:
    """The text of a raw answer; a number of a JSON body counts as its digits."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, int) and not isinstance(raw, bool):
        return str(raw)
    raise Wrong("wrong_shape", "Mục này chỉ nhận một giá trị dạng chữ. Hãy nhập lại.")


def bare(text: str) -> str:
    """A number of a paper without the spaces, dots and dashes put between its digits."""
    return re.sub(r"[\s.\-–]", "", tidy(text))
