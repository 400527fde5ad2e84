"""Receipts written by hand: their numbers, and which of the old ones may be entered still."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, exists, insert, select, update

from engine.ledger import DossierRef
from engine.store.write import Write
from engine.tables.record import late_permit, paper_receipt


@dataclass(frozen=True, slots=True)
class LatePermit:
    """That a receipt of a day long past may be entered, and who has said so."""

    agency: str
    number: str
    received_on: date
    reason: str
    granted_by: str


def is_entered(connection: Connection, agency: str, number: str) -> bool:
    """Whether a dossier of the agency has that paper number already."""
    wanted = select(paper_receipt.c.number).where(
        paper_receipt.c.agency_id == agency, paper_receipt.c.number == number
    )
    return bool(connection.execute(select(exists(wanted))).scalar_one())


def permit_for(connection: Connection, agency: str, number: str) -> LatePermit | None:
    """The permit for that paper number, if the agency's leader has given one."""
    wanted = select(
        late_permit.c.agency_id,
        late_permit.c.number,
        late_permit.c.received_on,
        late_permit.c.reason,
        late_permit.c.granted_by,
    ).where(late_permit.c.agency_id == agency, late_permit.c.number == number)
    row = connection.execute(wanted).one_or_none()
    return None if row is None else LatePermit(*row)


def grant(write: Write, permit: LatePermit) -> None:
    """Write a permit down."""
    values = {
        "agency_id": permit.agency,
        "number": permit.number,
        "received_on": permit.received_on,
        "reason": permit.reason,
        "granted_by": permit.granted_by,
        "granted_at": write.moment,
    }
    write.connection.execute(insert(late_permit), values)


def bind(write: Write, ref: DossierRef, number: str) -> None:
    """Make the number the dossier's; a permit for it is used up."""
    row = {"agency_id": ref.agency, "number": number, "dossier_id": ref.id}
    write.connection.execute(insert(paper_receipt), row)
    of_it = (late_permit.c.agency_id == ref.agency, late_permit.c.number == number)
    write.connection.execute(update(late_permit).where(*of_it).values(dossier_id=ref.id))


def find_by_paper_number(
    connection: Connection, number: str, agency: str | None = None
) -> list[DossierRef]:
    """The dossiers that had that number on paper, of one agency or of each that has such a book."""
    wanted = select(paper_receipt.c.agency_id, paper_receipt.c.dossier_id).where(
        paper_receipt.c.number == paper_number(number)
    )
    if agency is not None:
        wanted = wanted.where(paper_receipt.c.agency_id == agency)
    rows = connection.execute(wanted.order_by(paper_receipt.c.agency_id))
    return [DossierRef(row.agency_id, row.dossier_id) for row in rows]


def paper_number(text: str) -> str:
    """A number as books have it, however it was typed: without spaces, in capitals."""
    return "".join(text.split()).upper()
