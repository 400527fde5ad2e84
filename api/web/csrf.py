"""A form is taken only if one of our own pages gave it out, to this very session.

Each page carries another token, so that compressed pages give nothing away (BREACH).
"""

import hmac
import secrets
from hashlib import sha256

FIELD, HEADER = "_csrf", "x-csrf-token"
_NONCE = 16


def token(key: bytes, session: str) -> str:
    """A token for forms of this session; `session` empty before anybody signed in."""
    nonce = secrets.token_hex(_NONCE)
    return nonce + _mac(key, session, nonce)


def holds(key: bytes, session: str, given: str) -> bool:
    nonce, mac = given[: 2 * _NONCE], given[2 * _NONCE :]
    return hmac.compare_digest(_mac(key, session, nonce).encode(), mac.encode())


def _mac(key: bytes, session: str, nonce: str) -> str:
    return hmac.new(key, f"csrf:{session}:{nonce}".encode(), sha256).hexdigest()
