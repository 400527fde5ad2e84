"""What speaks against the numbers that a person gives at the counter: codes, never a refusal.

A clerk has the paper in hand, and the paper counts. So whatever a form would refuse is only a
doubt here, kept with the person so that somebody can look again.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from forms.emails import read_email
from forms.papers import read_identity
from forms.phones import read_phone
from forms.remarks import Finding, Wrong


def doubts_of(said: Mapping[str, str | None], today: date) -> tuple[str, ...]:
    """The codes of all findings about `identity_kind`, `identity`, `identity_note`, phone, e-mail.

    The codes are those of `forms`: `wrong_length`, `number_year`, `tax_check_digit`, …
    """
    return tuple(dict.fromkeys(finding.code for finding in _findings(said, today)))


def _findings(said: Mapping[str, str | None], today: date) -> Iterator[Finding]:
    yield from _identity(said, today)
    if phone := said.get("phone"):
        yield from _tried(lambda: read_phone(phone)[1])
    if email := said.get("email"):
        yield from _tried(lambda: _reached(email))


def _identity(said: Mapping[str, str | None], today: date) -> Iterator[Finding]:
    parts = {
        "kind": said.get("identity_kind") or "",
        "number": said.get("identity") or "",
        "note": said.get("identity_note") or "",
    }
    yield from _tried(lambda: read_identity(parts, today)[1])


def _reached(email: str) -> tuple[Finding, ...]:
    read_email(email)
    return ()


def _tried(read: Callable[[], tuple[Finding, ...]]) -> tuple[Finding, ...]:
    try:
        return read()
    except Wrong as wrong:
        return (wrong.finding,)
