"""Who stands in a dossier: the roles, kinds and identities that there are."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import NoneType

from engine.desk.requests import Party
from engine.errors import BadInput

ROLES = frozenset({"owner", "submitter", "authorised", "collector"})
KINDS = frozenset({"person", "organisation"})
IDENTITIES = frozenset(
    {"citizen", "old_card", "passport", "birth_certificate", "tax", "other", "none"}
)
SCOPES = frozenset({"submit", "supplement", "withdraw", "collect"})
_KNOWN: Mapping[str, frozenset[str]] = {
    "role": ROLES,
    "kind": KINDS,
    "identity_kind": IDENTITIES,
}


def check_parties(parties: Sequence[Party]) -> None:
    """Refuse a party without a name, and words that mean nothing here."""
    for no, one in enumerate(parties, start=1):
        _check_kinds(one, no)
        if not one.name.strip():
            raise BadInput("Người trong hồ sơ phải có tên.", code="name_missing", party=no)
        for field, known in _KNOWN.items():
            _check(getattr(one, field), known, field, no)
        for word in one.scope:
            _check(word, SCOPES, "scope", no)


def _check_kinds(one: Party, no: int) -> None:
    texts = (one.name, one.identity or "", one.address or "", one.phone or "", one.email or "")
    until = one.expires_on
    if not all(isinstance(text, str) for text in texts) or type(until) not in {date, NoneType}:
        raise BadInput(f"Người thứ {no}: có mục không đúng kiểu.", code="unreadable", party=no)


def _check(word: str, known: frozenset[str], field: str, no: int) -> None:
    if word not in known:
        choices = ", ".join(sorted(known))
        raise BadInput(
            f"Người thứ {no}: “{word}” phải là một trong: {choices}.",
            code="unknown_party_word",
            party=no,
            field=field,
        )
