"""How a side row with personal data is bound to its entry, and can still be erased.

The entry holds an HMAC-SHA256 of the row's content under a random key that stands in the row
itself. While the row exists, any change of it is found; once row and key are gone, nothing in
the ledger says what it held, not even to somebody who guesses the content.
"""

import hmac

from engine.canonical import canonical

KEY_BYTES = 32


def seal(content: object, key: bytes) -> str:
    """The seal (hex) that binds `content` to the entry that names it."""
    return hmac.digest(key, canonical(content), "sha256").hex()


def holds(content: object, key: bytes, sealed: str) -> bool:
    """Whether the row still says what the entry bound."""
    return hmac.compare_digest(seal(content, key), sealed)
