"""Who stands in a dossier: the roles, kinds and identities that there are."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import NoneType

from engine.desk.office import Office
from engine.desk.representing import ERRANDS, check_errand
from engine.desk.requests import Party, Reception
from engine.errors import BadInput
from engine.facts import parties_from

ROLES = frozenset({"owner", "submitter", "authorised", "collector"})
KINDS = frozenset({"person", "organisation"})
IDENTITIES = frozenset(
    {"citizen", "old_card", "passport", "birth_certificate", "tax", "other", "none"}
)
_KNOWN: Mapping[str, frozenset[str]] = {
    "role": ROLES,
    "kind": KINDS,
    "identity_kind": IDENTITIES,
}
_TEXTS = ("name", "identity", "identity_note", "document", "address", "phone", "email")
_NUMBERS = ("identity_kind", "identity", "identity_note", "phone", "email")
UNDOCUMENTED = "authorisation_undocumented"  # nobody noted the paper that authorises


def check_people(office: Office, request: Reception, day: date) -> None:
    """Refuse unknown words about the people of a reception, and whoever may not hand it in."""
    check_parties(request.parties)
    if request.presented_by is not None:
        people = parties_from({"parties": parties_facts(office, request.parties, day)})
        check_errand(people, request.presented_by, "submit", day)


def check_parties(parties: Sequence[Party], first: int = 1) -> None:
    """Refuse a party without a name, and words that mean nothing here."""
    for no, one in enumerate(parties, start=first):
        _check_kinds(one, no)
        if not one.name.strip():
            raise BadInput("Người trong hồ sơ phải có tên.", code="name_missing", party=no)
        for field, known in _KNOWN.items():
            _check(getattr(one, field), known, field, no)
        for word in one.scope:
            _check(word, frozenset(ERRANDS), "scope", no)
        _check_authorisation(one, no)


def _check_kinds(one: Party, no: int) -> None:
    texts = (getattr(one, field) or "" for field in _TEXTS)
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


def _check_authorisation(one: Party, no: int) -> None:
    """An authorisation is for something, and is nobody's but the authorised person's."""
    if one.role == "authorised" and not one.scope:
        raise BadInput(
            f"Người thứ {no} được ủy quyền làm những việc gì? Chọn phạm vi ủy quyền.",
            code="scope_missing",
            party=no,
        )
    if one.role != "authorised" and (one.scope or one.expires_on or one.document):
        raise BadInput(
            f"Người thứ {no} không phải người được ủy quyền nên không ghi phạm vi, thời hạn.",
            code="scope_not_asked",
            party=no,
        )


def parties_facts(
    office: Office, parties: Sequence[Party], day: date, first: int = 1
) -> list[dict[str, object]]:
    """What the ledger says of the people: roles, authorisations, codes of doubts. No name."""
    return [_facts(office, one, day, no) for no, one in enumerate(parties, start=first)]


def _facts(office: Office, one: Party, day: date, no: int) -> dict[str, object]:
    said: dict[str, object] = {
        "scope": sorted(set(one.scope)),
        "expires_on": one.expires_on.isoformat() if one.expires_on else None,
        "warnings": list(_warnings(office, one, day)),
    }
    known = {"no": no, "role": one.role, "kind": one.kind, "identity_kind": one.identity_kind}
    return known | {name: value for name, value in said.items() if value}


def _warnings(office: Office, one: Party, day: date) -> tuple[str, ...]:
    """What speaks against the numbers given: it warns and is recorded, and blocks nothing."""
    found = office.doubts({field: getattr(one, field) for field in _NUMBERS}, day)
    lacks = one.role == "authorised" and not one.document
    return (*found, UNDOCUMENTED) if lacks else found
