"""Who calls: a member of staff by the token that `POST /sessions` gave. Cookies count nothing."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api import clock
from api.signin.signing import NotSignedIn
from api.signin.tokens import Claims
from api.web.asking import TheHouse
from api.web.house import House
from engine.actors import Actor
from engine.store.scope import Scope

_bearer = HTTPBearer(auto_error=False, scheme_name="token", description="From POST /sessions.")
# What somebody with a first password may ask for: to change it, to leave, to see who they are.
ALWAYS_OPEN = frozenset({"/password", "/sessions/current", "/me"})
Credentials = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


@dataclass(frozen=True, slots=True)
class Caller:
    """A member of staff behind a program."""

    house: House
    claims: Claims
    actor: Actor

    @property
    def today(self) -> date:
        return self.house.today

    @property
    def scope(self) -> Scope:
        return Scope(self.actor, self.today)


def bearing(house: TheHouse, given: Credentials) -> Claims:
    """Whose token it is, though it may have run out; its session must be open."""
    return house.signing.known_by(given.credentials if given else None)


def calling(request: Request, house: TheHouse, given: Credentials) -> Caller:
    """Who calls, by a token that has not run out; refused before a first password is changed."""
    token = given.credentials if given else None
    now = clock.now()
    written = house.signing.keys.read(token, now) if token else None
    if written is not None and written.expires_at <= now:
        raise NotSignedIn("Mã truy cập đã hết hạn. Gia hạn rồi gửi lại.", code="token_expired")
    claims = house.signing.known_by(token)
    here = request.url.path.removeprefix(request.scope["root_path"])
    if here not in ALWAYS_OPEN:
        house.signing.require_own_password(claims.staff)
    return Caller(house, claims, house.actor(claims.staff))


Bearer = Annotated[Claims, Depends(bearing)]
Signed = Annotated[Caller, Depends(calling)]
