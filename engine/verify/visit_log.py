"""The log of visits: every number up to the last was given to one slip, and is still there."""

from collections.abc import Iterator

from engine.store.ledgers import Reading
from engine.store.visit_log import counted, numbers
from engine.verify.disagreement import Disagreement


def visit_log(reading: Reading, agency: str) -> Iterator[Disagreement]:
    """The lines that are missing from the log, and those that no number was given out for."""
    for year, last in sorted(counted(reading, agency).items()):
        expected = 1
        for no in numbers(reading, agency, year):
            yield from _missing(agency, year, expected, min(no - 1, last))
            expected = no + 1
            if no > last:
                message = f"Sổ lượt khách {year} của {agency}: phiếu số {no} không có trong bộ đếm."
                yield Disagreement("visit_added", message, agency, seq=no)
        yield from _missing(agency, year, expected, last)


def _missing(agency: str, year: int, first: int, last: int) -> Iterator[Disagreement]:
    for no in range(first, last + 1):
        message = f"Sổ lượt khách {year} của {agency}: thiếu phiếu số {no}."
        yield Disagreement("visit_missing", message, agency, seq=no)
