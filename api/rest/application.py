"""The interface put together: routes, refusals, limits, and the description that programs read."""

from typing import Any

from fastapi import FastAPI
from starlette.datastructures import State

from api.rest.problems import Problem, answer_with_problems
from api.rest.subjects import (
    books,
    dossiers,
    files,
    lists,
    money,
    office,
    opened,
    papers,
    reports,
    sessions,
)

PREFIX = "/api/v1"
_ROUTERS = (sessions, dossiers, opened, files, lists, money, papers, office, books, reports)
_ABOUT = """Every verb of the desk and every list, for programs.

`POST /sessions` gives a token; send it as `Authorization: Bearer …`. Each refusal is a problem of
RFC 9457 with a stable `code`. What lies outside the caller's scope does not exist for the caller.
"""


def create_rest(state: State) -> FastAPI:
    """The application to mount at `PREFIX`; `state` holds the house, as that of the pages does."""
    app = FastAPI(
        title="motcua",
        version="1",
        description=_ABOUT,
        docs_url=None,
        redoc_url=None,
    )
    app.state = state
    for subject in _ROUTERS:
        app.include_router(subject.router)
    answer_with_problems(app)
    _describe(app)
    return app


def _describe(app: FastAPI) -> None:
    """The description with the shape of a problem, which no route answers with when all is well."""
    whole = app.openapi

    def described() -> dict[str, Any]:
        made = whole()
        made["components"]["schemas"]["Problem"] = Problem.model_json_schema(
            ref_template="#/components/schemas/{model}"
        )
        return made

    app.openapi = described  # type: ignore[method-assign]  # the way that the library documents
