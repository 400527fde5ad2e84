"""What nobody foresaw: a plain page with the number of the incident, and a line in the log.

The line says what kind of failure it was and where in the code, never a value: messages of
exceptions, addresses and forms hold names of people.
"""

import logging
import secrets
from traceback import extract_tb

from fastapi import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.web.asking import LANGUAGE
from api.web.rendering import asset, environment, translator

LOG = logging.getLogger("motcua.incidents")
_SHOWN = 5  # places of the code, from the outside in
_NOT_WRITTEN, _BROKEN = "Cơ sở dữ liệu không thực hiện được.", "Có lỗi ngoài dự kiến."


def not_written(request: Request, failed: Exception) -> Response:
    """The database refused, perhaps at the very end: nobody may take it for done."""
    return _page(request, 503, _NOT_WRITTEN, _incident(request.method, failed))


class Incidents:
    """Answers for what no handler foresaw. The failure ends here: a server would log its words."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = over = False

        async def sending(message: Message) -> None:
            nonlocal begun, over
            begun = True
            over = message["type"] == "http.response.body" and not message.get("more_body")
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception as failed:  # noqa: BLE001 -- whatever it is, it is told here
            request = Request(scope)
            number = _incident(request.method, failed)
            if not begun:
                await _page(request, 500, _BROKEN, number)(scope, receive, send)
            elif not over:
                raise _CutOffError(number) from None


class _CutOffError(Exception):
    """An answer broke off in the middle: the server must close the connection."""


def _incident(method: str, failed: Exception) -> str:
    """The number of the incident, under which the log has the kind of failure and its place."""
    number = secrets.token_hex(4)
    frames = extract_tb(failed.__traceback__)
    ours = [one for one in frames if "site-packages" not in one.filename] or list(frames)
    way = " > ".join(f"{one.filename.rsplit('/', 1)[-1]}:{one.lineno}" for one in ours[-_SHOWN:])
    LOG.error("incident %s: %s at %s (%s)", number, type(failed).__name__, way, method)
    return number


def _page(request: Request, status: int, what: str, number: str) -> Response:
    """Asks neither database nor session: both may be what failed."""
    language = "en" if request.cookies.get(LANGUAGE) == "en" else "vi"
    template = environment().get_template("failed.html")
    shown = template.render(
        _=translator(language), asset=asset, language=language, what=what, number=number
    )
    return HTMLResponse(shown, status)
