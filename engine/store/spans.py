"""The record cut into spans of dossiers, each small enough to be read in a short snapshot."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from engine.store.ledgers import Reading
from engine.tables.record import dossier


@dataclass(frozen=True, slots=True)
class Span:
    """The rows of an agency from the id `first` up to, and without, the id `before`.

    None stands for no bound: the spans of an agency hold every row of it, also those that belong
    to no dossier, and dossiers that were opened since. `dossiers` is how many there were.
    """

    agency: str
    first: UUID | None = None
    before: UUID | None = None
    dossiers: int = 0


def spans(reading: Reading, agency: str, size: int) -> Iterator[Span]:
    """The agency's dossiers by id, `size` to a span; one empty span if it has none."""
    within = dossier.c.agency_id == agency
    total: int = reading.execute(
        select(func.count()).select_from(dossier).where(within)
    ).scalar_one()
    place = func.row_number().over(order_by=dossier.c.dossier_id).label("place")
    numbered = select(dossier.c.dossier_id, place).where(within).subquery()
    begins = select(numbered.c.dossier_id).where(numbered.c.place % size == 1 % size)
    found = reading.execute(begins.where(numbered.c.place > 1).order_by(numbered.c.dossier_id))
    first: UUID | None = None
    for before in found.scalars():
        yield Span(agency, first, before, size)
        first, total = before, total - size
    yield Span(agency, first, None, total)
