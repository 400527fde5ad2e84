"""The open dossiers that some agencies have a hand in."""

from collections.abc import Collection

from sqlalchemy import Connection, exists, or_, select

from engine.ledger import DossierRef
from engine.tables.office import work_item
from engine.tables.record import dossier


def touched(connection: Connection, agencies: Collection[str]) -> list[DossierRef]:
    """Those that one of the agencies decides, holds, returns or is asked about, by their keys.

    In this order locks are taken, so that two acts over many dossiers do not wait for each other.
    """
    asked = exists().where(
        work_item.c.dossier_agency == dossier.c.agency_id,
        work_item.c.dossier_id == dossier.c.dossier_id,
        work_item.c.agency_id.in_(agencies),
        work_item.c.answered_at.is_(None),
    )
    wanted = (
        select(dossier.c.agency_id, dossier.c.dossier_id)
        .where(
            dossier.c.final.is_(None),
            ~dossier.c.voided,
            or_(
                dossier.c.competent_agency.in_(agencies),
                dossier.c.holder_agency.in_(agencies),
                dossier.c.return_at.in_(agencies),
                asked,
            ),
        )
        .order_by(dossier.c.agency_id, dossier.c.dossier_id)
    )
    return [DossierRef(*row) for row in connection.execute(wanted)]
