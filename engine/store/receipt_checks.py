"""What the checks of the money read: receipts beside their lines and entries, sheets, series."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import RowMapping, and_, func, select

from engine.store.ledgers import Reading
from engine.tables.office import till_sheet
from engine.tables.papers import fee_receipt, fee_receipt_line, fee_refund
from engine.tables.record import entry, serial

_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Covered:
    """A receipt with its lines, each beside the entry that took the money."""

    receipt: RowMapping
    lines: list[RowMapping]


def receipts(reading: Reading, agency: str) -> Iterator[Covered]:
    """The receipts of an agency in the order of their series and numbers; memory stays flat."""
    of_it = and_(
        fee_receipt_line.c.agency_id == fee_receipt.c.agency_id,
        fee_receipt_line.c.series == fee_receipt.c.series,
        fee_receipt_line.c.number == fee_receipt.c.number,
    )
    took = and_(
        entry.c.agency_id == fee_receipt_line.c.dossier_agency,
        entry.c.dossier_id == fee_receipt_line.c.dossier_id,
        entry.c.seq == fee_receipt_line.c.seq,
    )
    wanted = (
        select(
            fee_receipt,
            fee_receipt_line.c.amount,
            fee_receipt_line.c.voided_seq,
            entry.c.actor,
            entry.c.happened_at,
            entry.c.facts,
        )
        .select_from(fee_receipt.outerjoin(fee_receipt_line, of_it).outerjoin(entry, took))
        .where(fee_receipt.c.agency_id == agency)
        .order_by(fee_receipt.c.series, fee_receipt.c.number)
    )
    rows = reading.execute(wanted.execution_options(yield_per=_BATCH)).mappings()
    for _, same in groupby(rows, key=lambda row: (row["series"], row["number"])):
        lines = list(same)
        yield Covered(lines[0], [line for line in lines if line["amount"] is not None])


def counters(reading: Reading, agency: str, scheme: str) -> dict[str, int]:
    """The last number given out in each series of the scheme."""
    wanted = select(serial.c.scope, serial.c.last).where(
        serial.c.agency_id == agency, serial.c.scheme == scheme
    )
    return {row.scope: row.last for row in reading.execute(wanted)}


def sheets(reading: Reading, agency: str) -> list[RowMapping]:
    """The rows of the closed sheets of an agency."""
    wanted = select(till_sheet).where(till_sheet.c.agency_id == agency)
    return list(reading.execute(wanted).mappings())


def on_sheets(reading: Reading, agency: str) -> dict[tuple[Any, ...], int]:
    """What the receipts and refunds on each sheet come to: by day, counter, sheet and method."""
    sums: dict[tuple[Any, ...], int] = {}
    parts: tuple[tuple[Any, Any, tuple[Any, ...], int], ...] = (
        (fee_receipt, fee_receipt.c.total, (fee_receipt.c.voided_at.is_(None),), 1),
        (fee_refund, fee_refund.c.amount, (), -1),
    )
    for table, amount, standing, sign in parts:
        key = (table.c.day, table.c.counter, table.c.sheet, table.c.method)
        wanted = (
            select(*key, func.sum(amount))
            .where(table.c.agency_id == agency, table.c.sheet.is_not(None), *standing)
            .group_by(*key)
        )
        for *named, total in reading.execute(wanted):
            sums[tuple(named)] = sums.get(tuple(named), 0) + sign * int(total)
    return sums
