"""The session cookie: out of reach of scripts, sent to this house alone, renewed in time."""

from http.cookies import SimpleCookie

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.signin.signing import WHOLE
from api.signin.tokens import Claims
from api.web.asking import LANGUAGE, SESSION
from api.web.house import House

_YEAR = 365 * 24 * 3600


def session_cookie(house: House, claims: Claims) -> str:
    """The header that keeps somebody signed in."""
    return _cookie(SESSION, house.signing.keys.issue(claims), WHOLE.seconds, house.settings.https)


def gone_cookie(house: House) -> str:
    return _cookie(SESSION, "", 0, house.settings.https)


def set_language(response: Response, language: str, *, https: bool) -> None:
    response.headers.append("set-cookie", _cookie(LANGUAGE, language, _YEAR, https))


def _cookie(name: str, value: str, seconds: int, https: bool) -> str:  # noqa: FBT001
    made: SimpleCookie = SimpleCookie()
    made[name] = value
    morsel = made[name]
    morsel["path"], morsel["httponly"], morsel["samesite"] = "/", True, "Lax"
    morsel["max-age"] = seconds
    if https:
        morsel["secure"] = True
    return morsel.OutputString()


class RenewingCookies:
    """Gives a new token with the answer when the one that came had run out."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self._app = app
        self._https = https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                fresh = _renewed(Request(scope))
                if fresh is not None:
                    MutableHeaders(scope=message).append("set-cookie", fresh)
            await send(message)

        await self._app(scope, receive, sending)


def _renewed(request: Request) -> str | None:
    claims = getattr(request.state, "claims", None)
    if claims is None:
        return None
    house: House = request.app.state.house
    came = house.signing.keys.read(request.cookies.get(SESSION, ""), claims.expires_at)
    known = came is not None and came.expires_at.timestamp() == int(claims.expires_at.timestamp())
    return None if known else session_cookie(house, claims)
