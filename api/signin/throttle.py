"""Guessing is slowed: by the person whose password is tried, and by the address that tries.

An attempt is written down before it is looked at, so that many at once count as many.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from uuid import UUID

from sqlalchemy import Engine

from engine.errors import NotAllowed
from engine.store import accounts
from engine.store.write import writing

WINDOW = timedelta(minutes=15)
PER_TARGET, PER_ADDRESS = 5, 60  # a whole office may share one address


@dataclass(frozen=True, slots=True)
class Throttle:
    """Attempts of one kind; `key` keys the digests, so that no address is stored in clear.

    As many as `per_target` and `per_address` are let through within the `window`.
    """

    engine: Engine
    key: bytes
    kind: str
    window: timedelta = WINDOW
    per_target: int = PER_TARGET
    per_address: int = PER_ADDRESS

    def admit(self, attempt: UUID, target: str, address: str, now: datetime) -> None:
        """Count the attempt; NotAllowed (`too_many_attempts`) if there were too many."""
        named, sent_from = self._digest(target), self._digest(address)
        with writing(self.engine) as write:
            accounts.note_attempt(
                write.connection, attempt, kind=self.kind, target=named, address=sent_from, at=now
            )
        with self.engine.connect() as connection:
            at_target, at_address = accounts.attempts(
                connection, self.kind, now - self.window, target=named, address=sent_from
            )
        if at_target > self.per_target or at_address > self.per_address:
            minutes = int(self.window.total_seconds()) // 60
            raise NotAllowed(
                f"Thử sai quá nhiều lần. Chờ {minutes} phút rồi thử lại.", code="too_many_attempts"
            )

    def forgive(self, target: str) -> None:
        """The attempt was right: those before it no longer count."""
        with writing(self.engine) as write:
            accounts.clear_attempts(write.connection, self.kind, self._digest(target))

    def _digest(self, text: str) -> bytes:
        return blake2b(text.encode(), key=self.key[:64], digest_size=32).digest()
