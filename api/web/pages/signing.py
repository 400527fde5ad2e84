"""Signing in and out, one's password, one's sessions, the language of the pages."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.signin.signing import Credentials
from api.web.asking import LANGUAGES, PASSWORD, SIGN_OUT, Anybody, Asking, Posted, Signed, Worker
from api.web.cookies import gone_cookie, session_cookie, set_language
from api.web.rendering import go, page
from api.web.resuming import Kept
from api.web.signin_address import SIGN_IN, safe
from engine.errors import BadInput, NotFound, Refusal

router = APIRouter()


@router.get(SIGN_IN)
def show(who: Anybody, tiep: Annotated[str, Query(max_length=500)] = "/") -> Response:
    if who.actor is not None:
        return go(safe(tiep))
    return page(who, "signin.html", back=safe(tiep), refusal=None, staff="", kept=None)


@router.post(SIGN_IN)
def sign_in(who: Anybody, form: Posted) -> Response:
    back, staff = safe(form.text("tiep", "/")), form.text("staff")
    kept = Kept.read(form)
    given = Credentials(
        staff,
        form.text("password"),
        form.text("code"),
        who.address,
        who.request.headers.get("user-agent", ""),
    )
    try:
        claims = who.house.signing.sign_in(given)
    except Refusal as refusal:
        asked = {"back": back, "refusal": refusal, "staff": staff, "kept": kept}
        return page(who, "signin.html", status=403, **asked)
    response = go(PASSWORD if _is_first(who, staff) else back)
    if kept is not None and kept.staff == claims.staff:
        here = Worker(who.request, who.house, claims, who.house.actor(claims.staff))
        response = page(here, "resumed.html", kept=kept)
    response.headers.append("set-cookie", session_cookie(who.house, claims))
    return response


@router.post(SIGN_OUT)
def sign_out(who: Signed, form: Posted) -> Response:
    del form
    who.house.signing.sign_out(who.actor.id, who.claims.session)
    who.request.state.claims = None
    response = go(SIGN_IN)
    response.headers.append("set-cookie", gone_cookie(who.house))
    return response


@router.get(PASSWORD)
def password(who: Signed) -> Response:
    return _password(who)


@router.post(PASSWORD)
def change_password(who: Signed, form: Posted) -> Response:
    try:
        if form.text("new") != form.text("again"):
            raise BadInput("Hai lần gõ mật khẩu mới không giống nhau.", code="password_differs")
        who.house.signing.change_password(
            who.actor.id, form.text("old"), form.text("new"), who.address
        )
    except Refusal as refusal:
        return _password(who, refusal)
    who.request.state.claims = None
    response = go(SIGN_IN)
    response.headers.append("set-cookie", gone_cookie(who.house))
    return response


@router.post("/phien/{session}/ket-thuc")
def end_session(who: Signed, form: Posted, session: UUID) -> Response:
    del form
    if not who.house.signing.sign_out(who.actor.id, session):
        raise NotFound("Không có phiên làm việc này.", code="no_session")
    return go(PASSWORD)


@router.post("/ngon-ngu")
def language(who: Anybody, form: Posted) -> Response:
    chosen = form.text("language")
    if chosen not in LANGUAGES:
        raise BadInput("Chỉ có tiếng Việt (vi) và tiếng Anh (en).", code="unknown_language")
    response = go(safe(form.text("tiep", "/")))
    set_language(response, chosen, https=who.house.settings.https)
    return response


def _password(who: Worker, refusal: Refusal | None = None) -> Response:
    return page(
        who,
        "password.html",
        status=200 if refusal is None else 422,
        refusal=refusal,
        first=_is_first(who, who.actor.id),
        sessions=who.house.signing.sessions(who.actor.id),
    )


def _is_first(who: Asking, staff: str) -> bool:
    """Whether the person still has the password that was handed out."""
    account = who.house.signing.account(staff)
    return account is not None and account.must_change
