"""Signing in: a password, and a code where one is asked for, give a token of short life."""

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.rest.caller import Bearer, Signed
from api.rest.problems import problems
from api.rest.shapes import Answered, Asked, HexId, Id, Name
from api.rest.strict import StrictRoute
from api.signin.signing import Credentials
from api.signin.tokens import Claims
from api.web.asking import TheHouse
from api.web.house import House
from engine.actors import Role
from engine.errors import NotFound

router = APIRouter(tags=["sessions"], route_class=StrictRoute)


class SignInRequest(Asked):
    """What somebody signs in with; `code` where the account asks for one-time codes."""

    staff: Name
    password: Name
    code: Name = ""


class PasswordRequest(Asked):
    """One's own password, and the one in its place."""

    old: Name
    new: Name


class Token(Answered):
    """`access_token` stands in `Authorization: Bearer …` until it expires."""

    access_token: str
    token_type: str
    expires_at: datetime
    session: HexId
    staff: str
    must_change_password: bool


class SessionRow(Answered):
    """A session that is open: of a browser or a program."""

    id: HexId
    begun_at: datetime
    seen_at: datetime
    device: str


class Held(Answered):
    """A role that somebody holds, over an agency or one unit of it."""

    role: Role
    agency: str
    unit: str | None


class Me(Answered):
    """Who the token speaks for."""

    id: str
    name: str
    grants: list[Held]
    stands_in_for: list[str]


@router.post(
    "/sessions",
    status_code=201,
    operation_id="sign_in",
    response_model=Token,
    responses=problems(403, 405, 413, 422, 429, 503),
)
def sign_in(house: TheHouse, request: Request, body: SignInRequest) -> object:
    """Begin a session. An unknown person and a wrong password are refused in the same words."""
    address = request.client.host if request.client else ""
    device = request.headers.get("user-agent", "")
    given = Credentials(body.staff, body.password, body.code, address, device)
    return _token(house, house.signing.sign_in(given))


@router.post(
    "/sessions/current/renewal",
    operation_id="renew",
    response_model=Token,
    responses=problems(401, 405, 503),
)
def renew(house: TheHouse, claims: Bearer) -> object:
    """A fresh token of the same session, also for one that has run out."""
    return _token(house, house.signing.renewed(claims))


@router.get(
    "/sessions",
    operation_id="list_sessions",
    response_model=list[SessionRow],
    responses=problems(401, 405, 503),
)
def sessions(who: Signed) -> object:
    """One's own open sessions."""
    return who.house.signing.sessions(who.actor.id)


@router.delete(
    "/sessions/current",
    operation_id="sign_out",
    status_code=204,
    responses=problems(401, 405, 503),
)
def sign_out(who: Signed) -> Response:
    """End this session: its tokens are good for nothing any more."""
    return _ended(who.house, who.actor.id, who.claims.session)


@router.delete(
    "/sessions/{session}",
    operation_id="end_session",
    status_code=204,
    responses=problems(401, 404, 405, 422, 503),
)
def end_session(who: Signed, session: Id) -> Response:
    """End another session of one's own."""
    return _ended(who.house, who.actor.id, session)


@router.put(
    "/password",
    operation_id="change_password",
    status_code=204,
    responses=problems(401, 403, 405, 413, 422, 429, 503),
)
def change_password(who: Signed, request: Request, body: PasswordRequest) -> Response:
    """Change one's own password; every session of the person is over with it."""
    address = request.client.host if request.client else ""
    who.house.signing.change_password(who.actor.id, body.old, body.new, address)
    return Response(status_code=204)


@router.get("/me", operation_id="me", response_model=Me, responses=problems(401, 405, 503))
def me(who: Signed) -> object:
    """Who the token speaks for, with the roles that they hold today."""
    held = [Held(role=one.role, agency=one.agency, unit=one.unit) for one in who.scope.grants]
    away = sorted(who.actor.stands_in_for)
    return Me(id=who.actor.id, name=who.actor.name, grants=held, stands_in_for=away)


def _token(house: House, claims: Claims) -> Token:
    account = house.signing.account(claims.staff)
    return Token(
        access_token=house.signing.keys.issue(claims),
        token_type="Bearer",  # noqa: S106 -- the name of a scheme
        expires_at=claims.expires_at,
        session=claims.session,
        staff=claims.staff,
        must_change_password=account is not None and account.must_change,
    )


def _ended(house: House, staff: str, session: UUID) -> Response:
    if not house.signing.sign_out(staff, session):
        raise NotFound("Không có phiên làm việc này.", code="no_session")
    return Response(status_code=204)
