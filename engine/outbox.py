"""Delivering what acts have left in the outbox: at least once, under the same id each time.

A notice is taken in one short write, delivered outside of any, and noted in another. A sender
that dies in between leaves it to the next one after the lease; the id lets the receiver tell.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import Engine

from engine.store.notices import Waiting, note_delivered, note_failed, take
from engine.store.write import writing


class Carrier(Protocol):
    """A way to reach people: it renders the notice and brings it. Any exception is a failure."""

    def deliver(self, notice: Waiting) -> None: ...


@dataclass(slots=True)
class Notebook:
    """A carrier that reaches nobody: it writes down what it was given."""

    delivered: list[Waiting] = field(default_factory=list)

    def deliver(self, notice: Waiting) -> None:
        self.delivered.append(notice)


@dataclass(frozen=True, slots=True)
class Delivered:
    """What a round did. `failed` will be tried again; `dead` will not."""

    delivered: int = 0
    failed: int = 0
    dead: int = 0


@dataclass(frozen=True, slots=True)
class Outbox:
    """The senders' rules (assumptions): a lease outlives any carrier; ten tries over two days."""

    engine: Engine
    carrier: Carrier
    clock: Callable[[], datetime] | None = None
    batch: int = 50
    lease: timedelta = timedelta(minutes=5)
    first_pause: timedelta = timedelta(minutes=1)
    longest_pause: timedelta = timedelta(hours=12)
    tries: int = 10

    def deliver(self) -> Delivered:
        """Deliver one batch of what waits; safe to run from several places at once."""
        with writing(self.engine, self.clock) as write:
            taken = take(write, write.moment + self.lease, self.batch)
        counts = {"delivered": 0, "failed": 0, "dead": 0}
        for notice in taken:
            counts[self._deliver(notice)] += 1
        return Delivered(**counts)

    def _deliver(self, notice: Waiting) -> str:
        try:
            self.carrier.deliver(notice)
        except Exception as failure:  # noqa: BLE001  # whatever went wrong, the others go out
            return self._failed(notice, type(failure).__name__)
        with writing(self.engine, self.clock) as write:
            note_delivered(write, notice)
        return "delivered"

    def _failed(self, notice: Waiting, error: str) -> str:
        with writing(self.engine, self.clock) as write:
            dead = notice.attempts >= self.tries
            again = None if dead else write.moment + self._pause(notice.attempts)
            note_failed(write, notice, error, again)
        return "dead" if dead else "failed"

    def _pause(self, attempts: int) -> timedelta:
        """Twice as long after each failure, up to the longest pause."""
        return min(self.first_pause * (1 << (attempts - 1)), self.longest_pause)
