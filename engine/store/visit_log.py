"""The log of visits: who was turned away without a dossier, by number of the agency and year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from engine.store.ledgers import Reading
from engine.store.write import BOOK
from engine.tables.office import visit_log
from engine.tables.record import serial

BOOKED = "visits"  # the book by which the lines of an agency and year are numbered


@dataclass(frozen=True, slots=True)
class LoggedVisit:
    """Somebody left with a slip: supplement_request (02) or refusal (03). No name is kept."""

    agency: str
    year: int
    no: int
    at: datetime
    slip: str
    procedure: str | None
    reason: str
    papers: Sequence[str]
    staff: str

    @property
    def number(self) -> str:
        """As the slip bears it: the order of the year, then the year."""
        return f"{self.no:02}/{self.year}"


def log(reading: Reading, agency: str, year: int) -> list[LoggedVisit]:
    """The lines of an agency in a year, in the order of their numbers."""
    wanted = (
        select(visit_log)
        .where(visit_log.c.agency_id == agency, visit_log.c.year == year)
        .order_by(visit_log.c.no)
    )
    return [
        LoggedVisit(
            row.agency_id,
            row.year,
            row.no,
            row.at,
            row.slip,
            row.procedure,
            row.reason,
            tuple(row.papers),
            row.staff_id,
        )
        for row in reading.execute(wanted)
    ]


def counted(reading: Reading, agency: str) -> dict[int, int]:
    """By year, the last number given out; also the years that nothing was given out for."""
    booked = select(serial.c.scope, serial.c.last).where(
        serial.c.agency_id == agency, serial.c.scheme == f"{BOOK}{BOOKED}"
    )
    logged = select(visit_log.c.year).where(visit_log.c.agency_id == agency).distinct()
    years: dict[int, int] = dict.fromkeys(reading.execute(logged).scalars(), 0)
    return years | {int(row.scope): row.last for row in reading.execute(booked)}


def numbers(reading: Reading, agency: str, year: int) -> Iterator[int]:
    """The numbers that are in the log of a year, in order; memory stays flat."""
    wanted = select(visit_log.c.no).where(visit_log.c.agency_id == agency, visit_log.c.year == year)
    yield from reading.execute(
        wanted.order_by(visit_log.c.no).execution_options(yield_per=1_000)
    ).scalars()
