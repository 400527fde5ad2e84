"""What anybody may ask of the record: a code typed, the number of a result. Nobody is named.

A restricted dossier is passed over within the query: whoever guesses its code gets the answer, and
the work, of a code that was never given out.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, literal, select, union_all

from engine.ledger import DossierRef
from engine.store.paper_receipts import paper_number
from engine.store.prefixes import owners_of
from engine.tables.papers import result
from engine.tables.record import code, dossier, older_code, paper_receipt, serial

MOST = 5  # results of one number: each agency counts its own
_ON_PAPER = 3  # looked at last


@dataclass(frozen=True, slots=True)
class PublicResult:
    """A result as a stranger may check it; `state` and `replaced` say whether it stands."""

    ref: DossierRef
    number: str
    agency: str
    procedure: str
    ready_at: datetime
    state: str
    replaced: bool


def find_public(connection: Connection, typed: str) -> DossierRef | None:
    """The dossier of a code of ours, an older system's, or a paper receipt's.

    None too where several agencies have a paper receipt of that number.
    """
    plain = "".join(c for c in typed if c.isprintable()).strip()
    spelled = [plain, plain.upper()]
    here = owners_of(connection, plain.upper())
    owners = here or select(serial.c.agency_id)  # whoever ever gave out a code
    named = union_all(
        _named(code, and_(code.c.code.in_(spelled), code.c.agency_id.in_(owners)), 1),
        _named(older_code, older_code.c.code.in_(spelled), 2),
        _named(paper_receipt, paper_receipt.c.number == paper_number(plain), _ON_PAPER),
    ).subquery()
    wanted = (
        select(named.c.agency_id, named.c.dossier_id, named.c.rank)
        .join(
            dossier,
            and_(
                dossier.c.agency_id == named.c.agency_id,
                dossier.c.dossier_id == named.c.dossier_id,
            ),
        )
        .where(~dossier.c.restricted)
        .order_by(named.c.rank, named.c.agency_id)
        .limit(2)
    )
    rows = connection.execute(wanted).all()
    if not rows or (rows[0].rank == _ON_PAPER and len(rows) > 1):
        return None
    return DossierRef(rows[0].agency_id, rows[0].dossier_id)


def _named(table: Table, where: ColumnElement[bool], rank: int) -> Select[tuple[object, ...]]:
    return select(table.c.agency_id, table.c.dossier_id, literal(rank).label("rank")).where(where)


def results_numbered(connection: Connection, number: str) -> list[PublicResult]:
    """The results that bear this number, of whatever agency, the latest first.

    Results of a restricted dossier, and of one received by mistake, are not there.
    """
    wanted = (
        select(
            result.c.agency_id,
            result.c.dossier_id,
            result.c.number,
            dossier.c.competent_agency,
            dossier.c.procedure,
            result.c.ready_at,
            result.c.state,
            result.c.replaced,
        )
        .join(
            dossier,
            and_(
                dossier.c.agency_id == result.c.agency_id,
                dossier.c.dossier_id == result.c.dossier_id,
            ),
        )
        .where(result.c.number == number, result.c.recipient == "applicant")
        .where(~dossier.c.restricted, ~dossier.c.voided)
        .order_by(result.c.ready_at.desc())
        .limit(MOST)
    )
    return [
        PublicResult(DossierRef(agency, one), *rest)
        for agency, one, *rest in connection.execute(wanted)
    ]
