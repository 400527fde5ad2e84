"""The log of visits: every number up to the last was given to one slip, and is still there."""

from collections.abc import Iterator

from engine.store.ledgers import Reading
from engine.store.visit_log import counted
from engine.verify.disagreement import Disagreement


def visit_log(reading: Reading, agency: str) -> Iterator[Disagreement]:
    """The lines that are missing from the log, and those that no number was given out for."""
    for year, last, there in counted(reading, agency):
        for no in sorted(set(range(1, last + 1)) - set(there)):
            message = f"Sổ lượt khách {year} của {agency}: thiếu phiếu số {no}."
            yield Disagreement("visit_missing", message, agency, seq=no)
        for no in (one for one in there if one > last):
            message = f"Sổ lượt khách {year} của {agency}: phiếu số {no} không có trong bộ đếm."
            yield Disagreement("visit_added", message, agency, seq=no)
