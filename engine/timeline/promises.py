"""The dates that a citizen was given, and by which clock they are judged."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ByClock(StrEnum):
    """Whether two instants are compared as office days or to the microsecond."""

    DATE = "date"
    MOMENT = "moment"


class Cause(StrEnum):
    """Why a promise was set. The first is never overwritten; each later one is a line more."""

    RECEIPT = "receipt"
    STOP = "stop"
    EXTENSION = "extension"
    CALENDAR = "calendar"
    GIVEN = "given"  # a later date that an older system says, whatever its reason was
    EDITION = "edition"


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A date that the citizen was given, and when and why. `raw` is before a move off a day off."""

    due: datetime
    raw: datetime
    cause: Cause
    set_at: datetime
    seq: int
