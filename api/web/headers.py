"""What every answer tells the browser to keep to."""

from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "frame-src 'self'",  # a stored PDF shown in its page
    "form-action 'self'",
    "frame-ancestors 'self'",
    "base-uri 'none'",
)
CSP = "; ".join(_POLICY)
ALWAYS: Mapping[str, str] = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
# Of a page that reads the code of a citizen card with the camera; no other page may open it.
WITH_CAMERA: Mapping[str, str] = {
    "permissions-policy": "camera=(self), microphone=(), geolocation=()"
}
_TLS = "max-age=31536000"


class SecurityHeaders:
    """Adds the headers to every answer; pages are kept by nobody unless they say otherwise."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self._app = app
        self._https = https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in ALWAYS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store")
                if self._https:
                    headers.setdefault("strict-transport-security", _TLS)
            await send(message)

        await self._app(scope, receive, sending)
