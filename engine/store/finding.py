"""Keys by which people are found and sorted, the same on every database."""

import unicodedata
from hashlib import blake2b

# Vietnamese alphabetical order: letters first, then the tone.
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_ORDER = {letter: index + 2 for index, letter in enumerate(_LETTERS)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LONGEST = 200  # of the column
_MARKS = {"\u0306", "\u0302", "\u031b"}


def search_key(text: str) -> str:
    """The text in lower case without accents, as people type it in a hurry.

    What cannot be printed says nothing and is left out; at most as long as its column.
    """
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    kept = (c for c in bare if c.isspace() or (c.isprintable() and not unicodedata.combining(c)))
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())[:_LONGEST].rstrip()


def sort_key(text: str) -> bytes:
    """Bytes that sort as Vietnamese does, on every database, whatever its collation."""
    letters, tones = bytearray(), bytearray()
    for word in unicodedata.normalize("NFC", text.lower()).split():
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
