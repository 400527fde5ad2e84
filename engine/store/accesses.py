"""Who opened which dossier: written down before what is personal is shown."""

from collections.abc import Callable, Sequence
from uuid import UUID

from sqlalchemy import insert

from engine.ledger import DossierRef
from engine.store.write import Write
from engine.tables.people import access


def note_openings(
    write: Write,
    refs: Sequence[DossierRef],
    actor: str,
    purpose: str,
    entropy: Callable[[int], bytes],
) -> None:
    """One row for each dossier that this person opens."""
    opened = [
        {
            "agency_id": ref.agency,
            "access_id": UUID(bytes=entropy(16), version=4),
            "dossier_id": ref.id,
            "actor": actor,
            "purpose": purpose,
            "at": write.moment,
        }
        for ref in refs
    ]
    if opened:
        write.connection.execute(insert(access), opened)
