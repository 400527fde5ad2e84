"""Dossiers named by codes that somebody typed or scanned."""

from api.tenant import schemes_of
from api.web.asking import Worker
from engine.errors import BadInput, NotFound
from engine.store.ledgers import Reading
from engine.store.lists import Listed, search_by_code
from receipts.codes import recognise


def spelled(who: Worker, typed: str) -> str:
    """The code as it is kept; what has the shape of none stays as it was typed."""
    try:
        return recognise(schemes_of(who.house.system.published), typed).text
    except BadInput:
        return typed


def dossier_of(who: Worker, snapshot: Reading, typed: str) -> Listed:
    """The dossier of a code; NotFound if there is none that this person may see."""
    found = search_by_code(snapshot, who.scope, spelled(who, typed))
    if found is None:
        raise NotFound(
            f"Không thấy hồ sơ “{typed[:64]}” trong phạm vi của bạn. Quét hoặc gõ lại mã.",
            code="unknown_code",
        )
    return found
