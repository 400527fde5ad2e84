"""Who asks, in which language, with which form: what a handler is given."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData

from api.bodies import MOST_OF_ANYBODY, MOST_WITH_FILES, bounded
from api.signin.signing import NotSignedIn
from api.signin.tokens import Claims
from api.web import csrf
from api.web.house import House
from engine.actors import Actor
from engine.errors import BadInput, NotAllowed
from engine.store.scope import Scope

SESSION, LANGUAGE = "motcua_session", "motcua_language"
LANGUAGES = ("vi", "en")
PASSWORD, SIGN_OUT = "/mat-khau", "/dang-xuat"
# What somebody with a first password may open, so that the first thing they do is change it.
ALWAYS_OPEN = frozenset({PASSWORD, SIGN_OUT, "/ngon-ngu"})


def house_of(request: Request) -> House:
    house: House = request.app.state.house
    return house


TheHouse = Annotated[House, Depends(house_of)]


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody at a page, signed in (`actor`) or not (None)."""

    request: Request
    house: House
    claims: Claims | None
    actor: Actor | None

    @property
    def language(self) -> str:
        chosen = self.request.cookies.get(LANGUAGE, "vi")
        return chosen if chosen in LANGUAGES else "vi"

    @property
    def session(self) -> str:
        return self.claims.session.hex if self.claims else ""

    def csrf(self) -> str:
        return csrf.token(self.house.signing.keys.secrets[0], self.session)

    def holds(self, token: str) -> bool:
        keys = self.house.signing.keys.secrets
        return any(csrf.holds(key, self.session, token) for key in keys)

    @property
    def address(self) -> str:
        return self.request.client.host if self.request.client else ""


@dataclass(frozen=True, slots=True)
class Worker(Asking):
    """A member of staff at a page of theirs."""

    actor: Actor
    claims: Claims

    @property
    def today(self) -> date:
        return self.house.today

    @property
    def scope(self) -> Scope:
        return Scope(self.actor, self.today)


def asking(request: Request, house: TheHouse) -> Asking:
    """Whoever it is; a session that is over is none."""
    try:
        worker = working(request, house)
    except NotSignedIn:
        return Asking(request, house, None, None)
    return worker


def working(request: Request, house: TheHouse) -> Worker:
    """The member of staff of the session; `NotSignedIn` leads to the sign-in page."""
    claims = house.signing.known_by(request.cookies.get(SESSION))
    request.state.claims = claims  # a renewed token goes back with the answer
    if request.url.path not in ALWAYS_OPEN:
        house.signing.require_own_password(claims.staff)
    return Worker(request, house, claims, house.actor(claims.staff))


Anybody = Annotated[Asking, Depends(asking)]
Signed = Annotated[Worker, Depends(working)]


@dataclass(frozen=True, slots=True)
class Form:
    """What was posted: texts by name; files stand in `data`."""

    data: FormData

    def text(self, name: str, default: str = "") -> str:
        value = self.data.get(name, default)
        return value.strip() if isinstance(value, str) else default

    def maybe(self, name: str) -> str | None:
        return self.text(name) or None

    def flag(self, name: str) -> bool:
        return self.text(name) in {"1", "on", "true"}

    def texts(self, name: str) -> list[str]:
        return [value for value in self.data.getlist(name) if isinstance(value, str)]

    def below(self, prefix: str) -> Mapping[str, str]:
        """The texts whose name begins so, by the rest of their name."""
        return {
            name.removeprefix(prefix): value.strip()
            for name, value in self.data.items()
            if name.startswith(prefix) and isinstance(value, str)
        }

    def number(self, name: str) -> int | None:
        """A whole number; None when nothing was typed."""
        text = self.text(name).replace(".", "").replace(" ", "")
        if not text:
            return None
        try:
            return int(text)
        except ValueError:
            raise BadInput("Chỗ này phải là một số nguyên.", code="not_a_number", at=name) from None


async def read_form(request: Request, most: int) -> FormData:
    """The fields and files of a posted form; HTTPException (413) for more than `most` bytes."""
    within = Request(request.scope, bounded(request, most))
    return await within.form(max_files=50, max_fields=2000)


async def posted(request: Request, who: Anybody) -> AsyncIterator[Form]:
    """The form, if one of our pages gave it out to this session; its files are closed after it."""
    data = await read_form(request, MOST_WITH_FILES if who.claims else MOST_OF_ANYBODY)
    token = request.headers.get(csrf.HEADER) or data.get(csrf.FIELD)
    if not isinstance(token, str) or not who.holds(token):
        raise NotAllowed(
            "Trang đã để lâu nên không gửi được. Tải lại trang rồi gửi lần nữa.", code="stale_form"
        )
    try:
        yield Form(data)
    finally:
        await data.close()


Posted = Annotated[Form, Depends(posted)]
