"""Where things are found on the pages."""

from engine.ledger import DossierRef


def address(ref: DossierRef) -> str:
    """The page of a dossier."""
    return f"/ho-so/{ref.agency}/{ref.id.hex}"
