"""What comes along in headers: the key against doing a thing twice, and the version seen."""

import re
from typing import Annotated

from fastapi import Header

from engine.desk.texts import KEY
from engine.errors import BadInput

_TAG = re.compile(r'"([1-9][0-9]{0,8})"')

Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=KEY,
        pattern="^[A-Za-z0-9./_:-]+$",
        description="The same key with the same request gives the same answer, and acts once.",
    ),
]
IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        max_length=40,
        pattern=r'^(\*|"[1-9][0-9]{0,8}")$',
        description="The ETag of the dossier as it was seen; 412 if somebody acted since.",
    ),
]


def etag(version: int) -> str:
    """The version of a dossier as a header says it."""
    return f'"{version}"'


def version_of(tag: str | None) -> int | None:
    """The version that somebody saw; None if they do not say, or take any (`*`)."""
    if tag is None or tag == "*":
        return None
    read = _TAG.fullmatch(tag)
    if read is None:
        raise BadInput("If-Match phải là ETag của hồ sơ.", code="malformed_etag")
    return int(read[1])
