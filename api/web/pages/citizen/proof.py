"""The cookie that a second proof leaves: signed, for one dossier, one print and a quarter hour."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from http.cookies import SimpleCookie

from api.web import csrf
from api.web.asking import Asking, Form
from engine.desk.proving import Proof
from engine.errors import NotAllowed

COOKIE, FIELD = "motcua_proof", "_proof"
LIFE = timedelta(minutes=15)
_NONCE = 16


@dataclass(frozen=True, slots=True)
class Proved:
    """A proof that still holds; `id` binds the forms of the page to this very cookie."""

    party: int | None
    id: str
    expires_at: datetime


def cookie(who: Asking, token: str, proof: Proof | None, now: datetime) -> str:
    """The header that keeps the proof for the page of this token alone; None takes it back."""
    made: SimpleCookie = SimpleCookie()
    made[COOKIE] = "" if proof is None else _signed(who, token, proof, now + LIFE)
    morsel = made[COOKIE]
    morsel["path"], morsel["httponly"], morsel["samesite"] = f"/t/{token}", True, "Strict"
    morsel["max-age"] = 0 if proof is None else int(LIFE.total_seconds())
    if who.house.settings.https:
        morsel["secure"] = True
    return morsel.OutputString()


def _signed(who: Asking, token: str, proof: Proof, until: datetime) -> str:
    body = f"{proof.party or 0}.{int(until.timestamp())}.{secrets.token_hex(_NONCE)}"
    return f"{body}.{_mac(who.house.signing.keys.secrets[0], token, body)}"


def proved(who: Asking, token: str, now: datetime) -> Proved | None:
    """The proof that came with the request, if it is ours, of this token, and not over."""
    body, _, mac = who.request.cookies.get(COOKIE, "").rpartition(".")
    keys = who.house.signing.keys.secrets
    fits = [hmac.compare_digest(_mac(key, token, body).encode(), mac.encode()) for key in keys]
    if not any(fits):
        return None
    party, until, nonce = body.split(".")
    expires_at = datetime.fromtimestamp(int(until), tz=now.tzinfo)
    return Proved(int(party) or None, nonce, expires_at) if now < expires_at else None


def form_token(who: Asking, proof: Proved) -> str:
    """What a form carries beside the common token: it was given out under this proof."""
    return csrf.token(who.house.signing.keys.secrets[0], f"proof:{proof.id}")


def required(who: Asking, form: Form, token: str, now: datetime) -> Proved:
    """The proof behind a form; NotAllowed (`proof_needed`) if there is none any more."""
    found, given = proved(who, token, now), form.text(FIELD)
    keys = who.house.signing.keys.secrets
    if found is None or not any(csrf.holds(key, f"proof:{found.id}", given) for key in keys):
        raise NotAllowed(
            "Đã quá 15 phút từ lúc bạn xác nhận. Xác nhận lại rồi gửi lần nữa.",
            code="proof_needed",
        )
    return found


def _mac(key: bytes, token: str, body: str) -> str:
    return hmac.new(key, f"proof:{token}:{body}".encode(), sha256).hexdigest()
