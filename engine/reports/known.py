"""What was known at an instant: the one filter that makes a past report stay the same."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from engine.fold import Editions, fold
from engine.ledger import Entry
from engine.timeline import Timeline


def known(entries: Iterable[Entry], at: datetime | None) -> list[Entry]:
    """The entries that had been written down by `at`; all of them for None."""
    return [entry for entry in entries if at is None or entry.recorded_at <= at]


def timelines(
    catalogue: Editions, ledgers: Iterable[Sequence[Entry]], known_at: datetime | None = None
) -> Iterator[Timeline]:
    """The timelines of the ledgers, one dossier each, as they were known; unknown ones left out."""
    for ledger in ledgers:
        entries = known(ledger, known_at)
        if entries:
            yield fold(catalogue, entries)
