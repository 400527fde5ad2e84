"""What is refused, whoever refuses it, is a problem of RFC 9457 with a stable code."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, JsonValue
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.routing import Match

from api.database import DatabaseFailed
from api.signin.signing import NotSignedIn
from api.web import refusals
from engine.errors import BadInput, NotFound, Outrun, RecordBroken, Refusal

PRECONDITION_FAILED = 412
_WRONG_METHOD = 405
_UNREADABLE = {400: 422}  # a body that is not what its media type says
_METHODS = ("DELETE", "GET", "POST", "PUT")


class Problem(BaseModel):
    """Why nothing was done. `code` is stable; `detail` is a Vietnamese sentence for a person."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    instance: str
    facts: dict[str, JsonValue]


def answer_with_problems(app: FastAPI) -> None:
    """Let every failure of the routes be told as a problem."""
    app.add_exception_handler(Refusal, _refused)  # type: ignore[arg-type]  # of that type
    app.add_exception_handler(RequestValidationError, _malformed)  # type: ignore[arg-type]
    app.add_exception_handler(HTTPException, _not_served)  # type: ignore[arg-type]
    app.add_exception_handler(SQLAlchemyError, _not_written)
    app.add_exception_handler(Exception, _broken)


def _refused(request: Request, refusal: Refusal) -> Response:
    body = refusals.problem(refusal, request.url.path)
    if isinstance(refusal, Outrun) and "if-match" in request.headers:
        body["status"] = PRECONDITION_FAILED
    headers = {"www-authenticate": "Bearer"} if isinstance(refusal, NotSignedIn) else None
    status = int(str(body["status"]))
    return JSONResponse(body, status, headers, media_type=refusals.PROBLEM)


def _malformed(request: Request, invalid: RequestValidationError) -> Response:
    """Where the request is not of the shape described; what was sent is not said again."""
    faults = [f"{_place(one)}: {one['msg']}" for one in invalid.errors()]
    told = BadInput(
        "Yêu cầu không đúng cấu trúc đã mô tả. Xem facts.errors để biết chỗ sai.",
        code="malformed_request",
        errors=[_printable(fault) for fault in faults[:20]],
    )
    return _refused(request, told)


def _place(error: Mapping[str, Any]) -> str:
    return ".".join(str(part) for part in error["loc"])


def _printable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


_BY_STATUS: Mapping[int, Refusal] = {
    404: NotFound("Không có địa chỉ này. Xem /api/v1/openapi.json.", code="no_such_address"),
    400: BadInput("Không đọc được nội dung gửi lên. Kiểm tra định dạng.", code="unreadable_body"),
    405: BadInput("Địa chỉ này không nhận phương thức đó.", code="method_not_allowed"),
    413: BadInput("Nội dung gửi lên quá lớn. Hãy chia nhỏ.", code="body_too_large"),
}


def _not_served(request: Request, missing: HTTPException) -> Response:
    plain = BadInput("Yêu cầu không hợp lệ.", code="bad_request")
    told = _BY_STATUS.get(missing.status_code, plain)
    status = _UNREADABLE.get(missing.status_code, missing.status_code)
    body = refusals.problem(told, request.url.path) | {"status": status}
    kept = {"allow": _allowed(request)} if status == _WRONG_METHOD else None
    return JSONResponse(body, status, kept, media_type=refusals.PROBLEM)


def _allowed(request: Request) -> str:
    """Every method that the address takes; the router names those of one route alone."""
    routes = request.app.routes
    return ", ".join(
        method
        for method in _METHODS
        if any(one.matches({**request.scope, "method": method})[0] is Match.FULL for one in routes)
    )


def _not_written(request: Request, failed: Exception) -> Response:
    """The database refused, perhaps at the very end: the caller must not take it for done."""
    del failed  # its words are for the log of the server
    told = DatabaseFailed(
        "Cơ sở dữ liệu không thực hiện được. Gửi lại với cùng Idempotency-Key: việc đã ghi "
        "sẽ không ghi lần nữa.",
        code="database_failed",
    )
    return _refused(request, told)


def _broken(request: Request, failed: Exception) -> Response:
    del failed
    told = RecordBroken("Hệ thống gặp lỗi. Báo người quản trị.", code="internal_error")
    return _refused(request, told)


_TOLD = {
    401: "Nobody is signed in, or no longer",
    403: "Not for this person",
    404: "There is no such thing, or it is not for this person's eyes",
    405: "The address takes another method",
    409: "The request was right once, or for another dossier",
    412: "Somebody acted since the version of If-Match",
    413: "The body is too large",
    422: "A value is missing, unknown or malformed",
    429: "Too many attempts",
    503: "The database failed, or is busy",
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The refusals of a route, as its description tells them."""
    schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {
        status: {"description": _TOLD[status], "content": {refusals.PROBLEM: schema}}
        for status in statuses
    }
