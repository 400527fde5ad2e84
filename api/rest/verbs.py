"""One route for each verb of the desk. The verb's own signature says what it is asked.

`ref` is the dossier of the path, `by` who calls, `key` the header Idempotency-Key, `version` the
header If-Match, `files` and `house` where we are. What else is not in the path is the body: the
one request itself, or an object with a field for each.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, is_dataclass
from functools import reduce
from operator import attrgetter
from typing import Annotated, Any, get_type_hints
from uuid import UUID

from fastapi import APIRouter, Body, Path
from fastapi.openapi.models import Example
from pydantic import create_model
from starlette.responses import Response

from api.rest.caller import Caller, Signed
from api.rest.headers import IfMatch, Key, etag, version_of
from api.rest.problems import problems
from api.rest.shapes import Asked, answered, asked, request_of, value_of
from api.web.house import House
from engine.desk import Desk, Outcome
from engine.ledger import DossierRef

REFUSALS = (401, 403, 404, 405, 409, 412, 413, 422, 503)
AgencyId = Annotated[str, Path(pattern="^[A-Za-z0-9][A-Za-z0-9-]{0,63}$")]
DossierId = Annotated[UUID, Path(description="The id of the dossier, not its code.")]
_GIVEN = frozenset({"self", "house", "by", "key", "version", "files", "ref"})
_MADE = 201


@dataclass(frozen=True, slots=True)
class Verb:
    """A route of a verb: `act` names it on the desk, or is a function that is given the house."""

    path: str
    act: str | Callable[..., object]
    status: int = 200
    example: Mapping[str, object] | None = None
    name: str = ""
    note: str = ""

    @property
    def id(self) -> str:
        """The verb's own name, which is the operation's too."""
        if self.name:
            return self.name
        return self.act.replace(".", "_") if isinstance(self.act, str) else self.act.__name__


@dataclass(frozen=True, slots=True)
class Signature:
    """What the verb is asked, and how of it the body is made."""

    verb: Verb
    function: Callable[..., object]
    hints: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, verb: Verb) -> "Signature":
        function = _on_the_desk(verb.act) if isinstance(verb.act, str) else verb.act
        return cls(verb, function, get_type_hints(function))

    @property
    def parameters(self) -> Mapping[str, inspect.Parameter]:
        return inspect.signature(self.function).parameters

    @property
    def in_path(self) -> list[str]:
        return [name for name in self.parameters if f"{{{name}}}" in self.verb.path]

    @property
    def in_body(self) -> list[str]:
        return [one for one in self.parameters if one not in _GIVEN and one not in self.in_path]

    @property
    def whole(self) -> str | None:
        """The one parameter that is the body itself."""
        only = self.in_body
        return only[0] if len(only) == 1 and is_dataclass(self.hints[only[0]]) else None

    def body(self) -> type[Asked] | None:
        if not self.in_body:
            return None
        if self.whole is not None:
            return request_of(self.hints[self.whole])
        parts = {name.rstrip("_"): self._part(name) for name in self.in_body}
        title = "".join(word.capitalize() for word in self.verb.id.split("_"))
        return create_model(f"{title}Request", __base__=Asked, **parts)  # type: ignore[call-overload,no-any-return]

    def _part(self, name: str) -> tuple[Any, Any]:
        default = self.parameters[name].default
        needed = default is inspect.Parameter.empty
        plain = list(default) if isinstance(default, tuple) else default
        return asked(self.hints[name]), ... if needed else plain

    def arguments(self, body: Asked | None) -> dict[str, object]:
        """The arguments that the body holds, as the engine wants them."""
        if self.whole is not None:
            return {self.whole: value_of(self.hints[self.whole], body)}
        return {
            name: value_of(self.hints[name], getattr(body, name.rstrip("_")))
            for name in self.in_body
        }


def offer(router: APIRouter, *verbs: Verb) -> None:
    """Add a route for each verb."""
    for verb in verbs:
        signature = Signature.of(verb)
        router.add_api_route(
            verb.path,
            _endpoint(signature),
            methods=["POST"],
            status_code=verb.status,
            operation_id=verb.id,
            name=verb.id,
            summary=verb.id.replace("_", " ").capitalize(),
            description=_described(signature),
            response_model=answered(signature.hints["return"]),
            responses=problems(*REFUSALS),
        )


def _on_the_desk(name: str) -> Callable[..., object]:
    """The verb as its class defines it: `fees.refund` is `Fees.refund`."""
    *groups, verb = name.split(".")
    owner = reduce(_group, groups, Desk)
    found: Callable[..., object] = getattr(owner, verb)
    return found


def _group(owner: Any, name: str) -> Any:  # noqa: ANN401 -- a class of verbs
    return get_type_hints(getattr(owner, name).fget)["return"]


def _described(signature: Signature) -> str:
    return inspect.cleandoc(signature.verb.note or signature.function.__doc__ or "")


def _endpoint(signature: Signature) -> Callable[..., object]:
    """A handler whose parameters are those that the route is given."""

    def act(**given: Any) -> object:  # noqa: ANN401 -- as the signature below says
        who: Caller = given["who"]
        done = _call(signature, who, _arguments(signature, given))
        _say(given["response"], done, signature.verb.status)
        return done

    act.__signature__ = inspect.Signature(_parameters(signature))  # type: ignore[attr-defined]
    act.__name__ = signature.verb.id
    return act


def _call(signature: Signature, who: Caller, arguments: Mapping[str, object]) -> object:
    act = signature.verb.act
    if isinstance(act, str):
        return attrgetter(act)(who.house.desk)(**arguments)
    return act(house=who.house, **arguments)


def _arguments(signature: Signature, given: Mapping[str, Any]) -> dict[str, object]:
    who: Caller = given["who"]
    house: House = who.house
    made = signature.arguments(given.get("body"))
    made |= {name: given[name] for name in signature.in_path}
    here: dict[str, Callable[[], object]] = {
        "by": lambda: who.actor,
        "ref": lambda: DossierRef(given["agency"], given["dossier"]),
        "key": lambda: given["key"],
        "version": lambda: version_of(given["if_match"]),
        "files": lambda: house.files,
    }
    return made | {name: value() for name, value in here.items() if name in signature.parameters}


def _parameters(signature: Signature) -> list[inspect.Parameter]:
    asked_for: dict[str, Any] = {"who": Signed, "response": Response}
    if "ref" in signature.parameters:
        asked_for |= {"agency": AgencyId, "dossier": DossierId}
    asked_for |= {name: signature.hints[name] for name in signature.in_path}
    body = signature.body()
    if body is not None:
        shown = signature.verb.example
        examples: dict[str, Example] = {"example": {"value": shown}} if shown else {}
        asked_for["body"] = Annotated[body, Body(openapi_examples=examples or None)]
    parameters = [_keyword(name, hint) for name, hint in asked_for.items()]
    optional = {"key": ("key", Key), "version": ("if_match", IfMatch)}
    for name, (called, hint) in optional.items():
        if name in signature.parameters:
            parameters.append(_keyword(called, hint, None))
    return parameters


def _keyword(name: str, hint: Any, default: Any = inspect.Parameter.empty) -> inspect.Parameter:  # noqa: ANN401
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=hint, default=default)


def _say(response: Response, done: object, status: int) -> None:
    """The version that the dossier has now, and where a new one is found."""
    if not isinstance(done, Outcome):
        return
    response.headers["etag"] = etag(done.version)
    if status == _MADE:
        response.headers["location"] = f"/api/v1/dossiers/{done.agency}/{done.dossier}"
