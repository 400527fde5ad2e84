"""Refusals as HTTP: the one place that knows which becomes which status (RFC 9457 for programs)."""

from collections.abc import Mapping

from api.database import DatabaseFailed
from api.signin.signing import NotSignedIn
from engine.errors import (
    BadInput,
    Conflict,
    DefinitionFault,
    NotAllowed,
    NotFound,
    OutOfScope,
    RecordBroken,
    Refusal,
    UnknownDossier,
)

# The nearest type in a refusal's own line of descent decides.
STATUS: Mapping[type[Refusal], int] = {
    NotFound: 404,
    NotSignedIn: 401,
    NotAllowed: 403,
    Conflict: 409,
    BadInput: 422,
    DefinitionFault: 422,
    RecordBroken: 500,
    DatabaseFailed: 503,
    Refusal: 400,
}
_BY_CODE = {"too_many_attempts": 429, "body_too_large": 413, "version_needed": 428}
PROBLEM = "application/problem+json"


def status_of(refusal: Refusal) -> int:
    if refusal.code in _BY_CODE:
        return _BY_CODE[refusal.code]
    return next(STATUS[kind] for kind in type(refusal).__mro__ if kind in STATUS)


def told(refusal: Refusal) -> Refusal:
    """What may be said of it: what lies out of scope is not there."""
    if isinstance(refusal, OutOfScope):
        return UnknownDossier()
    return refusal


def problem(refusal: Refusal, instance: str) -> dict[str, object]:
    """The body of RFC 9457; `code` is stable over releases, `detail` is for a person."""
    said = told(refusal)
    facts = {name: _plain(value) for name, value in said.facts.items()}
    return {
        "type": f"urn:motcua:refusal:{said.code}",
        "title": type(said).__name__,
        "status": status_of(said),
        "detail": said.message,
        "code": said.code,
        "instance": instance,
        "facts": facts,
    }


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one) for one in value]
    return str(value)
