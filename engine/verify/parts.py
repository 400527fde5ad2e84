"""The check of the record cut into parts, each of which reads one short snapshot.

Whatever is held against each other lies within one part: a dossier with its ledger and its side
rows, a series with its codes, an outage with the entries that say it. Every verb writes in one
transaction, so no part sees half of an act, however long the whole takes and whoever works on.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Engine

from engine.store.checks import agencies, stored
from engine.store.editions import every
from engine.store.ledgers import Reading
from engine.store.read import reading
from engine.store.spans import Span, spans
from engine.verify.disagreement import Disagreement
from engine.verify.dossiers import Verification
from engine.verify.editions import editions
from engine.verify.outages import outages
from engine.verify.receipts import books
from engine.verify.serials import serials
from engine.verify.staff import staff
from engine.verify.transit import slips
from engine.verify.visit_log import visit_log

PAGE = 500  # dossiers of a part: some seconds of work, some megabytes of rows


class What(StrEnum):
    """What a part looks at."""

    EDITIONS = "editions"
    DOSSIERS = "dossiers"
    SERIES = "series"
    OUTAGES = "outages"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the check; without an agency it is about all of them."""

    what: What
    agency: str | None = None
    span: Span | None = None

    @property
    def dossiers(self) -> int:
        """About how many dossiers it looks at."""
        return self.span.dossiers if self.span else 0


def plan(engine: Engine, agency: str | None = None, page: int = PAGE) -> list[Part]:
    """All parts, in the order in which their disagreements are told."""
    with reading(engine) as snapshot:
        return list(_plan(snapshot, agency, page))


def _plan(snapshot: Reading, agency: str | None, page: int) -> Iterator[Part]:
    yield Part(What.EDITIONS)
    for owner in [agency] if agency else agencies(snapshot):
        for span in spans(snapshot, owner, page):
            yield Part(What.DOSSIERS, owner, span)
        yield Part(What.SERIES, owner)
    yield Part(What.OUTAGES, agency)
    yield Part(What.STAFF, agency)


def perform(
    work: Verification, part: Part, looked_at: Callable[[], None] = lambda: None
) -> Iterator[Disagreement]:
    """What disagrees in one part, in order; `looked_at` is called after each dossier."""
    with reading(work.engine) as snapshot:
        match part:
            case Part(What.EDITIONS):
                yield from editions(every(snapshot))
            case Part(What.DOSSIERS, span=Span() as span):
                for one in stored(snapshot, span):
                    yield from work.dossier(one)
                    looked_at()
            case Part(What.SERIES, str() as owner):
                yield from serials(snapshot, owner)
                yield from books(snapshot, owner)
                yield from visit_log(snapshot, owner)
                yield from slips(snapshot, owner)
            case Part(What.OUTAGES, owner):
                yield from outages(snapshot, owner)
            case Part(What.STAFF, owner):
                yield from staff(snapshot, owner)
