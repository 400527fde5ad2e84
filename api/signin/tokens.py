"""The token that a signed-in browser or program carries: signed, short-lived, of one algorithm.

Each key is named in the token's head, so that keys rotate without signing anybody out: put the new
one first in MOTCUA_SECRET and keep the old one behind it until its tokens have run out.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from jose import JWTError, jwt  # type: ignore[import-untyped]  # it ships no types

ALGORITHM = "HS256"
LIFE = timedelta(minutes=15)
_AUDIENCE = "motcua"


@dataclass(frozen=True, slots=True)
class Claims:
    """Who carries the token, and by which session."""

    staff: str
    session: UUID
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Keys:
    """The first key signs; every one of them verifies."""

    secrets: tuple[bytes, ...]

    def issue(self, claims: Claims) -> str:
        key = self.secrets[0]
        body = {
            "sub": claims.staff,
            "sid": claims.session.hex,
            "aud": _AUDIENCE,
            "exp": int(claims.expires_at.timestamp()),
        }
        return str(jwt.encode(body, key.hex(), ALGORITHM, headers={"kid": _name(key)}))

    def read(self, token: str, now: datetime) -> Claims | None:
        """What the token says, if it is ours; one that ran out is told by its `expires_at`.

        The library would ask the machine's clock, so the moment is compared here.
        """
        try:
            kid = jwt.get_unverified_header(token).get("kid")
            key = next(one for one in self.secrets if _name(one) == kid)
            body = jwt.decode(
                token,
                key.hex(),
                algorithms=[ALGORITHM],
                audience=_AUDIENCE,
                options={"verify_exp": False},
            )
            expires_at = datetime.fromtimestamp(body["exp"], tz=now.tzinfo)
            return Claims(body["sub"], UUID(body["sid"]), expires_at)
        except (JWTError, StopIteration, KeyError, ValueError, TypeError, OverflowError):
            return None


def _name(key: bytes) -> str:
    return sha256(b"motcua-key" + key).hexdigest()[:16]
