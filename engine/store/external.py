"""Dossiers by their codes in the systems of ministries."""

from sqlalchemy import Connection, select

from engine.ledger import DossierRef
from engine.store.ledgers import Reading
from engine.store.lists import Listed, find_in_scope
from engine.store.scope import Scope
from engine.tables.papers import external_ref


def bearer_of(connection: Connection, system: str, code: str) -> DossierRef | None:
    """Which dossier bears the code in that system, whoever asks."""
    wanted = (
        select(external_ref.c.agency_id, external_ref.c.dossier_id)
        .where(external_ref.c.system == system, external_ref.c.code == code)
        .order_by(external_ref.c.agency_id, external_ref.c.dossier_id)
        .limit(1)
    )
    row = connection.execute(wanted).one_or_none()
    return None if row is None else DossierRef(row.agency_id, row.dossier_id)


def search_by_external(reading: Reading, scope: Scope, system: str, code: str) -> Listed | None:
    """The dossier that bears the code in that system, if the person may see it."""
    ref = bearer_of(reading, system, code)
    return None if ref is None else find_in_scope(reading, scope, ref)
