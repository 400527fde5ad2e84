"""Moments as older systems write them: several formats, with a zone or without, a day alone."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from engine.imports.register.columns import Cell

ISO = "iso"
YEARS = range(1990, 2050)  # a year beyond these is a slip of the pen


class Hour(StrEnum):
    """Which hour of the day is meant where a day stands alone."""

    RECEIVED = "received"
    PROMISED = "promised"
    DONE = "done"


class OutOfBounds(ValueError):
    """A day can be read, but lies in no year of `YEARS`."""


@dataclass(frozen=True, slots=True)
class Formats:
    """How moments are written; the first format that fits is the one."""

    zone: ZoneInfo
    patterns: tuple[str, ...]
    received: time
    promised: time
    done: time

    def read(self, cell: Cell, hour: Hour) -> datetime | None:
        """The moment in UTC, None for an empty cell; ValueError for what is none."""
        match cell:
            case None:
                return None
            case str():
                return self._text(cell.strip(), hour) if cell.strip() else None
            case datetime():
                return self._zoned(cell, hour, with_hour=cell.time() != time.min)
            case date():
                return self._zoned(datetime.combine(cell, time.min), hour, with_hour=False)
        raise ValueError(cell)

    def _text(self, text: str, hour: Hour) -> datetime:
        for pattern in self.patterns:
            try:
                if pattern == ISO:
                    found, clocked = datetime.fromisoformat(text), ":" in text
                else:
                    found, clocked = datetime.strptime(text, pattern), "%H" in pattern  # noqa: DTZ007 -- the zone follows
            except ValueError:
                continue
            return self._zoned(found, hour, with_hour=clocked)
        raise ValueError(text)

    def _zoned(self, found: datetime, hour: Hour, *, with_hour: bool) -> datetime:
        if not with_hour:
            found = datetime.combine(found.date(), getattr(self, hour))
        if found.year not in YEARS:
            raise OutOfBounds(found)
        aware = found if found.tzinfo else found.replace(tzinfo=self.zone)
        return aware.astimezone(UTC)
