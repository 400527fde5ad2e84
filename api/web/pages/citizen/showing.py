"""Answers for citizens: the address of the page, which may hold a token, is told to nobody."""

from starlette.responses import HTMLResponse, Response

from api.web.asking import Asking
from api.web.rendering import go, page

QUIET = {"referrer-policy": "no-referrer", "x-robots-tag": "noindex"}


def shown(who: Asking, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """A page about one dossier: no search engine keeps it, no link tells where it came from."""
    response = page(who, f"citizen/{template}", status=status, **values)
    response.headers.update(QUIET)
    return response


def back(where: str) -> Response:
    """After a form was taken: the page again by GET."""
    response = go(where)
    response.headers.update(QUIET)
    return response
