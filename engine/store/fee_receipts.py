"""Fee receipts to look at: those of a counter's day, and what one covers for a person's eyes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, select

from engine.ledger import DossierRef
from engine.store.ledgers import Reading
from engine.store.scope import Clause, Scope
from engine.store.tills import Till, find_receipt
from engine.tables.papers import fee_receipt, fee_receipt_line, fee_refund
from engine.tables.record import dossier
from engine.timeline import ReceiptNumber


@dataclass(frozen=True, slots=True)
class Given:
    """A receipt as it stands; `total` in đồng, `sheet` is the cash sheet that counted it."""

    receipt: ReceiptNumber
    template: str
    at: datetime
    till: Till
    method: str
    total: int
    sheet: int | None
    voided_at: datetime | None
    voided_by: str | None
    replaced_by: int | None


@dataclass(frozen=True, slots=True)
class Covered:
    """One line that a receipt covers."""

    ref: DossierRef
    code: str
    procedure: str
    no: int
    amount: int


@dataclass(frozen=True, slots=True)
class GivenBack:
    """Money that left a drawer; `sheet` is the cash sheet that counted it."""

    ref: DossierRef
    code: str
    no: int
    method: str
    amount: int
    reason: str
    decided_by: str
    sheet: int | None


def given(connection: Connection, receipt: ReceiptNumber) -> Given | None:
    """The receipt of that number. It names nobody and no dossier."""
    row = find_receipt(connection, receipt)
    return _given(row) if row is not None else None


def given_on(connection: Connection, till: Till) -> list[Given]:
    """The receipts of a counter's day, the last one first; the caller checks who may look."""
    table = fee_receipt.c
    wanted = (
        select(fee_receipt)
        .where(table.agency_id == till.agency, table.day == till.day, table.counter == till.counter)
        .order_by(table.at.desc(), table.number.desc())
    )
    return [_given(row) for row in connection.execute(wanted).mappings()]


def given_back_on(connection: Connection, till: Till) -> list[GivenBack]:
    """The refunds of a counter's day, in their order; the caller checks who may look."""
    table = fee_refund.c
    wanted = (
        select(fee_refund, dossier.c.code)
        .join(dossier, _of_dossier(table.dossier_agency, table.dossier_id))
        .where(table.agency_id == till.agency, table.day == till.day, table.counter == till.counter)
        .order_by(dossier.c.code, table.no)
    )
    return [
        GivenBack(
            DossierRef(row["dossier_agency"], row["dossier_id"]),
            row["code"],
            row["no"],
            row["method"],
            row["amount"],
            row["reason"],
            row["decided_by"],
            row["sheet"],
        )
        for row in connection.execute(wanted).mappings()
    ]


def covered(reading: Reading, scope: Scope, receipt: ReceiptNumber) -> list[Covered]:
    """The lines of a receipt, of those dossiers that the person may see."""
    line = fee_receipt_line.c
    wanted = (
        select(line.dossier_agency, line.dossier_id, line.no, line.amount)
        .add_columns(dossier.c.code, dossier.c.procedure)
        .join(dossier, _of_dossier(line.dossier_agency, line.dossier_id))
        .where(*_numbered(receipt), scope.clause())
        .order_by(dossier.c.code, line.no)
    )
    return [
        Covered(
            DossierRef(row.dossier_agency, row.dossier_id),
            row.code,
            row.procedure,
            row.no,
            row.amount,
        )
        for row in reading.execute(wanted)
    ]


def lines_in_all(connection: Connection, receipt: ReceiptNumber) -> int:
    """How many lines the receipt covers, seen or not."""
    wanted = select(func.count()).select_from(fee_receipt_line).where(*_numbered(receipt))
    return int(connection.execute(wanted).scalar_one())


def _numbered(receipt: ReceiptNumber) -> tuple[Clause, ...]:
    line = fee_receipt_line.c
    return (
        line.agency_id == receipt.agency,
        line.series == receipt.series,
        line.number == receipt.number,
    )


def _of_dossier(agency: ColumnElement[str], dossier_id: ColumnElement[UUID]) -> Clause:
    return and_(dossier.c.agency_id == agency, dossier.c.dossier_id == dossier_id)


def _given(row: RowMapping) -> Given:
    return Given(
        ReceiptNumber(row["agency_id"], row["series"], row["number"]),
        row["template"],
        row["at"],
        Till(row["agency_id"], row["day"], row["counter"]),
        row["method"],
        row["total"],
        row["sheet"],
        row["voided_at"],
        row["voided_by"],
        row["replaced_by"],
    )
