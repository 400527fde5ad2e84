"""Guessing is slowed, by dossier and by address, and written down without anybody's name.

Assumptions, no text says how many: a household or an internet café shares one address, and codes
are numbered in a row, so that look-ups that find something count as those that do not.
"""

from datetime import timedelta
from ipaddress import IPv6Address, ip_address
from uuid import uuid4

from api import clock
from api.signin.throttle import Throttle
from api.web.asking import Asking
from engine.errors import NotAllowed

_DAY = timedelta(days=1)
_NETWORK = 64  # bits of an IPv6 address that a household has to itself


def admit_look_up(who: Asking, typed: str) -> None:
    """Count a code or token that is looked up; NotAllowed (`too_many_attempts`) if too many."""
    _admit(
        who,
        Throttle(who.house.engine, _key(who), "tracking", per_target=20, per_address=60),
        typed,
        "Tra cứu quá nhiều lần. Chờ 15 phút rồi thử lại, hoặc quét mã QR trên giấy tiếp nhận.",
    )


def admit_proof(who: Asking, dossier: str, *, secret: bool) -> None:
    """Count a guess of the digits or of the confirmation code; each is locked by itself."""
    _admit(
        who,
        _of_proof(who, secret=secret),
        dossier,
        "Thử sai quá nhiều lần. Dùng mã xác nhận in trên giấy tiếp nhận, hoặc mang giấy tờ tùy "
        "thân đến bộ phận một cửa.",
    )


def forgive_proof(who: Asking, dossier: str, *, secret: bool) -> None:
    """The guess was right: those before it no longer count."""
    _of_proof(who, secret=secret).forgive(dossier)


def _of_proof(who: Asking, *, secret: bool) -> Throttle:
    kind = "tracking_secret" if secret else "tracking_digits"
    return Throttle(who.house.engine, _key(who), kind, _DAY, per_target=10, per_address=60)


def _admit(who: Asking, throttle: Throttle, target: str, told: str) -> None:
    try:
        throttle.admit(uuid4(), target, network(who.address), clock.now())
    except NotAllowed as refused:
        raise NotAllowed(told, code=refused.code) from None


def _key(who: Asking) -> bytes:
    return who.house.signing.keys.secrets[0]


def network(address: str) -> str:
    """What is one household: an IPv4 address, the first half of an IPv6 one."""
    try:
        read = ip_address(address)
    except ValueError:
        return address
    if isinstance(read, IPv6Address) and read.ipv4_mapped is None:
        return f"{int(read) >> (128 - _NETWORK):x}"
    return str(read)
