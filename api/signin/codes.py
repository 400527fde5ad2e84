"""One-time codes of an authenticator app (RFC 6238), each good for one use."""

import re
from datetime import datetime

from pyotp import TOTP, random_base32

from engine.errors import BadInput

STEP_SECONDS = 30
_SECRET = re.compile(r"[A-Z2-7]{32}")
_NEIGHBOURS = (0, -1, 1)  # clocks of telephones go a little wrong


def fresh_secret() -> str:
    return random_base32()


def check_secret(secret: str) -> None:
    """Refuse what is not a secret of ours: too short a one could be guessed."""
    if not _SECRET.fullmatch(secret):
        raise BadInput("Mã QR này không dùng được. Tải lại trang rồi quét.", code="bad_secret")


def address(secret: str, staff: str) -> str:
    """What the QR says that the app scans."""
    return TOTP(secret).provisioning_uri(name=staff, issuer_name="motcua")


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The step of time whose code this is; None if it is none of the present ones."""
    present = int(now.timestamp()) // STEP_SECONDS
    totp = TOTP(secret)
    typed = "".join(code.split())
    for step in (present + shift for shift in _NEIGHBOURS):
        if totp.verify(typed, for_time=step * STEP_SECONDS, valid_window=0):
            return step
    return None
