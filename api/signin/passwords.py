"""Passwords: kept as argon2 digests, long enough, and not one that is published."""

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from engine.errors import BadInput

SHORTEST, LONGEST = 12, 128  # letters; a length limit against work without end
DEMO = "motcua-thu-nghiem"  # everybody's in the demo province, refused everywhere else

_hasher = PasswordHash((Argon2Hasher(),))
_NOBODY = _hasher.hash("no such person")


def digest(password: str) -> str:
    return _hasher.hash(password)


def matches(password: str, kept: str | None) -> bool:
    """Whether it is the password; takes as long for a person who has none."""
    return _hasher.verify(password[:LONGEST], kept or _NOBODY) and kept is not None


def check(password: str, staff: str) -> None:
    """Refuse a password that is too short, too long, published, or the person's own name."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadInput(
            f"Mật khẩu phải dài từ {SHORTEST} đến {LONGEST} ký tự.", code="password_length"
        )
    if password == DEMO or staff.lower() in password.lower():
        raise BadInput(
            "Mật khẩu này dễ đoán. Chọn mật khẩu không chứa tên đăng nhập.", code="password_weak"
        )
