"""A citizen follows a dossier: by the QR of the receipt, by its code, and with a second proof.

Not among the verbs for programs: whoever calls these slows who guesses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from engine.desk.acting import Acting
from engine.desk.draft import APPLICANT
from engine.desk.proving import Proof, is_secret, party_of, proves_secret
from engine.errors import NotAllowed, NotFound
from engine.ledger import DossierRef, Entry
from engine.procedure import Action
from engine.store.beside import parties_of
from engine.store.public import find_public
from engine.store.read import reading
from engine.store.tracking import Tracked, tracked
from engine.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Followed:
    """A dossier as its citizen follows it, who is not named; `possible` is what a proof opens."""

    ref: DossierRef
    entries: Sequence[Entry]
    line: Timeline
    possible: tuple[Action, ...]
    now: datetime


def unknown() -> NotFound:
    """One refusal for a token and for a code that lead nowhere, and for what is restricted."""
    return NotFound(
        "Không thấy hồ sơ nào. Kiểm tra lại mã, hoặc quét mã QR trên giấy tiếp nhận.",
        code="unknown_tracking",
    )


@dataclass(frozen=True, slots=True)
class Following:
    """`desk.following`: what a token, a code and a proof open."""

    acting: Acting

    def follow(self, token: str) -> Followed:
        """The dossier that the QR of a receipt leads to; nothing personal is read.

        NotFound if it was never given out, NotAllowed (`receipt_revoked`) after a later print.
        """
        with reading(self.acting.engine) as connection:
            return self._seen(connection, _led(connection, token).ref)

    def look_up(self, code: str) -> Followed:
        """The dossier of a typed code; NotFound too for one that is restricted."""
        with reading(self.acting.engine) as connection:
            ref = find_public(connection, code)
            if ref is None:
                raise unknown()
            return self._seen(connection, ref)

    def prove(self, token: str, given: str) -> Proof:
        """Whether who holds the receipt belongs to the dossier: digits or the printed secret.

        NotAllowed (`wrong_proof`) if not; the caller slows whoever guesses.
        """
        with reading(self.acting.engine) as connection:
            led = _led(connection, token)
            if is_secret(given):
                party, proved = None, proves_secret(given, led.secret_hash)
            else:
                lines = self._seen(connection, led.ref).line.parties
                party = party_of(given, parties_of(connection, led.ref), lines)
                proved = party is not None
        if not proved:
            raise NotAllowed(
                "Số hoặc mã vừa gõ không khớp với hồ sơ. Xem lại giấy tiếp nhận rồi thử lại.",
                code="wrong_proof",
            )
        return Proof(led.ref, party)

    def _seen(self, connection: Connection, ref: DossierRef) -> Followed:
        scene = self.acting.scene(connection, ref, APPLICANT)
        possible = self.acting.open_to(scene)
        return Followed(ref, scene.entries, scene.line, possible, scene.now)


def _led(connection: Connection, token: str) -> Tracked:
    led = tracked(connection, token)
    if led is None:
        raise unknown()
    if led.revoked:
        raise NotAllowed(
            "Giấy tiếp nhận này đã được in lại; mã QR trên bản cũ không còn dùng được. "
            "Hãy quét mã trên bản in mới nhất.",
            code="receipt_revoked",
        )
    return led
