"""Personal data beside the ledger: sealed to their entry, searchable by digest, erasable."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date

from engine.desk.requests import Party
from engine.sealing import KEY_BYTES, seal
from engine.store.act import Insert
from engine.store.finding import digest, search_key, sort_key
from engine.tables.people import party, private_record


def party_content(one: Party) -> dict[str, object]:
    """A party as its private record holds it."""
    content = asdict(one)
    content["scope"] = list(one.scope)
    content["expires_on"] = one.expires_on.isoformat() if one.expires_on else None
    return content


def party_values(content: Mapping[str, object], no: int, pepper: bytes) -> dict[str, object]:
    """The columns of `party` that follow from the private record."""
    name = str(content["name"])
    identity, phone, until = content["identity"], content["phone"], content["expires_on"]
    return {
        "no": no,
        "role": content["role"],
        "kind": content["kind"],
        "name": name,
        "search_key": search_key(name),
        "sort_key": sort_key(name),
        "identity_kind": content["identity_kind"],
        "identity_digest": digest(str(identity) if identity else None, pepper),
        "phone_digest": digest(str(phone) if phone else None, pepper),
        "scope": content["scope"],
        "expires_on": date.fromisoformat(str(until)) if until else None,
    }


def parties_private(parties: Sequence[Party], first: int = 1) -> dict[str, object]:
    """By slot, what an entry binds of the people, who are numbered from `first`."""
    return {f"party:{no}": party_content(one) for no, one in enumerate(parties, start=first)}


def party_rows(
    key: Mapping[str, object], parties: Sequence[Party], pepper: bytes, first: int = 1
) -> tuple[Insert, ...]:
    return tuple(
        Insert(party, {**key, **party_values(party_content(one), no, pepper)})
        for no, one in enumerate(parties, start=first)
    )


def sealed_rows(
    key: Mapping[str, object],
    seq: int,
    private: Mapping[str, object],
    entropy: Callable[[int], bytes],
) -> tuple[dict[str, str], tuple[Insert, ...]]:
    """The seals for the entry, and the rows that hold what they bind."""
    seals: dict[str, str] = {}
    rows: list[Insert] = []
    for slot, content in private.items():
        secret = entropy(KEY_BYTES)
        seals[slot] = seal(content, secret)
        values = {**key, "seq": seq, "slot": slot, "secret": secret, "content": content}
        rows.append(Insert(private_record, values))
    return seals, tuple(rows)
