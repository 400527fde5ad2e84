"""Bodies within bounds, and JSON as its standard has it: what Python reads beyond is refused."""

import json
from collections.abc import Callable, Coroutine
from typing import Any, Never

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Message, Receive

from engine.store.files import MEBIBYTE

MOST_BYTES = MEBIBYTE  # of a body without files
MOST_WITH_FILES = 200 * MEBIBYTE
_TOO_LARGE = 413
DEEPEST = 32  # objects within objects; the engine's own bound on answers lies below it
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class StrictRequest(Request):
    """A request whose JSON has no NaN, no endless numbers, no depth without end."""

    async def json(self) -> Any:  # noqa: ANN401 -- whatever was sent
        return read_json(await self.body())


class StrictRoute(APIRoute):
    """A route that reads its body so, up to its bound in bytes."""

    most = MOST_BYTES

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()

        async def strictly(request: Request) -> Response:
            length = request.headers.get("content-length", "")
            if length.isascii() and length.isdigit() and int(length) > self.most:
                raise HTTPException(_TOO_LARGE)
            return await handle(StrictRequest(request.scope, _up_to(self.most, request.receive)))

        return strictly


class FilesRoute(StrictRoute):
    """The same for files, which go to the disk as they come."""

    most = MOST_WITH_FILES


def _up_to(most: int, receive: Receive) -> Receive:
    """What comes in, cut off when it is more than was allowed: its length need not be said."""
    read = 0

    async def counting() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > most:
            raise HTTPException(_TOO_LARGE)
        return message

    return counting


def read_json(body: bytes) -> Any:  # noqa: ANN401 -- whatever was sent
    """The value; JSONDecodeError for whatever is none."""
    try:
        read = json.loads(body, parse_constant=_refuse, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise json.JSONDecodeError("not JSON", "", 0) from None
    if _depth(read) > DEEPEST:
        raise json.JSONDecodeError("nested too deep", "", 0)
    return read


def _refuse(constant: str) -> Never:
    raise ValueError(constant)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object that names each of its fields once."""
    read = dict(pairs)
    if len(read) != len(pairs):
        raise ValueError("named twice")
    return read


def _depth(value: object) -> int:
    """How deep it is, without going deeper than it matters."""
    level, depth = [value], 0
    while level and depth <= DEEPEST:
        inner = [one for outer in level for one in _within(outer)]
        level, depth = inner, depth + 1
    return depth


def _within(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
