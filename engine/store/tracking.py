"""Tracking tokens: given out once, kept as hashes, the earlier ones revoked by the next."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, insert, select, update

from engine.ledger import DossierRef
from engine.tables.people import tracking_token


@dataclass(frozen=True, slots=True)
class Tracked:
    """The dossier that a token leads to; `revoked` when a later receipt was printed."""

    ref: DossierRef
    secret_hash: bytes | None
    revoked: bool


def token_hash(text: str) -> bytes:
    """The form in which a token or a printed secret is kept."""
    return sha256(text.encode()).digest()


def replace_token(
    connection: Connection, ref: DossierRef, token: str, secret: str, at: datetime
) -> None:
    """Keep a fresh token and secret; whatever was printed before no longer opens anything."""
    connection.execute(
        update(tracking_token)
        .where(
            tracking_token.c.agency_id == ref.agency,
            tracking_token.c.dossier_id == ref.id,
            tracking_token.c.revoked_at.is_(None),
        )
        .values(revoked_at=at)
    )
    fresh = {
        "agency_id": ref.agency,
        "dossier_id": ref.id,
        "token_hash": token_hash(token),
        "secret_hash": token_hash(secret),
        "issued_at": at,
    }
    connection.execute(insert(tracking_token), fresh)


def tracked(connection: Connection, token: str) -> Tracked | None:
    """What a token leads to, if it was ever given out."""
    wanted = select(
        tracking_token.c.agency_id,
        tracking_token.c.dossier_id,
        tracking_token.c.secret_hash,
        tracking_token.c.revoked_at,
    ).where(tracking_token.c.token_hash == token_hash(token))
    row = connection.execute(wanted).one_or_none()
    if row is None:
        return None
    ref = DossierRef(row.agency_id, row.dossier_id)
    return Tracked(ref, row.secret_hash, row.revoked_at is not None)
