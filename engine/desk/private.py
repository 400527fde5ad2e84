"""Personal data beside the ledger: sealed to their entry, searchable by digest, erasable."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from hashlib import blake2b

from engine.desk.requests import Party
from engine.sealing import KEY_BYTES, seal
from engine.store.act import Insert
from engine.tables.people import party, private_record

# Vietnamese alphabetical order: letters first, then the tone.
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_ORDER = {letter: index + 2 for index, letter in enumerate(_LETTERS)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_MARKS = {"\u0306", "\u0302", "\u031b"}


def search_key(text: str) -> str:
    """The text in lower case without accents, as people type it in a hurry."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).split())


def sort_key(text: str) -> bytes:
    """Bytes that sort as Vietnamese does, on every database, whatever its collation."""
    letters, tones = bytearray(), bytearray()
    for word in " ".join(text.lower().split()).split(" "):
        for char in word:
            base, tone = _split(char)
            letters.append(_ORDER.get(base, min(ord(base), 200) + 40))
            tones.append(tone)
        letters.append(1)
    return bytes(letters) + b"\0" + bytes(tones)


def _split(char: str) -> tuple[str, int]:
    parts = unicodedata.normalize("NFD", char)
    tone = next((_TONES[part] for part in parts if part in _TONES), 0)
    shape = parts[0] + "".join(part for part in parts[1:] if part in _MARKS)
    return unicodedata.normalize("NFC", shape)[0], tone


def digest(value: str | None, pepper: bytes) -> bytes | None:
    """The keyed digest by which an ID or a phone number is found without being stored in clear."""
    if not value:
        return None
    plain = "".join(value.split()).lower()
    return blake2b(plain.encode(), key=pepper[:64], digest_size=32).digest()


def party_content(one: Party) -> dict[str, object]:
    """A party as its private record holds it."""
    content = asdict(one)
    content["scope"] = list(one.scope)
    content["expires_on"] = one.expires_on.isoformat() if one.expires_on else None
    return content


def party_values(content: Mapping[str, object], no: int, pepper: bytes) -> dict[str, object]:
    """The columns of `party` that follow from the private record."""
    name = str(content["name"])
    identity, phone = content["identity"], content["phone"]
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
        "expires_on": None,
    }


def parties_private(parties: Sequence[Party]) -> dict[str, object]:
    """By slot, what the opening entry binds of the people."""
    return {f"party:{no}": party_content(one) for no, one in enumerate(parties, start=1)}


def party_rows(
    key: Mapping[str, object], parties: Sequence[Party], pepper: bytes
) -> tuple[Insert, ...]:
    return tuple(
        Insert(
            party,
            {
                **key,
                **party_values(party_content(one), no, pepper),
                "expires_on": one.expires_on,
            },
        )
        for no, one in enumerate(parties, start=1)
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
