"""One-time codes of a telephone: switched on by scanning a QR, off by a code and the password."""

from fastapi import APIRouter
from markupsafe import Markup
from starlette.responses import Response

from api.signin import codes
from api.signin.signing import Credentials
from api.web.asking import Form, Posted, Signed, Worker
from api.web.cookies import gone_cookie
from api.web.refusals import status_of
from api.web.rendering import go, page
from api.web.signin_address import SIGN_IN
from engine.errors import Refusal
from receipts.qr import svg

router = APIRouter(prefix="/ma-xac-thuc")


@router.get("")
def show(who: Signed) -> Response:
    return _page(who, codes.fresh_secret())


def _page(who: Worker, secret: str, refusal: Refusal | None = None) -> Response:
    account = who.house.signing.account(who.actor.id)
    return page(
        who,
        "second_step.html",
        status=200 if refusal is None else status_of(refusal),
        refusal=refusal,
        on=account is not None and account.totp_secret is not None,
        secret=secret,
        qr=Markup(svg(codes.address(secret, who.actor.id), "QR")),  # noqa: S704 -- our own squares
    )


@router.post("/bat")
def switch_on(who: Signed, form: Posted) -> Response:
    """The code shows that the telephone has the secret; then everybody signs in anew with one."""
    secret = form.text("secret")
    try:
        who.house.signing.switch_codes_on(_given(who, form), secret)
    except Refusal as refusal:
        kept = secret if refusal.code != "bad_secret" else codes.fresh_secret()
        return _page(who, kept, refusal)
    return _signed_out(who)


@router.post("/tat")
def switch_off(who: Signed, form: Posted) -> Response:
    try:
        who.house.signing.switch_codes_off(_given(who, form))
    except Refusal as refusal:
        return _page(who, codes.fresh_secret(), refusal)
    return _signed_out(who)


def _given(who: Worker, form: Form) -> Credentials:
    return Credentials(who.actor.id, form.text("password"), form.text("code"), who.address)


def _signed_out(who: Worker) -> Response:
    who.request.state.claims = None
    response = go(SIGN_IN)
    response.headers.append("set-cookie", gone_cookie(who.house))
    return response
