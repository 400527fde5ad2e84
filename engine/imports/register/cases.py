"""What an older system says of its dossiers, as values; and the rows that say nothing usable."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from engine.imports.register.events import Meaning
from engine.procedure import Channel


class Anomaly(StrEnum):
    """What contradicts itself in the record of a case. It is kept as given, and counted."""

    ENDS_BEFORE_START = "ends_before_start"  # cases
    BEFORE_START = "events_before_start"  # events
    AFTER_END = "events_after_end"  # events


@dataclass(frozen=True, slots=True)
class Step:
    """An event of a log. `resource` and `group` are ids of the older system."""

    at: datetime
    event: str
    meaning: Meaning
    resource: str | None = None
    group: str | None = None
    instance: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Who handed it in, as far as the older system says. Goes beside the ledger, sealed."""

    name: str
    identity: str | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A dossier of the older system, whole. `given_channel` is the word that it had there.

    `first` is the promise of the receipt, `current` the one in force at the end; `result` and
    `returned` are moments that the record names beside its events, `ended` is when there was a
    result, or it was handed over if that is all that is known. `lines` are all of its rows.
    """

    id: str
    line: int
    procedure: str
    competent: str
    channel: Channel
    given_channel: str
    return_by: Channel
    received: datetime
    first: datetime | None = None
    current: datetime | None = None
    result: datetime | None = None
    returned: datetime | None = None
    person: Person | None = None
    steps: tuple[Step, ...] = ()
    ended: datetime | None = None
    lines: tuple[int, ...] = ()

    def with_steps(self, steps: Iterable[Step]) -> Self:
        """The case with its events in the order of time, and when they say that it ended."""
        kept = tuple(sorted(steps, key=lambda step: step.at))
        first = {step.meaning: step.at for step in reversed(kept)}
        said = self.result or self.returned
        ended = said or first.get(Meaning.RESULT) or first.get(Meaning.RETURN)
        return replace(self, steps=kept, ended=ended)

    def anomaly(self, step: Step) -> Anomaly | None:
        """What is odd about an event of the case."""
        if step.at < self.received:
            return Anomaly.BEFORE_START
        if self.ended is None or step.at <= self.ended or step.meaning is Meaning.RETURN:
            return None
        return Anomaly.AFTER_END

    @property
    def ends_before_start(self) -> bool:
        return self.ended is not None and self.ended < self.received

    def anomalies(self) -> Iterator[Anomaly]:
        """Everything odd about the case, once for each event that it befell."""
        if self.ends_before_start:
            yield Anomaly.ENDS_BEFORE_START
        for step in self.steps:
            if (found := self.anomaly(step)) is not None:
                yield found


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that is kept out. `reason` names the column, and never what a personal one holds."""

    line: int
    code: str
    reason: str

    def to_json(self) -> dict[str, object]:
        return {"line": self.line, "code": self.code, "reason": self.reason}


class Complaint(Exception):
    """A row cannot be read; it ends as a `Rejected` with its line."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
