"""Receipts, refunds and the day's sheets of the counters, as rows."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, func, insert, select, update

from engine.store.write import Write
from engine.tables.office import till_sheet
from engine.tables.papers import fee_receipt, fee_receipt_line, fee_refund
from engine.timeline import ReceiptNumber


@dataclass(frozen=True, slots=True)
class Till:
    """One counter on one day: the agency, the day, and whose counter it is."""

    agency: str
    day: date
    counter: str


@dataclass(frozen=True, slots=True)
class Tally:
    """One method on a sheet. `no` is None for what no sheet has counted yet.

    `expected` is what was taken less what was given back, `counted` None if nobody counted it.
    """

    till: Till
    no: int | None
    method: str
    expected: int
    counted: int | None = None
    reason: str | None = None
    closed_by: str | None = None
    closed_at: datetime | None = None
    countersigned_by: str | None = None

    @property
    def difference(self) -> int | None:
        return None if self.counted is None else self.counted - self.expected


def find_receipt(connection: Connection, receipt: ReceiptNumber) -> RowMapping | None:
    """The receipt of that number."""
    wanted = select(fee_receipt).where(*_numbered(fee_receipt, receipt))
    return connection.execute(wanted).mappings().one_or_none()


def lines_of(connection: Connection, receipt: ReceiptNumber) -> list[RowMapping]:
    """What a receipt covers, by dossier and line."""
    table = fee_receipt_line
    order = (table.c.dossier_agency, table.c.dossier_id, table.c.no)
    wanted = select(table).where(*_numbered(table, receipt)).order_by(*order)
    return list(connection.execute(wanted).mappings())


def strike_out(
    write: Write, receipt: ReceiptNumber, by: str, replaced_by: ReceiptNumber | None
) -> bool:
    """Mark a receipt as void; False if a sheet has counted it, or somebody else was first."""
    struck = (
        update(fee_receipt)
        .where(
            *_numbered(fee_receipt, receipt),
            fee_receipt.c.sheet.is_(None),
            fee_receipt.c.voided_at.is_(None),
        )
        .values(
            voided_at=write.moment,
            voided_by=by,
            replaced_by=replaced_by.number if replaced_by else None,
        )
    )
    return write.connection.execute(struck).rowcount == 1


def _numbered(table: Table, receipt: ReceiptNumber) -> tuple[ColumnElement[bool], ...]:
    return (
        table.c.agency_id == receipt.agency,
        table.c.series == receipt.series,
        table.c.number == receipt.number,
    )


def last_sheet(connection: Connection, till: Till) -> int:
    """The number of the counter's last sheet that day; 0 before the first."""
    wanted = select(func.max(till_sheet.c.no)).where(*_at(till_sheet, till))
    return int(connection.execute(wanted).scalar_one() or 0)


def put_on_sheet(write: Write, till: Till, no: int) -> dict[str, int]:
    """Put all that no sheet has counted yet on this one; what each method comes to.

    The rows are marked before they are summed, so that what is written at the same time stands
    on this sheet or on the next one, never on both and never on none.
    """
    for table in (fee_receipt, fee_refund):
        open_ = (*_at(table, till), table.c.sheet.is_(None))
        write.connection.execute(update(table).where(*open_).values(sheet=no))
    return _sums(write.connection, till).get(no, {})


def write_sheet(write: Write, tallies: tuple[Tally, ...]) -> None:
    """Write a closed sheet, a row for each method."""
    rows = [
        {
            "agency_id": one.till.agency,
            "day": one.till.day,
            "counter": one.till.counter,
            "no": one.no,
            "method": one.method,
            "expected": one.expected,
            "counted": one.counted,
            "reason": one.reason,
            "closed_by": one.closed_by,
            "closed_at": one.closed_at,
        }
        for one in tallies
    ]
    write.connection.execute(insert(till_sheet), rows)


def countersign(write: Write, till: Till, no: int, by: str) -> bool:
    """Mark a sheet as looked at by a second person; False if somebody was first."""
    signed = (
        update(till_sheet)
        .where(
            *_at(till_sheet, till),
            till_sheet.c.no == no,
            till_sheet.c.countersigned_at.is_(None),
        )
        .values(countersigned_at=write.moment, countersigned_by=by)
    )
    return write.connection.execute(signed).rowcount > 0


def sheets_of(connection: Connection, agency: str, day: date) -> list[Tally]:
    """The sheets of an agency's counters that day, and what stands on none yet."""
    closed = select(till_sheet).where(till_sheet.c.agency_id == agency, till_sheet.c.day == day)
    order = (till_sheet.c.counter, till_sheet.c.no, till_sheet.c.method)
    tallies = [_tally(row) for row in connection.execute(closed.order_by(*order)).mappings()]
    for counter in _counters(connection, agency, day):
        till = Till(agency, day, counter)
        open_ = _sums(connection, till).get(None, {})
        tallies += [Tally(till, None, method, sum_) for method, sum_ in sorted(open_.items())]
    return tallies


def uneven(connection: Connection, first: date, last: date) -> list[Tally]:
    """The rows of closed sheets of these days that did not come out even."""
    wanted = (
        select(till_sheet)
        .where(till_sheet.c.day.between(first, last), till_sheet.c.counted.is_not(None))
        .where(till_sheet.c.counted != till_sheet.c.expected)
        .order_by(till_sheet.c.agency_id, till_sheet.c.day, till_sheet.c.counter, till_sheet.c.no)
    )
    return [_tally(row) for row in connection.execute(wanted).mappings()]


def _tally(row: RowMapping) -> Tally:
    return Tally(
        Till(row["agency_id"], row["day"], row["counter"]),
        row["no"],
        row["method"],
        row["expected"],
        row["counted"],
        row["reason"],
        row["closed_by"],
        row["closed_at"],
        row["countersigned_by"],
    )


def _counters(connection: Connection, agency: str, day: date) -> list[str]:
    found = (
        select(table.c.counter).where(table.c.agency_id == agency, table.c.day == day)
        for table in (fee_receipt, fee_refund)
    )
    first, second = found
    return sorted(connection.execute(first.union(second)).scalars())


def _sums(connection: Connection, till: Till) -> Mapping[int | None, dict[str, int]]:
    """What was taken less what was given back, by sheet and method."""
    sums: defaultdict[int | None, dict[str, int]] = defaultdict(dict)
    taken = (fee_receipt, fee_receipt.c.total, (fee_receipt.c.voided_at.is_(None),), 1)
    given_back: Any = (fee_refund, fee_refund.c.amount, (), -1)
    for table, amount, standing, sign in (taken, given_back):
        wanted = (
            select(table.c.sheet, table.c.method, func.sum(amount))
            .where(*_at(table, till), *standing)
            .group_by(table.c.sheet, table.c.method)
        )
        for sheet, method, total in connection.execute(wanted):
            sums[sheet][method] = sums[sheet].get(method, 0) + sign * int(total)
    return sums


def _at(table: Table, till: Till) -> tuple[ColumnElement[bool], ...]:
    return (
        table.c.agency_id == till.agency,
        table.c.day == till.day,
        table.c.counter == till.counter,
    )
