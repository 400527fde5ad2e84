"""Electronic mail addresses."""

import re

from forms.remarks import Wrong
from forms.texts import one_line

EMAIL_LENGTH = 254  # RFC 5321: 256 for a path, with its angle brackets
_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+")


def read_email(text: str) -> str:
    """The address on one line; `Wrong` if no mail can reach it."""
    address = one_line(text)
    if len(address) > EMAIL_LENGTH or not _EMAIL.fullmatch(address):
        raise Wrong("not_an_email", "Hãy nhập thư điện tử dạng ten@noi.vn, hoặc để trống.")
    return address
