"""The application put together: routes, refusals, headers, compression."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from api.bodies import TOO_LARGE
from api.database import DatabaseFailed
from api.rest.application import PREFIX, create_rest
from api.settings import Settings
from api.signin.signing import NotSignedIn, PasswordToChange
from api.web import refusals
from api.web.asking import PASSWORD, asking
from api.web.cookies import RenewingCookies
from api.web.failures import Incidents, not_written
from api.web.headers import SecurityHeaders
from api.web.house import House
from api.web.pages import PAGES
from api.web.rendering import STATIC, go, page
from api.web.resuming import Kept, kept_of
from api.web.signin_address import sign_in_at
from engine.errors import BadInput, NotFound, Refusal
from workflows.published import Published

_TOO_LARGE = "Nội dung gửi lên quá lớn. Hãy chia nhỏ."


def create_app(settings: Settings, published: Published | None = None) -> FastAPI:
    """The application over the database of these settings; opened when the server starts.

    `published` is the catalogue in force, if it was read already.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.house = House.open(settings, published)
        yield
        app.state.house.close()

    app = FastAPI(
        title="motcua", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None
    )
    app.add_middleware(Incidents)
    app.add_middleware(GZipMiddleware, minimum_size=500)
    app.add_middleware(RenewingCookies, https=settings.https)
    app.add_middleware(SecurityHeaders, https=settings.https)
    app.mount(PREFIX, create_rest(app.state), name="api")
    app.mount("/static", KeptFiles(directory=STATIC), name="static")
    for pages in PAGES:
        app.include_router(pages.router, include_in_schema=False)
    app.add_exception_handler(Refusal, _refused)  # type: ignore[arg-type]  # of that type
    app.add_exception_handler(SQLAlchemyError, not_written)
    app.add_exception_handler(HTTPException, _not_served)  # type: ignore[arg-type]
    return app


class KeptFiles(StaticFiles):
    """Vendored files: their address names their content, so browsers keep them."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        if isinstance(response, FileResponse):
            response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers.setdefault("cache-control", "public, max-age=31536000, immutable")
        return response


async def _refused(request: Request, refusal: Refusal) -> Response:
    """A refusal as a page for people, as a problem for programs (RFC 9457)."""
    kept = None
    if isinstance(refusal, NotSignedIn) and "hx-request" not in request.headers:
        kept = await kept_of(request, request.app.state.house)
    return await run_in_threadpool(_told, request, refusal, kept)


def _told(request: Request, refusal: Refusal, kept: Kept | None = None) -> Response:
    status = refusals.status_of(refusal)
    if request.url.path.startswith("/api/"):
        body = refusals.problem(refusal, request.url.path)
        return JSONResponse(body, status, media_type=refusals.PROBLEM)
    if isinstance(refusal, DatabaseFailed):
        return not_written(request, refusal)
    if isinstance(refusal, PasswordToChange):
        return go(PASSWORD)
    who = asking(request, request.app.state.house)
    if isinstance(refusal, NotSignedIn) and "hx-request" not in request.headers:
        if kept is None:
            return go(sign_in_at(request))
        asked = {"back": "/", "refusal": None, "staff": kept.staff, "kept": kept}
        return page(who, "signin.html", status=status, **asked)
    whole = "hx-request" not in request.headers
    template = "refused.html" if whole else "parts/refused.html"
    return page(who, template, status=status, refusal=refusals.told(refusal))


def _not_served(request: Request, missing: HTTPException) -> Response:
    if missing.status_code == 404:  # noqa: PLR2004  # the one that the router raises for us
        told: Refusal = NotFound("Không có trang này. Kiểm tra lại địa chỉ.", code="no_such_page")
        return _told(request, told)
    if missing.status_code == TOO_LARGE:
        return _told(request, BadInput(_TOO_LARGE, code="body_too_large"))
    told = BadInput("Yêu cầu không hợp lệ.", code="bad_request", status=missing.status_code)
    response = _told(request, told)
    response.status_code = missing.status_code
    return response
