"""The second proof of a citizen: the last four digits given at receipt, or the printed secret.

The token of the QR shows how far a dossier is; whoever wants more says something that is not on
the outside of the paper.
"""

import hmac
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.ledger import DossierRef
from engine.store.tracking import token_hash
from engine.timeline import PartyLine

DIGITS, SECRET = 4, 8
# Numbers that are published (of taxpayers, of companies) prove nothing.
_PRIVATE = frozenset({"citizen", "old_card", "passport", "birth_certificate", "other"})


@dataclass(frozen=True, slots=True)
class Proof:
    """That somebody at a page belongs to the dossier; `party` if the proof says which person."""

    ref: DossierRef
    party: int | None


def plain(given: str) -> str:
    """What was typed, without spaces and dashes, in capitals."""
    return "".join(c for c in given if c.isalnum()).upper()


def is_secret(given: str) -> bool:
    """Whether it has the length of the printed secret, and not of digits of a number."""
    return len(plain(given)) == SECRET


def proves_secret(given: str, kept: bytes | None) -> bool:
    """Whether it is the secret of which `kept` is the hash."""
    typed = plain(given)
    spelled = f"{typed[:4]}-{typed[4:]}"
    return kept is not None and hmac.compare_digest(token_hash(spelled), kept)


def party_of(
    given: str, parties: Sequence[Mapping[str, Any]], lines: Iterable[PartyLine]
) -> int | None:
    """The first person whose phone or identity number ends in these four digits; None if nobody.

    Whoever's authorisation was ended is nobody. Every number is compared, found or not.
    """
    typed = plain(given)
    if len(typed) != DIGITS or not (typed.isascii() and typed.isdigit()):
        return None
    present = {line.no for line in lines if line.ended_at is None}
    fits = [
        no
        for no, party in enumerate(parties, start=1)
        for ending in _endings(party)
        if hmac.compare_digest(ending, typed) and no in present
    ]
    return min(fits, default=None)


def _endings(party: Mapping[str, Any]) -> Iterator[str]:
    numbers = [party.get("phone")]
    if party.get("identity_kind") in _PRIVATE:
        numbers.append(party.get("identity"))
    for number in numbers:
        digits = "".join(c for c in str(number or "") if c.isascii() and c.isdigit())
        if len(digits) > DIGITS:
            yield digits[-DIGITS:]
