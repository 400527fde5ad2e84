"""The people of a dossier as papers name them: owners, who came, who fetched the result."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from api.papers.facts import Said
from engine.facts import Facts
from engine.ledger import Entry
from receipts.letters import Applicant

GONE = "(đã xóa dữ liệu cá nhân)"
_SLOT = "party:"
_CAME = ("submitter", "authorised")
_IDENTITIES = {
    "citizen": "Số CCCD",
    "old_card": "Số CMND",
    "passport": "Số hộ chiếu",
    "birth_certificate": "Số giấy khai sinh",
    "tax": "Mã số thuế",
}

Person: TypeAlias = Mapping[str, Any]


def people_at(said: Said, entry: Entry) -> dict[int, Person]:
    """The people by number, as the dossier knew them with that entry; none once erased."""
    found: dict[int, Person] = {}
    for (seq, slot), content in said.seen.notes.items():
        if seq <= entry.seq and slot.startswith(_SLOT) and isinstance(content, Mapping):
            found[int(slot.removeprefix(_SLOT))] = content
    at, parties = entry.happened_at, said.line.parties
    ended = {one.no for one in parties if one.ended_at is not None and one.ended_at <= at}
    return {no: found[no] for no in sorted(found) if no not in ended}


def applicant(said: Said, entry: Entry) -> Applicant:
    """Owners first; who came for them is named beside, with the paper that authorises them."""
    people = people_at(said, entry)
    owners = [one for one in people.values() if one["role"] == "owner"]
    came = who_came(said, entry)
    first: Person = owners[0] if owners else {}
    reached: Person = came or first
    return Applicant(
        owners=tuple(str(one["name"]) for one in owners) or (GONE,),
        submitter=_named(said, came) if came and came["role"] in _CAME else None,
        address=first.get("address") or reached.get("address"),
        phone=reached.get("phone") or first.get("phone"),
        email=reached.get("email") or first.get("email"),
        identity=first.get("identity"),
        identity_kind=identity_kind(first),
    )


def who_came(said: Said, entry: Entry) -> Person | None:
    """Who stood at the counter: whoever the opening names, else who submits, else an owner."""
    people = people_at(said, entry)
    opening: Facts = said.entries[0].facts
    presented = people.get(opening.get("presented_by") or 0)
    came = [one for one in people.values() if one["role"] in _CAME]
    return presented or next(iter([*came, *people.values()]), None)


def handed_in_by(said: Said, entry: Entry) -> str:
    came = who_came(said, entry)
    return str(came["name"]) if came else GONE


def identity_kind(person: Person) -> str:
    """What stands before the number of a person's identity paper."""
    kind = str(person.get("identity_kind"))
    return _IDENTITIES.get(kind) or str(person.get("identity_note") or "Số giấy tờ")


def _named(said: Said, person: Person) -> str:
    by = capacity(said, person)
    return f"{person['name']} ({by})" if person["role"] == "authorised" else str(person["name"])


def capacity(said: Said, person: Person) -> str:
    """For whom somebody acts, and by which paper."""
    role = said.label("parties", person["role"])
    return f"{role}, {person['document']}" if person.get("document") else role
