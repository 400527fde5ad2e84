"""The check of the record cut into parts, each of which reads one short snapshot.

Whatever is held against each other lies within one part: a dossier with its ledger and its side
rows, a series with its codes, an outage with the entries that say it. Every verb writes in one
transaction, so no part sees half of an act, however long the whole takes and whoever works on.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from sqlalchemy import Engine, Table

from engine.store.checks import Stored, agencies
from engine.store.editions import every
from engine.store.ledgers import Reading
from engine.store.read import reading
from engine.store.spans import Span
from engine.store.unreadable import Unreadable, parted, readable
from engine.tables.office import (
    handover_item,
    handover_record,
    outage,
    till_sheet,
    transit_item,
    transit_slip,
    visit_log,
)
from engine.tables.papers import fee_receipt, fee_receipt_line, fee_refund
from engine.tables.people import delegation, role_grant, staff_act, staff_chain
from engine.tables.record import code, edition, serial
from engine.verify.disagreement import Disagreement
from engine.verify.dossiers import Verification
from engine.verify.editions import editions
from engine.verify.handovers import brought, handovers
from engine.verify.outages import outages
from engine.verify.receipts import books
from engine.verify.serials import serials
from engine.verify.staff import staff
from engine.verify.transit import slips
from engine.verify.unreadable import row, told
from engine.verify.visit_log import visit_log as log_of_visits

_Check: TypeAlias = Callable[[Reading, str], Iterator[Disagreement]]

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
        for span in parted(snapshot, owner, page):
            yield Part(What.DOSSIERS, owner, span)
        yield Part(What.SERIES, owner)
    yield Part(What.OUTAGES, agency)
    yield Part(What.STAFF, agency)


# The books of an agency, each with the tables that it reads.
_BOOKS: tuple[tuple[str, _Check, tuple[Table, ...]], ...] = (
    ("Dãy số", serials, (serial, code)),
    ("Sổ biên lai", books, (fee_receipt, fee_receipt_line, fee_refund, till_sheet)),
    ("Sổ lượt khách", log_of_visits, (visit_log,)),
    ("Sổ phiếu luân chuyển", slips, (transit_slip, transit_item)),
    ("Sổ bàn giao với bưu chính", handovers, (handover_record, handover_item)),
)
_OF_STAFF = (staff_act, staff_chain, role_grant, delegation)


def perform(
    work: Verification, part: Part, looked_at: Callable[[], None] = lambda: None
) -> Iterator[Disagreement]:
    """What disagrees in one part, in order; `looked_at` is called after each dossier."""
    with reading(work.engine) as snapshot:
        match part:
            case Part(What.EDITIONS):
                texts = editions(every(snapshot))
                yield from told(snapshot, "Danh mục", None, (edition,), texts)
            case Part(What.DOSSIERS, span=Span() as span):
                for one in readable(snapshot, span):
                    yield from _of_dossier(work, snapshot, one)
                    looked_at()
            case Part(What.SERIES, str() as owner):
                for subject, check, tables in _BOOKS:
                    yield from told(snapshot, subject, owner, tables, check(snapshot, owner))
            case Part(What.OUTAGES, owner):
                yield from told(snapshot, "Sự cố", owner, (outage,), outages(snapshot, owner))
            case Part(What.STAFF, owner):
                found = staff(snapshot, owner)
                yield from told(snapshot, "Quyết định nhân sự", owner, _OF_STAFF, found)


def _of_dossier(
    work: Verification, snapshot: Reading, one: Stored | Unreadable
) -> Iterator[Disagreement]:
    if isinstance(one, Unreadable):
        yield row(snapshot, one)
        return
    yield from work.dossier(one)
    yield from brought(snapshot, one)
