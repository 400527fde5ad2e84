"""Bodies within bounds, and JSON as its standard has it: what Python reads beyond is refused."""

import json
from collections.abc import Callable, Coroutine
from typing import Any, Never

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.responses import Response

from api.bodies import MOST_BYTES, MOST_WITH_FILES, bounded

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
            return await handle(StrictRequest(request.scope, bounded(request, self.most)))

        return strictly


class FilesRoute(StrictRoute):
    """The same for files, which go to the disk as they come."""

    most = MOST_WITH_FILES


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
